-- ARGV: prefix, id, user, end, seconds until the end, then further fields with their values.
local id, user, expires, seconds = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local key = session_key(id)
if redis.call('EXISTS', key) == 1 then
  return 0
end
tidy(user_key(user))
tidy(all)
redis.call('HSET', key, 'user', user, 'expires', expires, unpack(ARGV, 6))
redis.call('EXPIRE', key, seconds)
enter(user_key(user), id, expires, seconds)
enter(all, id, expires, seconds)
return 1
