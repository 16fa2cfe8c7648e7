-- Takes: the failure of an attempt (failure route)
-- Leaves: the next attempt, or the answer that the agent gets
-- Refuses: nothing; egress.outcome decides

local abandoned = require "egress.abandoned"
local attempt = require "egress.attempt"
local call = require "egress.call"
local challenge = require "egress.challenge"
local headers = require "egress.headers"
local outcome = require "egress.outcome"

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
      for _, value in ipairs(headers.all_of_reply(name)) do told[#told + 1] = { name, value } end
    end
  end
  return told
end

local function end_cancelled() KSR.tm.t_reply(487, "Request Terminated") end

local function answer(state)
  local final = outcome.answer(state.last, state.silent)
  for _, header in ipairs(state.last and state.last.told or {}) do headers.append_to_reply(header[1], header[2]) end
  KSR.tm.t_reply(final.status, final.phrase)
end

local function again_with_credentials(state, status)
  local trunk = attempt.trunk(state)
  local header = challenge.answer(status, trunk, "INVITE", state.uri, state.answered)
  if not header then return false end
  state.answered = state.answered + 1
  state.attempt = state.attempt + 1
  state.answer = header
  return attempt.send(state)
end

local function note(state, status, silent)
  if silent then
    state.silent = true
  else
    state.last = { status = status, phrase = KSR.pv.get("$T_rpl($rr)"), told = told_by_carrier(status) }
  end
end

--- The failure route of a new call.
function failover.invite()
  local state = call.load()
  local status = KSR.tm.t_get_status_code()
  local silent = KSR.tm.t_branch_timeout() > 0
  local cancelled, rang = is_cancelled(), has_rung()
  if not silent and not cancelled and not rang and again_with_credentials(state, status) then return end
  local step = outcome.of { status = status, silent = silent, rang = rang, cancelled = cancelled }
  if step == "pass" then return end
  if silent then abandoned.put(state) end
  if step ~= "end" then
    note(state, status, silent)
    if step == "next" and not attempt.next(state) then return end
  end
  if is_cancelled() then end_cancelled() else answer(state) end
end

return failover
