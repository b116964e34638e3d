-- ARGV: prefix, id.
return remove(ARGV[2])
