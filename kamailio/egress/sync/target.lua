-- Takes: a checked, enabled trunk row
-- Leaves: where its calls go: a literal address, or a target, which is what DNS has to be asked for
-- Refuses: nothing

local ip = require "egress.ip"

local target = {}

local DEFAULT_PORT = { udp = 5060, tcp = 5060, tls = 5061 }
local SERVICE = { udp = "_sip._udp.", tcp = "_sip._tcp.", tls = "_sips._tcp." }

-- Where requests are sent: the outbound proxy (RFC 3261 §8.1.2) if there is one.
local function place(trunk) return trunk.outboundProxy or trunk end

--- The trunk's address when its host is a literal one: `{bytes, port}`, else nil.
function target.literal(trunk)
  local bytes = ip.parse((place(trunk).host:gsub("^%[(.*)%]$", "%1")))
  return bytes and { bytes = bytes, port = place(trunk).port or DEFAULT_PORT[trunk.transport] } or nil
end

--- A target's key, `<transport>/<host>/<port or nothing>`: trunks that share it share the answer.
function target.key(trunk) return ("%s/%s/%s"):format(trunk.transport, place(trunk).host, place(trunk).port or "") end

--- What to ask for a key (RFC 3263 §4.2): `{host, port}` asks A and AAAA alone, with `service` SRV is asked first.
function target.of_key(key)
  local transport, host, port = key:match("^(%l+)/([^/]+)/(%d*)$")
  if port ~= "" then return { host = host, port = tonumber(port) } end
  return { host = host, port = DEFAULT_PORT[transport], service = SERVICE[transport] .. host }
end

return target
