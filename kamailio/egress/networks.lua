-- Takes: EGRESS_CARRIER_NETWORKS_ALLOWED as text, addresses
-- Leaves: which special-use network an address lies in that a carrier may not be in
-- Refuses: a list with an entry that is no network (naming it)

local ip = require "egress.ip"

local networks = {}

-- RFC 6890's networks in which no carrier can be, but this host or its link can. The private networks of RFC 1918
-- are not among them: carriers are reached over VPNs.
local FORBIDDEN = {
  { "unspecified", "0.0.0.0/8" },
  { "unspecified", "::/128" },
  { "loopback", "127.0.0.0/8" },
  { "loopback", "::1/128" },
  { "link-local", "169.254.0.0/16" },
  { "link-local", "fe80::/10" },
  { "multicast", "224.0.0.0/4" },
  { "multicast", "ff00::/8" },
  { "reserved", "240.0.0.0/4" },
}
for _, entry in ipairs(FORBIDDEN) do
  entry.network = ip.network(entry[2])
end

-- An IPv4 address can be written inside these (RFC 4291 §2.5.5, RFC 6052): it is judged as that address too.
local EMBEDDING = { ip.network("::ffff:0:0/96"), ip.network("::/96"), ip.network("64:ff9b::/96") }

local function embedded(bytes)
  for _, network in ipairs(EMBEDDING) do
    if ip.within(bytes, network) then return { bytes[13], bytes[14], bytes[15], bytes[16] } end
  end
end

--- @param text networks or addresses, separated by commas or blanks; may be empty or nil
-- @return a list for `refusal`, or nil and the entry that can't be read
function networks.parse(text)
  local list = {}
  for entry in (text or ""):gmatch("[^%s,]+") do
    local network = ip.network(entry)
    if not network then return nil, entry end
    list[#list + 1] = network
  end
  return list
end

--- The kind of network that forbids this address ("loopback", …), nil when a carrier may have it.
-- @param bytes an address as ip.parse gives it
-- @param allowed what networks.parse gave
function networks.refusal(bytes, allowed)
  for _, network in ipairs(allowed) do
    if ip.within(bytes, network) then return nil end
  end
  for _, entry in ipairs(FORBIDDEN) do
    if ip.within(bytes, entry.network) then return entry[1] end
  end
  local inner = #bytes == 16 and embedded(bytes)
  return inner and networks.refusal(inner, allowed) or nil
end

return networks
