-- ARGV: prefix, id.
return row_of(ARGV[2])
