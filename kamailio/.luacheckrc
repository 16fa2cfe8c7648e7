std = "lua51"
max_line_length = 120
read_globals = { "KSR" }
-- Kamailio calls these by name.
files["egress.lua"] = { globals = { "ksr_.*" }, ignore = { "1.1/ksr_.*", "131" }, allow_defined_top = true }
files["test/spec"] = { std = "+busted" }
