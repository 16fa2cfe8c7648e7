-- Takes: the failure of an attempt (failure route)
-- Leaves: the next attempt, or the answer that the agent gets
-- Refuses: nothing; egress.outcome decides

local abandoned = require "egress.abandoned"
local attempt = require "egress.attempt"
local call = require "egress.call"
local calls = require "egress.calls"
local challenge = require "egress.challenge"
local chronicle = require "egress.chronicle"
local drain = require "egress.drain"
local handover = require "egress.handover"
local headers = require "egress.headers"
local outcome = require "egress.outcome"
local record = require "egress.record"
local refuse = require "egress.refuse"

local failover = {}

local RANG = "$avp(egress_rang)"

-- What else a carrier says about a failure. Not the Retry-After of a 503: the agent would leave this node alone for so
-- long (RFC 3261 §21.5.4), and with it every other trunk.
local TOLD = { "Reason", "Warning", "Retry-After", "Error-Info" }

--- Notes that the callee's telephone rings, from a reply route.
function failover.rings() KSR.pv.seti(RANG, 1) end

local function has_rung() return (tonumber(KSR.pv.get(RANG) or 0) or 0) == 1 end

local function is_cancelled() return KSR.tm.t_is_canceled() > 0 end

local function told_by_carrier(status)
  local told = {}
  for _, name in ipairs(TOLD) do
    if name ~= "Retry-After" or status ~= 503 then
      for _, value in ipairs(headers.all_of_reply(name)) do
        local line = value:gsub("%s+", " ")
        if record.plain(line) == line then told[#told + 1] = { name, line } end
      end
    end
  end
  return told
end

local function end_cancelled() KSR.tm.t_reply(487, "Request Terminated") end

local function answer(state)
  local final = outcome.answer(state.last, state.silent)
  for _, header in ipairs(state.last and state.last.told or {}) do
    headers.append_to_reply(header[1], header[2])
  end
  handover.account(state)
  KSR.tm.t_reply(final.status, final.phrase)
end

local function again_with_credentials(state, status)
  local trunk = attempt.trunk(state)
  if not attempt.has_room(state) or not challenge.take_up(status, trunk, state.challenges) then return false end
  state.answers = challenge.answers(state.challenges, trunk, "INVITE", state.uri)
  if not state.answers then return false end
  chronicle.challenged(state, status)
  state.attempt = state.attempt + 1
  return attempt.send(state)
end

-- The end of the present attempt.
local function heard(silent)
  if silent then return { status = 408, phrase = chronicle.of_silence() } end
  return {
    status = KSR.tm.t_get_status_code(),
    phrase = record.plain(KSR.pv.get("$T_rpl($rr)") or ""),
    given = true,
  }
end

local function keep(state, final)
  if final.given then
    final.told = told_by_carrier(final.status)
    state.last = final
  else
    state.silent = true
  end
end

--- The failure route of a new call.
function failover.invite()
  local state = call.load()
  local silent, cancelled, rang = KSR.tm.t_branch_timeout() > 0, is_cancelled(), has_rung()
  local final = heard(silent)
  if not silent and not cancelled and not rang and again_with_credentials(state, final.status) then return end
  chronicle.failed(state, attempt.trunk(state), final, cancelled and "agent" or silent and "proxy" or "carrier")
  local step = outcome.of { status = final.status, silent = silent, rang = rang, cancelled = cancelled }
  if step == "pass" then
    calls.leave(state)
    return
  end
  if silent then abandoned.put(state) end
  if step ~= "end" then
    keep(state, final)
    if step == "next" and not attempt.next(state) then return end
  end
  calls.leave(state)
  if is_cancelled() then
    end_cancelled()
  else
    answer(state)
  end
end

-- What the other node did with the call: why it made no attempt, nil if it made some.
local function heard_of_node(state, silent)
  local reason, attempts = handover.told()
  if attempts then
    state.attempt = math.max(state.attempt, attempts)
    return nil
  end
  -- A node that is slow and not dead may have used a number; it counts as no attempt.
  if silent then
    if state.attempt == state.before then state.before = state.before + 1 end
    state.attempt = state.attempt + 1
  end
  return reason or silent and "trunk-not-ready" or nil
end

--- The failure route of a call that was handed over to another node.
function failover.handed()
  local state = call.load()
  local silent, cancelled, rang = KSR.tm.t_branch_timeout() > 0, is_cancelled(), has_rung()
  local final = heard(silent)
  local not_tried = heard_of_node(state, silent)
  local step =
    outcome.of { status = final.status, silent = silent or not_tried ~= nil, rang = rang, cancelled = cancelled }
  if step == "pass" then return end
  if not_tried == "draining" and step == "next" and drain.next_owner(state.to_node.trunk, state.to_node.name) then
    attempt.again(state, state.to_node.trunk)
  elseif not_tried and step == "next" then
    attempt.pass_over(state, not_tried)
  elseif step ~= "end" then
    keep(state, final)
  end
  local reason = "failed"
  if step == "next" then reason = attempt.next(state) end
  if not reason then return end
  if is_cancelled() then
    end_cancelled()
  elseif reason == "failed" then
    answer(state)
  else
    refuse.call(reason)
  end
end

return failover
