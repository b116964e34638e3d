-- ARGV: prefix, id, old end, new end, moment of use, seconds from it to the new end.
local id, from, to, seen, seconds = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local row = row_of(id)
if not row or row[2] ~= from then
  return 0
end
redis.call('HSET', session_key(id), 'expires', to, 'seen', seen)
redis.call('EXPIRE', session_key(id), seconds)
enter(user_key(row[1]), id, to, seconds)
enter(all, id, to, seconds)
return 1
