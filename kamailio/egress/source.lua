-- Takes: the address a request came from, EGRESS_TRUSTED_SOURCES, the carriers' addresses in shared memory
-- Leaves: who it is: "agent" (may place calls), "carrier" (an address of an enabled trunk)
-- Refuses: (nil) everyone else

local ip = require "egress.ip"
local memory = require "egress.sync.memory"
local networks = require "egress.networks"

local source = {}

local trusted, unreadable = networks.parse(os.getenv("EGRESS_TRUSTED_SOURCES") or "127.0.0.1/32")
if not trusted then
  -- A list that is only half understood must not let anyone in.
  KSR.err("EGRESS_TRUSTED_SOURCES: '" .. unreadable .. "' is no network; nobody may place calls\n")
  trusted = {}
end

function source.is_trusted(address)
  local bytes = ip.parse((address:gsub("[%[%]]", "")))
  if not bytes then return false end
  for _, network in ipairs(trusted) do
    if ip.within(bytes, network) then return true end
  end
  return false
end

function source.of(address)
  if source.is_trusted(address) then return "agent" end
  if memory.get("carrier", address) then return "carrier" end
  return nil
end

return source
