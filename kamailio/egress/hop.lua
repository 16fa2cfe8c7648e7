-- Takes: URIs of a dialog's other side, addresses known to be right
-- Leaves: the address that a request of the dialog goes to, always a literal one: a call never waits for DNS
-- Refuses: hosts that are names, in forbidden networks, not trusted, or this node itself: the known address is taken

local ip = require "egress.ip"
local networks = require "egress.networks"
local source = require "egress.source"
local uri = require "egress.uri"

local hop = {}

local allowed = networks.parse(os.getenv("EGRESS_CARRIER_NETWORKS_ALLOWED")) or {}

local function bracketed(address) return address:find(":", 1, true) and "[" .. address .. "]" or address end

--- @param transport udp, tcp or tls
function hop.to(address, port, transport)
  return ("sip:%s:%d;transport=%s"):format(bracketed(address), port, transport)
end

local function literal(text)
  local parsed = text and uri.parse(text)
  local host = parsed and parsed.host and parsed.host:gsub("[%[%]]", "")
  local bytes = host and ip.parse(host)
  if not bytes then return nil end
  return parsed, bytes, ip.text(bytes)
end

local function is_myself(address, port) return KSR.is_myself(("sip:%s:%d"):format(bracketed(address), port)) end

--- Where a carrier wants the dialog's requests, else where its INVITE went. The transport stays the trunk's.
function hop.to_carrier(target, known, transport)
  local parsed, bytes, address = literal(target)
  if not parsed or networks.refusal(bytes, allowed) then return known end
  local port = parsed.port or (transport == "tls" and 5061 or 5060)
  if is_myself(address, port) then return known end
  return hop.to(address, port, transport)
end

--- Where the agent wants them, if that is a place of the platform, else where its INVITE came from.
function hop.to_agent(target, known)
  local parsed, _, address = literal(target)
  if not parsed or not source.is_trusted(address) then return known end
  local transport = uri.param(parsed.params, "transport") or "udp"
  if parsed.scheme == "sips" then transport = "tls" end
  local port = parsed.port or (transport == "tls" and 5061 or 5060)
  if is_myself(address, port) then return known end
  return hop.to(address, port, transport)
end

return hop
