-- ARGV: prefix, user.
local count = 0
for _, id in ipairs(redis.call('ZRANGE', user_key(ARGV[2]), 0, -1)) do
  count = count + remove(id)
end
redis.call('DEL', user_key(ARGV[2]))
return count
