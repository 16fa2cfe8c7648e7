std = "lua51"
max_line_length = 120
read_globals = { "KSR" }
files["egress.lua"] = { allow_defined_top = true }
files["test/spec"] = { std = "+busted" }
