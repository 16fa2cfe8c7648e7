-- Takes: requests inside a call, in both directions
-- Leaves: them on the way to the dialog's other side, and nowhere else
-- Refuses: 481 what can't prove that it belongs to a call of ours, 403 REFER, 405 what no call of ours needs

local call = require "egress.call"
local calls = require "egress.calls"
local carrier_side = require "egress.carrier_side"
local challenge = require "egress.challenge"
local cjson = require "cjson.safe"
local cseq = require "egress.cseq"
local headers = require "egress.headers"
local hop = require "egress.hop"
local memory = require "egress.sync.memory"
local outward = require "egress.outward"
local restore = require "egress.restore"
local settings = require "egress.settings"
local token = require "egress.token"
local tokens = require "egress.tokens"
local trunks = require "egress.trunks"
local uri = require "egress.uri"

local dialog = {}

local PASS = { ACK = true, INVITE = true, UPDATE = true, PRACK = true, INFO = true, OPTIONS = true, BYE = true }

local function attempt_key(call_id, number) return ("%s|%.0f"):format(call_id, number) end

-- A request inside a dialog that was challenged has a later attempt number than 0; its ACK and PRACK must name it.
local function attempt_of(known, number)
  if number == known.first then return known.attempt end
  return tonumber(memory.get("challenged", attempt_key(KSR.pv.get("$ci"), number)) or 0)
end

local function proven()
  local route = headers.get("Route")
  local text = route and token.find(route)
  local known = text and tokens()
  if not known then return nil end
  return known.read(text, KSR.pv.get("$ci"), KSR.pv.get("$ft"), KSR.pv.get("$tt"))
end

-- The trunk as it was when the call began, as far as that is still known.
local function trunk_of(state)
  local record = calls.of(state.call)
  return record and cjson.decode(record.row) or trunks.row(state.known.trunk)
end

-- Whether an answer means that the dialog is no more (RFC 3261 §12.2.1.2, §15.1.1).
local function is_the_end(method, status)
  if method == "BYE" then return status >= 200 and status ~= 401 and status ~= 407 end
  return status == 481 and (method == "INVITE" or method == "UPDATE")
end

local function over(state) calls.hung_up(state.call, state.tag) end

-- What both directions keep. The call is found by the agent's tag, the dialog by the carrier's.
local function begun(known, method, agent_tag, carrier_tag)
  local state = call.begun(headers)
  state.known, state.method = known, method
  state.call, state.tag = calls.key_in_dialog(known, agent_tag), carrier_tag
  return state
end

local function relay(state)
  KSR.tm.t_on_reply("ksr_reply_dialog")
  call.save(state)
  if KSR.tm.t_relay() < 0 then
    if state.method == "BYE" then over(state) end
    KSR.sl.sl_reply_error()
  end
end

local function refuse(status, phrase)
  if KSR.pv.get("$rm") ~= "ACK" then KSR.sl.sl_send_reply(status, phrase) end
end

local function map_rack(known)
  local value = headers.get("RAck")
  local mapped = value and cseq.rack(value, function(number)
    return cseq.to_carrier(known.first, number, attempt_of(known, number))
  end)
  if mapped then headers.set("RAck", mapped) end
end

local function set_destination(known)
  KSR.pv.sets("$du", hop.to_carrier(KSR.pv.get("$du") or KSR.pv.get("$ru"), known.carrier_address, known.transport))
  outward.set(known.trunk, known.transport, (uri.parse(known.carrier_to) or {}).host or "")
end

local function to_carrier(known, method)
  local number = tonumber(KSR.pv.get("$cs"))
  if KSR.rr.loose_route() < 0 then return refuse(481, "Call/Transaction Does Not Exist") end
  set_destination(known)
  if method == "ACK" then
    local scaled = cseq.to_carrier(known.first, number, attempt_of(known, number))
    if not scaled then return end
    carrier_side.in_dialog(known, scaled, method)
    KSR.tm.t_relay()
    return
  end
  if not cseq.to_carrier(known.first, number, 0) then return refuse(500, "CSeq Out Of Range") end
  if method == "PRACK" then map_rack(known) end
  local state = begun(known, method, KSR.pv.get("$ft"), KSR.pv.get("$tt"))
  state.number, state.attempt, state.answered = number, 0, 0
  local trunk = trunk_of(state)
  state.row = trunk and trunk.enabled and cjson.encode(trunk) or nil
  KSR.tm.t_on_branch("ksr_branch_dialog")
  KSR.tm.t_on_failure("ksr_failure_dialog")
  relay(state)
end

local function to_agent(known, method)
  -- Before loose routing: our own address in the Request-URI would be taken for a strict router (RFC 3261 §16.4).
  if known.contact then KSR.pv.sets("$ru", known.contact) end
  if KSR.rr.loose_route() < 0 then return refuse(481, "Call/Transaction Does Not Exist") end
  KSR.pv.sets("$du", hop.to_agent(KSR.pv.get("$du") or KSR.pv.get("$ru"), known.source or hop.to_agent(known.contact)))
  local state = begun(known, method, KSR.pv.get("$tt"), KSR.pv.get("$ft"))
  headers.set("From", ("<%s>;tag=%s"):format(known.agent_to, KSR.pv.get("$ft")))
  headers.set("To", ("<%s>;tag=%s"):format(known.agent_from, KSR.pv.get("$tt")))
  if method == "ACK" then
    KSR.tm.t_relay()
    return
  end
  state.own_contact = settings.contact(known.transport)
  -- For the carrier it has ended already. Its answer to the agent's BYE is waited for: until then it counts.
  if method == "BYE" then over(state) end
  relay(state)
end

-- The ACK to a final answer that was no 2xx belongs to the transaction, not to a dialog (RFC 3261 §17.1.1.3).
local function ends_transaction()
  if KSR.tm.t_check_trans() <= 0 then return false end
  KSR.tm.t_relay()
  return true
end

--- @param from "agent", "carrier" or nil, as egress.source says
function dialog.request(from)
  local method = KSR.pv.get("$rm")
  local known, sender = proven()
  if not known or (sender == "agent" and from ~= "agent") then
    if method == "ACK" and ends_transaction() then return end
    if from then return refuse(481, "Call/Transaction Does Not Exist") end
    return
  end
  if method == "REFER" then return refuse(403, "Forbidden") end
  if not PASS[method] then return refuse(405, "Method Not Allowed") end
  if method ~= "ACK" and KSR.tm.t_check_trans() == 0 then return end
  if sender == "agent" then to_carrier(known, method) else to_agent(known, method) end
end

--- Branch route of a request to the carrier.
function dialog.branch()
  local state = call.load()
  local scaled = cseq.to_carrier(state.known.first, state.number, state.attempt)
  carrier_side.in_dialog(state.known, scaled, state.method, state.row and cjson.decode(state.row))
  if state.answer then headers.append(state.answer.name, state.answer.value) end
end

local function again_with_credentials(state)
  if not state.row or KSR.tm.t_is_canceled() > 0 or KSR.tm.t_branch_timeout() > 0 then return false end
  local uri_sent = KSR.pv.get("$ru")
  local header = challenge.answer(KSR.tm.t_get_status_code(), cjson.decode(state.row), state.method, uri_sent,
    state.answered)
  if not header then return false end
  state.answered, state.attempt, state.answer = state.answered + 1, state.attempt + 1, header
  memory.put("challenged", attempt_key(KSR.pv.get("$ci"), state.number), tostring(state.attempt))
  KSR.pv.sets("$ru", uri_sent)
  set_destination(state.known)
  KSR.tm.t_on_branch("ksr_branch_dialog")
  KSR.tm.t_on_failure("ksr_failure_dialog")
  KSR.tm.t_on_reply("ksr_reply_dialog")
  call.save(state)
  return KSR.tm.t_relay() > 0
end

--- Failure route of a request to the carrier: answers a challenge.
function dialog.failure()
  local state = call.load()
  if not again_with_credentials(state) and state.method == "BYE" then over(state) end
end

--- Reply route of both directions.
function dialog.reply()
  local state = call.load()
  restore.reply(state)
  if is_the_end(state.method, tonumber(KSR.pv.get("$rs"))) then over(state) end
  if state.own_contact and headers.get("Contact") then headers.set("Contact", state.own_contact) end
end

return dialog
