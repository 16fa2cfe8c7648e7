-- Takes: the process ID of Kamailio; EGRESS_TLS_KEYS_DIR, EGRESS_CARRIER_CA_FILE
-- Leaves: answers to its questions about certificates. A process of its own: carriers that hang hold up nothing else,
--   and the errors that OpenSSL keeps of a failed check are nobody else's
-- Refuses: to outlive Kamailio

local server = require "egress.prove.server"

local path = os.getenv("EGRESS_TLS_KEYS_DIR") .. "/prove.sock"
local process = "/proc/" .. arg[1] .. "/stat"

os.remove(path)
server.run(path, function()
  local file = io.open(process)
  if file then file:close() end
  return file ~= nil
end)
