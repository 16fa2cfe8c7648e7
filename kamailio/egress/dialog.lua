-- Takes: requests inside a call, in both directions
-- Leaves: them on the way to the dialog's other side, and nowhere else
-- Refuses: 481 what can't prove that it belongs to a call of ours, 403 REFER, 405 what no call of ours needs

local call = require "egress.call"
local calls = require "egress.calls"
local carrier_side = require "egress.carrier_side"
local challenge = require "egress.challenge"
local chronicle = require "egress.chronicle"
local cseq = require "egress.cseq"
local headers = require "egress.headers"
local hop = require "egress.hop"
local memory = require "egress.sync.memory"
local outward = require "egress.outward"
local refuse_offer = require("egress.refuse").uncounted
local restore = require "egress.restore"
local route = require "egress.route"
local settings = require "egress.settings"
local token = require "egress.token"
local tokens = require "egress.tokens"
local trunks = require "egress.trunks"
local uri = require "egress.uri"
local whereabouts = require "egress.whereabouts"

local dialog = {}

local PASS = { ACK = true, INVITE = true, UPDATE = true, PRACK = true, INFO = true, OPTIONS = true, BYE = true }

local function attempt_key(call_id, number) return ("%s|%.0f"):format(call_id, number) end

-- A request inside a dialog that was challenged has a later attempt number than 0; its ACK and PRACK must name it.
local function attempt_of(known, number)
  if number == known.first then return known.attempt end
  return tonumber(memory.get("challenged", attempt_key(KSR.pv.get("$ci"), number)) or 0)
end

local function proven()
  local text = token.find(route.uri(route.list({ headers.get("Route") })[1] or "") or "")
  local known = text and tokens()
  if not known then return nil end
  return known.read(text, KSR.pv.get("$ci"), KSR.pv.get("$ft"), KSR.pv.get("$tt"))
end

-- The trunk as it was when the call began, as far as that is still known, and its row's text.
local function trunk_of(known, agents_tag)
  local record = calls.of(calls.key_in_dialog(known, agents_tag))
  local row = record and record.row or trunks.text(known.trunk)
  return row and trunks.decoded(row), row
end

-- Whether an answer means that the dialog is no more (RFC 3261 §12.2.1.2, §15.1.1).
local function is_the_end(method, status)
  if method == "BYE" then return status >= 200 and status ~= 401 and status ~= 407 end
  return status == 481 and (method == "INVITE" or method == "UPDATE")
end

-- The request, or the answer to it, that is at hand has ended the dialog.
local function over(state)
  local by, agents_tag, carriers_tag = "agent", KSR.pv.get("$ft"), KSR.pv.get("$tt")
  if state.own_contact then
    by, agents_tag, carriers_tag = "carrier", carriers_tag, agents_tag
  end
  local record = calls.hung_up(calls.key_in_dialog(state.known, agents_tag), carriers_tag)
  if record then chronicle.ended(record.note, by) end
end

local function relay(state)
  KSR.tm.t_on_reply("ksr_reply_dialog")
  call.save(state)
  if outward.send(KSR.tm.t_relay, KSR.pv.get("$du")) < 0 then
    if state.method == "BYE" then over(state) end
    KSR.sl.sl_reply_error()
  end
end

local function refuse(status, phrase)
  if KSR.pv.get("$rm") ~= "ACK" then KSR.sl.sl_send_reply(status, phrase) end
end

local function mapped_rack(known)
  local value = headers.get("RAck")
  return value
    and cseq.rack(
      value,
      function(number) return cseq.to_carrier(known.first, number, attempt_of(known, number)) end
    )
end

-- The carrier's own proxies as it put them into Record-Route, the nearest first; what leads back to us is left out.
local function routes_onward()
  local routes = {}
  for at, one in ipairs(route.list(headers.all("Route"))) do
    if at > 1 and not token.find(one) then routes[#routes + 1] = one end
  end
  return routes
end

-- RFC 3261 §16.6, step 6: a proxy of RFC 2543 wants to find itself in the Request-URI.
local function put_strict_router_first(routes)
  local first = routes[1] and route.uri(routes[1])
  local parsed = first and uri.parse(first)
  if not parsed or uri.param(parsed.params, "lr") then return end
  table.remove(routes, 1)
  routes[#routes + 1] = "<" .. KSR.pv.get("$ru") .. ">"
  KSR.pv.sets("$ru", first)
end

local function set_destination(known, routes, trunk)
  local target = routes[1] and route.uri(routes[1]) or KSR.pv.get("$ru")
  KSR.pv.sets("$du", hop.to_carrier(target, known.carrier_address, known.transport, trunk))
  outward.set(known.trunk, known.transport, (uri.parse(known.carrier_to) or {}).host or "")
end

local function lines_of(routes)
  local lines = {}
  for at, one in ipairs(routes) do
    lines[at] = { "Route", one }
  end
  return lines
end

local function to_carrier(known, method, trunk, row)
  local number = tonumber(KSR.pv.get("$cs"))
  local routes = routes_onward()
  put_strict_router_first(routes)
  set_destination(known, routes, trunk)
  if method == "ACK" then
    local scaled = cseq.to_carrier(known.first, number, attempt_of(known, number))
    if not scaled then return end
    carrier_side.in_dialog(known, scaled, method, nil, lines_of(routes))
    outward.send(KSR.tm.t_relay, KSR.pv.get("$du"))
    return
  end
  if not cseq.to_carrier(known.first, number, 0) then return refuse(500, "CSeq Out Of Range") end
  if trunk and trunk.enabled and carrier_side.makes_offer(known, method) and not carrier_side.fits(trunk) then
    return refuse_offer("codec-mismatch")
  end
  local state = call.begun()
  if method == "PRACK" then state.rack = mapped_rack(known) end
  state.known, state.number, state.method, state.attempt, state.challenges = known, number, method, 0, {}
  state.onward, state.destination = routes, KSR.pv.get("$du")
  state.said = whereabouts.said(method)
  state.row = trunk and trunk.enabled and row or nil
  KSR.tm.t_on_branch("ksr_branch_dialog")
  KSR.tm.t_on_failure("ksr_failure_dialog")
  relay(state)
end

-- Neither the Request-URI nor the Route headers of a carrier say where its request goes.
local function set_destination_inside(known)
  local first = known.routes and route.uri(route.list({ known.routes })[1])
  local contact = whereabouts.of(KSR.pv.get("$ci"), KSR.pv.get("$tt"), known.contact)
  KSR.pv.sets("$ru", contact or known.source)
  KSR.pv.sets("$du", hop.to_agent(first or contact, known.source or hop.to_agent(known.contact)))
end

local NOT_FOR_AGENTS = { "From", "To", "Route", "Record-Route" }

local function to_agent(known, method, trunk)
  local state = call.begun()
  state.known, state.method = known, method
  set_destination_inside(known)
  local lines = {
    { "From", ("<%s>;tag=%s"):format(known.agent_to, KSR.pv.get("$ft")) },
    { "To", ("<%s>;tag=%s"):format(known.agent_from, KSR.pv.get("$tt")) },
  }
  if known.routes then lines[#lines + 1] = { "Route", known.routes } end
  headers.replace(NOT_FOR_AGENTS, lines)
  -- Our Via shows the address for carriers; agents are to answer to where the request came from (RFC 3581).
  KSR.add_local_rport()
  if method == "ACK" then
    KSR.tm.t_relay()
    return
  end
  state.own_contact = settings.contact(known.transport, trunk)
  -- For the carrier it has ended already. Its answer to the agent's BYE is waited for: until then it counts.
  if method == "BYE" then over(state) end
  relay(state)
end

--- @param from "agent", "carrier" or nil, as egress.source says
function dialog.request(from)
  local method = KSR.pv.get("$rm")
  -- The ACK to a final answer that was no 2xx belongs to its transaction, not to a dialog (RFC 3261 §17.1.1.3).
  if method == "ACK" and KSR.tm.t_check_trans() == 0 then return end
  local known, sender = proven()
  if not known or (sender == "agent" and from ~= "agent") then
    if from then return refuse(481, "Call/Transaction Does Not Exist") end
    return
  end
  local trunk, row = trunk_of(known, KSR.pv.get(sender == "agent" and "$ft" or "$tt"))
  if sender == "carrier" and not hop.is_allowed(KSR.kx.get_srcip(), trunk) then
    if from then refuse(403, "Forbidden") end
    return
  end
  if method == "REFER" then return refuse(403, "Forbidden") end
  if not PASS[method] then return refuse(405, "Method Not Allowed") end
  if method ~= "ACK" and KSR.tm.t_check_trans() == 0 then return end
  if sender == "agent" then
    to_carrier(known, method, trunk, row)
  else
    to_agent(known, method, trunk)
  end
end

--- Branch route of a request to the carrier.
function dialog.branch()
  local state = call.read()
  local scaled = cseq.to_carrier(state.known.first, state.number, state.attempt)
  local more = lines_of(state.onward)
  if state.rack then more[#more + 1] = { "RAck", state.rack } end
  for _, answer in ipairs(state.answers or {}) do
    more[#more + 1] = answer
  end
  carrier_side.in_dialog(state.known, scaled, state.method, state.row and trunks.decoded(state.row), more)
end

local function takes_up_challenge(state, trunk, status, uri_sent)
  if not trunk or not hop.is_allowed(state.destination, trunk) then return false end
  if not challenge.take_up(status, trunk, state.challenges) then return false end
  state.answers = challenge.answers(state.challenges, trunk, state.method, uri_sent)
  return state.answers ~= nil
end

local function again_with_credentials(state, status)
  local uri_sent = KSR.pv.get("$ru")
  local trunk = state.row and trunks.decoded(state.row)
  if not takes_up_challenge(state, trunk, status, uri_sent) then return false end
  state.attempt = state.attempt + 1
  memory.put("challenged", attempt_key(KSR.pv.get("$ci"), state.number), tostring(state.attempt))
  KSR.pv.sets("$ru", uri_sent)
  set_destination(state.known, state.onward, trunk)
  KSR.tm.t_on_branch("ksr_branch_dialog")
  KSR.tm.t_on_failure("ksr_failure_dialog")
  KSR.tm.t_on_reply("ksr_reply_dialog")
  call.save(state)
  outward.send(KSR.tm.t_relay, KSR.pv.get("$du"))
  return true
end

--- Failure route of a request to the carrier: answers a challenge, which the agent could do nothing with.
function dialog.failure()
  local state, status = call.load(), KSR.tm.t_get_status_code()
  local challenged = (status == 401 or status == 407) and KSR.tm.t_is_canceled() <= 0
  if challenged and again_with_credentials(state, status) then return end
  if state.method == "BYE" then over(state) end
  if challenged then KSR.tm.t_reply(503, "Service Unavailable") end
end

local function note_whereabouts(state)
  local status = tonumber(KSR.pv.get("$rs"))
  if status < 200 or status > 299 then return end
  local said, tag = state.said, "$ft"
  if state.own_contact then
    said, tag = whereabouts.said(state.method), "$tt"
  end
  if said then whereabouts.put(KSR.pv.get("$ci"), KSR.pv.get(tag), said, state.known.contact) end
end

--- Reply route of both directions.
function dialog.reply()
  local state = call.read()
  if is_the_end(state.method, tonumber(KSR.pv.get("$rs"))) then over(state) end
  note_whereabouts(state)
  if state.own_contact then
    restore.to_carrier(state, state.own_contact)
  else
    restore.to_agent(state)
  end
end

return dialog
