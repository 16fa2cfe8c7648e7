-- Takes: attempts that were given up without an answer, and replies that come to them nevertheless
-- Leaves: the carrier's side of such a call ended: a late 1xx is cancelled, a late 2xx acknowledged and hung up
-- Refuses: to let the agent hear of it: a second call would answer the first one's INVITE

local crypto = require "egress.crypto"
local cseq = require "egress.cseq"
local farewell = require "egress.farewell"
local headers = require "egress.headers"
local hop = require "egress.hop"
local memory = require "egress.sync.memory"
local token = require "egress.token"

local abandoned = {}

local TABLE = "abandoned"

-- The number on the carrier's side names the attempt.
local function key(call_id, number) return ("%s|%.0f"):format(call_id, number) end

--- Notes that nobody waits for the present attempt any more.
function abandoned.put(state)
  local number = cseq.to_carrier(state.number, state.number, state.attempt)
  memory.put(TABLE, key(KSR.pv.get("$ci"), number), state.uri)
end

local function is_ours(record_route) return token.find(record_route) ~= nil end

--- @return whether the reply at hand is such a late one; it has then been dealt with
function abandoned.reply()
  local number, method = cseq.parse(headers.get("CSeq") or "")
  if method ~= "INVITE" then return false end
  local call_id = KSR.pv.get("$ci")
  local uri = memory.get(TABLE, key(call_id, number))
  if not uri then return false end
  -- Where the reply came from, over the same connection: it is an address of the trunk, whatever the Contact says.
  local transport = KSR.pv.get("$proto"):lower()
  local carrier = hop.to(KSR.pv.get("$si"), tonumber(KSR.pv.get("$sp")), transport)
  local socket = ("%s:%s:%s"):format(transport, KSR.pv.get("$Ri"), KSR.pv.get("$Rp"))
  local requests = farewell.requests({
    status = tonumber(KSR.pv.get("$rs")),
    via = headers.get("Via") or "",
    from = headers.get("From"),
    to = headers.get("To"),
    call_id = call_id,
    number = number,
    contact = headers.get("Contact"),
    record_routes = headers.all("Record-Route"),
  }, uri, is_ours, "z9hG4bK" .. crypto.random())
  for _, request in ipairs(requests) do
    KSR.corex.sendx(carrier, socket, request)
  end
  KSR.info(("call %s: a late %s of an abandoned attempt\n"):format(call_id, KSR.pv.get("$rs")))
  return true
end

--- The same for a 2xx alone. tm deals with other late replies as long as it has the transaction; a 2xx it would pass
-- on.
function abandoned.success()
  local status = tonumber(KSR.pv.get("$rs"))
  return status >= 200 and status <= 299 and abandoned.reply()
end

return abandoned
