-- What all scripts share. ARGV[1] is the prefix of every key.
--
-- session:<id>   a hash, the row of a session; it ends by itself
-- user:<id>      a sorted set, the ids of a user's sessions by their ends
-- sessions       a sorted set, the ids of all sessions by their ends
--
-- A session is there only while its user's set names it. So a set that is lost takes its sessions
-- along, and no session can be left that signing out everywhere would not find.

local all = ARGV[1] .. 'sessions'

local function session_key(id)
  return ARGV[1] .. 'session:' .. id
end

local function user_key(user)
  return ARGV[1] .. 'user:' .. user
end

-- The row of a session that is there: user, end, creation, last use, user agent.
local function row_of(id)
  local row = redis.call('HMGET', session_key(id), 'user', 'expires', 'created', 'seen', 'agent')
  if row[1] and redis.call('ZSCORE', user_key(row[1]), id) then
    return row
  end
  return false
end

-- Names the session in a set, which lasts at least as long as it.
local function enter(set, id, expires, seconds)
  redis.call('ZADD', set, expires, id)
  if redis.call('TTL', set) < tonumber(seconds) then
    redis.call('EXPIRE', set, seconds)
  end
end

-- Takes the names of a few sessions that have ended by themselves out of a set.
-- Each creation takes more than it adds, so a set does not grow for ever.
local function tidy(set)
  for _, id in ipairs(redis.call('ZRANGE', set, 0, 15)) do
    if redis.call('EXISTS', session_key(id)) == 0 then
      redis.call('ZREM', set, id)
    end
  end
end

-- Removes a session from everywhere, and says whether it was there.
local function remove(id)
  local row = row_of(id)
  if row then
    redis.call('ZREM', user_key(row[1]), id)
  end
  redis.call('DEL', session_key(id))
  redis.call('ZREM', all, id)
  return row and 1 or 0
end

