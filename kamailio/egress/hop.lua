-- Takes: URIs of a dialog's other side, addresses known to be right
-- Leaves: the address that a request of the dialog goes to, always a literal one: a call never waits for DNS
-- Refuses: hosts that are names, in forbidden networks, not among the trunk's, not trusted, or this node itself: the
--   known address is taken

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

local function is_inside(bytes, texts)
  for _, text in ipairs(texts) do
    if ip.within(bytes, ip.network(text)) then return true end
  end
  return false
end

--- Whether the trunk's carrier may be at this address.
-- @param uri_or_ip a literal address, or a URI with one
-- @param trunk the row; nil when nothing is known of it any more
function hop.is_allowed(uri_or_ip, trunk)
  local texts = trunk and trunk.allowedIps
  if not texts then return true end
  local bytes = ip.parse(uri_or_ip)
  if not bytes then bytes = select(2, literal(uri_or_ip)) end
  return bytes ~= nil and is_inside(bytes, texts)
end

--- Where a carrier wants the dialog's requests, else where its INVITE went. The transport stays the trunk's.
-- @param trunk the row, as far as it is known
function hop.to_carrier(target, known, transport, trunk)
  local parsed, bytes, address = literal(target)
  if not parsed or networks.refusal(bytes, allowed) or not hop.is_allowed(address, trunk) then return known end
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
