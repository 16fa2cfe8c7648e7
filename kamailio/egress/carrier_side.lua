-- Takes: a request of the agent, the attempt that it is about to be sent with
-- Leaves: the request as the trunk's carrier shall see it; changed in the branch, so that the next attempt begins anew
-- Refuses: nothing

local caller_id = require "egress.caller_id"
local codecs = require "egress.codecs"
local cseq = require "egress.cseq"
local headers = require "egress.headers"
local settings = require "egress.settings"
local token = require "egress.token"
local tokens = require "egress.tokens"
local uri = require "egress.uri"

local carrier_side = {}

local NOT_FOR_CARRIERS = {
  "P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID", "X-Base-Number", "X-Caller-Id",
  "Authorization", "Proxy-Authorization",
}

function carrier_side.is_sdp()
  local type = (KSR.pv.get("$cT") or ""):lower():match("^%s*([^;%s]+)")
  local body = KSR.pv.get("$rb")
  return type == "application/sdp" and body ~= nil and body ~= "" and body or nil
end

--- Whether the trunk can take the offer at hand; one without SDP fits every trunk (RFC 3261 §13.2.1, late offer).
function carrier_side.fits(trunk)
  local body = carrier_side.is_sdp()
  return not body or codecs.cut(body, trunk.codecs) ~= nil
end

local function cut_offer(trunk)
  local body = carrier_side.is_sdp()
  local cut = body and codecs.cut(body, trunk.codecs)
  if cut and cut ~= body then KSR.textops.set_body(cut, "application/sdp") end
end

local function remove_private()
  for _, name in ipairs(NOT_FOR_CARRIERS) do headers.remove(name) end
end

--- Towards a carrier From, To and CSeq are those of the dialog that it knows.
function carrier_side.set_dialog(from, to, number, method)
  headers.set("From", from)
  headers.set("To", to)
  headers.set("CSeq", cseq.render(number, method))
end

--- A new call. Runs in the branch route.
-- @param state what egress.call holds
-- @param trunk the decoded row
function carrier_side.invite(state, trunk)
  local from = uri.name_addr(state.from)
  local parsed = uri.parse(from.uri) or {}
  local who = caller_id.of(trunk, state.wanted, state.base,
    { display = from.display, user = parsed.user, host = parsed.host })
  local called = caller_id.at(trunk, state.called)

  remove_private()
  if who.identity then headers.append(who.identity.name, who.identity.value) end
  if who.privacy then headers.set("Privacy", "id") end
  carrier_side.set_dialog(who.from .. ";tag=" .. from.tag, "<" .. called .. ">",
    cseq.to_carrier(state.number, state.number, state.attempt), "INVITE")
  headers.set("Contact", state.registered and "<" .. state.registered.contact .. ">"
    or settings.contact(trunk.transport))
  for _, route in ipairs(state.registered and state.registered.routes or {}) do headers.append("Route", route) end
  if state.answer then headers.append(state.answer.name, state.answer.value) end
  cut_offer(trunk)

  local text = tokens().make({
    trunk = trunk.trunkId, transport = trunk.transport, first = state.number, attempt = state.attempt,
    contact = state.contact, source = state.source,
    agent_from = from.uri, agent_to = uri.name_addr(state.to).uri,
    carrier_from = uri.name_addr(who.from).uri, carrier_to = called, carrier_address = state.destination,
  }, KSR.pv.get("$ci"), from.tag)
  KSR.rr.record_route_params(";" .. token.PARAM .. "=" .. text)
end

--- A later request of the call. Runs in the branch route, for ACK in the request route.
-- @param dialog what the token says
-- @param number the CSeq number for the carrier
-- @param trunk the row, or nil when there is none any more: an offer then passes as it is
function carrier_side.in_dialog(dialog, number, method, trunk)
  remove_private()
  carrier_side.set_dialog(("<%s>;tag=%s"):format(dialog.carrier_from, KSR.pv.get("$ft")),
    ("<%s>;tag=%s"):format(dialog.carrier_to, KSR.pv.get("$tt")), number, method)
  if headers.get("Contact") then headers.set("Contact", settings.contact(dialog.transport)) end
  if trunk and (method == "INVITE" or method == "UPDATE") then cut_offer(trunk) end
end

return carrier_side
