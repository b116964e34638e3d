-- ARGV: prefix, user.
local rows = {}
for _, id in ipairs(redis.call('ZRANGE', user_key(ARGV[2]), 0, -1)) do
  local row = row_of(id)
  if row then
    rows[#rows + 1] = { id, row }
  end
end
return rows
