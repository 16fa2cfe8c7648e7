-- Takes: a request of the agent, the attempt that it is about to be sent with
-- Leaves: the request as the trunk's carrier shall see it; changed in the branch, so that the next attempt begins anew
-- Refuses: nothing

local body = require "egress.body"
local caller_id = require "egress.caller_id"
local codecs = require "egress.codecs"
local cseq = require "egress.cseq"
local headers = require "egress.headers"
local passage = require "egress.passage"
local settings = require "egress.settings"
local token = require "egress.token"
local tokens = require "egress.tokens"
local uri = require "egress.uri"
local via = require "egress.via"

local carrier_side = {}

local LONGEST_WAY = 300
local VIA = "\nVia: "

local latest = {}

-- A trunk is asked whether the offer fits, then gets it: the same cut twice.
local function cut_for(trunk, sdp)
  if sdp ~= latest.sdp or trunk.codecs ~= latest.codecs then
    latest = { sdp = sdp, codecs = trunk.codecs, cut = codecs.cut(sdp, trunk.codecs) }
  end
  return latest.cut
end

local function offer() return body.sdp(KSR.pv.get("$rb"), KSR.pv.get("$cT")) end

--- Whether SDP in such a request is an offer. In ACK it is an answer (RFC 3261 §13.2.1), in PRACK if the INVITE had
-- none (RFC 3262 §5).
-- @param dialog what the token says
function carrier_side.makes_offer(dialog, method)
  return method == "INVITE" or method == "UPDATE" or (method == "PRACK" and dialog.offered ~= nil)
end

--- Whether the trunk can take the offer at hand; one without SDP fits every trunk (RFC 3261 §13.2.1, late offer).
function carrier_side.fits(trunk)
  local sdp = offer()
  return not sdp or cut_for(trunk, sdp) ~= nil
end

local function cut_offer(trunk)
  local sdp, with = offer()
  local cut = sdp and cut_for(trunk, sdp)
  if cut and cut ~= sdp then KSR.textops.set_body(with(cut), KSR.pv.get("$cT")) end
end

local function is_sent_on(long) return long == "via" or passage.is_for_carriers(long) end

-- The first Via has to stay: what the core adds to it would stand in the next header otherwise. A regular expression is
-- compiled for each request, so it is left to those who write the header in another way than nearly everybody does.
local function hide_way()
  local ways, message = headers.all("Via", 2), KSR.kx.get_msgbuf()
  if ways[2] then headers.keep_first("via") end
  local at = message:find(ways[1], 1, true)
  if at and message:sub(at - #VIA, at - 1) == VIA then
    KSR.textops.replace_hdrs_str(ways[1], via.HIDDEN, "f")
  else
    KSR.textops.subst_hf("Via", "!^.*$!" .. via.HIDDEN .. "!s", "f")
  end
end

-- The request as carriers see it: headers on the list, these lines, and nothing of the way that it came.
local function rewrite(lines)
  headers.keep(is_sent_on, lines)
  hide_way()
  KSR.corex.set_source_address(via.HIDDEN_SOURCE)
end

-- What only a late answer needs must not make a datagram too long to travel in one piece.
local function short(vias)
  local text = table.concat(vias, ", ")
  return #text <= LONGEST_WAY and text or nil
end

--- A new call. Runs in the branch route.
-- @param state what egress.call holds
-- @param trunk the decoded row
function carrier_side.invite(state, trunk)
  local from = uri.name_addr(state.from)
  local parsed = uri.parse(from.uri) or {}
  local who = caller_id.of(
    trunk,
    state.wanted,
    state.base,
    { display = from.display, user = parsed.user, host = parsed.host }
  )
  local called = caller_id.at(trunk, state.called)
  local text = tokens().make({
    trunk = trunk.trunkId,
    transport = trunk.transport,
    first = state.number,
    attempt = state.attempt,
    contact = state.contact,
    source = state.source,
    via = short(state.via),
    routes = table.concat(state.routes, ", "),
    transport_in = state.transport_in,
    offered = offer() and "1",
    agent_from = from.uri,
    agent_to = uri.name_addr(state.to).uri,
    carrier_from = uri.name_addr(who.from).uri,
    carrier_to = called,
    carrier_address = state.destination,
  }, KSR.pv.get("$ci"), from.tag)

  local lines = {
    { "Record-Route", settings.record_route(trunk.transport, token.PARAM .. "=" .. text) },
    { "From", who.from .. ";tag=" .. from.tag },
    { "To", "<" .. called .. ">" },
    { "CSeq", cseq.render(cseq.to_carrier(state.number, state.number, state.attempt), "INVITE") },
    { "Contact", settings.contact(trunk.transport, trunk) },
  }
  local function add(name, value) lines[#lines + 1] = { name, value } end
  if who.identity then add(who.identity.name, who.identity.value) end
  if who.privacy then add("Privacy", "id") end
  for _, service in ipairs(state.registered and state.registered.routes or {}) do
    add("Route", service)
  end
  for _, answer in ipairs(state.answers or {}) do
    lines[#lines + 1] = answer
  end
  rewrite(lines)
  cut_offer(trunk)
end

--- A later request of the call. Runs in the branch route, for ACK in the request route.
-- @param dialog what the token says
-- @param number the CSeq number for the carrier
-- @param trunk the row, or nil when there is none any more: an offer then passes as it is
-- @param more further headers, `{{name, value}, …}`
function carrier_side.in_dialog(dialog, number, method, trunk, more)
  local lines = {
    { "From", ("<%s>;tag=%s"):format(dialog.carrier_from, KSR.pv.get("$ft")) },
    { "To", ("<%s>;tag=%s"):format(dialog.carrier_to, KSR.pv.get("$tt")) },
    { "CSeq", cseq.render(number, method) },
  }
  if headers.get("Contact") then lines[#lines + 1] = { "Contact", settings.contact(dialog.transport, trunk) } end
  for _, one in ipairs(more or {}) do
    lines[#lines + 1] = one
  end
  rewrite(lines)
  if trunk and carrier_side.makes_offer(dialog, method) then cut_offer(trunk) end
end

return carrier_side
