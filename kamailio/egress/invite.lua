-- Takes: an INVITE of an agent that begins a call
-- Leaves: its first attempt on the way to a carrier
-- Refuses: unknown base numbers, bad destinations and caller IDs, calls that no trunk can take

local attempt = require "egress.attempt"
local call = require "egress.call"
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
    for part in (value .. ","):gmatch("%s*([^<,]*<[^>]*>[^,]*),") do list[#list + 1] = part end
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

local function begun(base_row, called, wanted)
  local state = call.begun()
  local contact = headers.get("Contact")
  local candidates = {}
  for at, trunk in ipairs(pick.candidates(base_row, trunks.row)) do candidates[at] = trunk.trunkId end
  state.base, state.called, state.wanted = base_row.number, called, wanted
  state.number = tonumber(KSR.pv.get("$cs"))
  state.contact = contact and (uri.name_addr(contact) or {}).uri
  state.routes = route.list(headers.all("Record-Route"))
  -- Only when the Contact leads nowhere: the Record-Route that carries it should stay short.
  if not hop.to_agent(state.contact, nil) then
    state.source = hop.to(KSR.pv.get("$si"), tonumber(KSR.pv.get("$sp")), (KSR.pv.get("$proto") or "udp"):lower())
  end
  state.candidates, state.passed_over, state.attempt = candidates, {}, -1
  return state
end

function invite.request()
  if KSR.tm.t_newtran() < 0 then return end
  if not tokens() then return refuse.call("trunk-not-ready") end
  local base_row = base_number()
  if not base_row then return refuse.call("no-base-number") end
  local destination = number.destination(KSR.pv.get("$rU") or "")
  if not destination then return refuse.call("bad-destination") end
  local wish = only("X-Caller-Id")
  local wanted = wish and number.caller(wish) or nil
  if wish ~= nil and not wanted then return refuse.call("bad-caller-id") end

  local state = begun(base_row, destination, wanted)
  if #state.candidates == 0 then return refuse.call("no-trunk") end
  local reason = attempt.next(state)
  if reason == "failed" then
    KSR.tm.t_send_reply(503, "Service Unavailable")
  elseif reason and reason ~= "cancelled" then
    refuse.call(reason)
  end
end

return invite
