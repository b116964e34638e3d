-- ARGV: prefix, now, how many at most.
local ids = redis.call('ZRANGEBYSCORE', all, '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do
  remove(id)
end
return #ids
