-- Takes: an INVITE of an agent that begins a call, from the agent or handed over by another node
-- Leaves: its first attempt on the way to a carrier
-- Refuses: unknown base numbers, bad destinations and caller IDs, calls that no trunk can take

local attempt = require "egress.attempt"
local call = require "egress.call"
local counters = require "egress.counters"
local drain = require "egress.drain"
local handover = require "egress.handover"
local headers = require "egress.headers"
local hop = require "egress.hop"
local number = require "egress.number"
local pick = require "egress.pick"
local refuse = require "egress.refuse"
local route = require "egress.route"
local tokens = require "egress.tokens"
local trunks = require "egress.trunks"
local uri = require "egress.uri"

local invite = {}

local function user_of(value)
  local name_addr = uri.name_addr(value)
  local parsed = name_addr and uri.parse(name_addr.uri)
  return parsed and parsed.user
end

-- One header line may hold a sip: and a tel: identity (RFC 3325 §9.1).
local function identities()
  local list = {}
  for _, value in ipairs(headers.all("P-Asserted-Identity")) do
    for part in (value .. ","):gmatch("%s*([^<,]*<[^>]*>[^,]*),") do
      list[#list + 1] = part
    end
    if not value:find("<", 1, true) then list[#list + 1] = value end
  end
  return list
end

-- The only value of a header, nil for none; false for several, of which none can be preferred.
local function only(name)
  local values = headers.all(name, 2)
  if #values > 1 then return false end
  return values[1] ~= "" and values[1] or nil
end

-- The base number's row: X-Base-Number, else the first of P-Asserted-Identity and From that is known.
local function base_number()
  local said = only("X-Base-Number")
  if said == false then return nil end
  if said then
    local e164 = number.e164(said)
    return e164 and trunks.number(e164)
  end
  local values = identities()
  values[#values + 1] = headers.get("From")
  for _, value in ipairs(values) do
    local user = user_of(value)
    local e164 = user and number.e164(user)
    local row = e164 and trunks.number(e164)
    if row then return row end
  end
end

local function begun(candidates)
  local state = call.begun()
  local contact = headers.get("Contact")
  state.number, state.asked = tonumber(KSR.pv.get("$cs")), KSR.pv.get("$ru")
  state.contact = contact and (uri.name_addr(contact) or {}).uri
  state.routes = route.list(headers.all("Record-Route"))
  state.candidates, state.passed_over, state.attempt, state.before = candidates, {}, -1, -1
  return state
end

local function begun_by_agent(base_row, called, wanted)
  local candidates = {}
  for at, trunk in ipairs(pick.candidates(base_row, trunks.row)) do
    candidates[at] = trunk.trunkId
  end
  local state = begun(candidates)
  state.base, state.called, state.wanted = base_row.number, called, wanted
  -- Only when the Contact leads nowhere: the Record-Route that carries it should stay short.
  if not hop.to_agent(state.contact, nil) then
    state.source = hop.to(KSR.pv.get("$si"), tonumber(KSR.pv.get("$sp")), (KSR.pv.get("$proto") or "udp"):lower())
  end
  return state
end

-- What the other node found out about the call stands in its ticket, which of our trunks it shall take too.
local function begun_by_node(known)
  local state = begun({ known.trunk })
  state.handed = true
  state.attempt, state.before = known.attempt - 1, known.attempt - 1
  state.base, state.called, state.wanted = known.base, known.called, known.wanted
  state.source, state.transport_in = known.source, known.transport_in
  return state
end

local function try(state)
  local reason = attempt.next(state)
  if reason == "failed" then
    handover.account(state)
    KSR.tm.t_send_reply(503, "Service Unavailable")
  elseif reason and reason ~= "cancelled" then
    (state.handed and refuse.uncounted or refuse.call)(reason)
  end
end

function invite.request()
  local handed = handover.taken()
  if handed == false then return end
  -- Without a transaction: agents that ask and ask would keep the node from being quiet.
  if not handed and drain.is_on() then return drain.refuse_call() end
  if KSR.tm.t_newtran() < 0 then return end
  if handed then return try(begun_by_node(handed)) end
  counters.call()
  if not tokens() then return refuse.call("trunk-not-ready") end
  local base_row = base_number()
  if not base_row then return refuse.call("no-base-number") end
  local destination = number.destination(KSR.pv.get("$rU") or "")
  if not destination then return refuse.call("bad-destination") end
  local wish = only("X-Caller-Id")
  local wanted = wish and number.caller(wish) or nil
  if wish ~= nil and not wanted then return refuse.call("bad-caller-id") end

  local state = begun_by_agent(base_row, destination, wanted)
  if #state.candidates == 0 then return refuse.call("no-trunk") end
  try(state)
end

return invite
