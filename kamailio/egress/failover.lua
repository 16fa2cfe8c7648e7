-- Takes: the failure of an attempt (failure route)
-- Leaves: the next attempt, or the answer that the agent gets
-- Refuses: to go on once it has rung: the callee's telephone must not ring twice

local attempt = require "egress.attempt"
local call = require "egress.call"
local challenge = require "egress.challenge"

local failover = {}

local RANG = "$avp(egress_rang)"

--- Notes that the callee's telephone rings, from a reply route.
function failover.rings() KSR.pv.seti(RANG, 1) end

local function has_rung() return (tonumber(KSR.pv.get(RANG) or 0) or 0) == 1 end

--- Whether this answer says something about the carrier and not about the callee.
function failover.is_of_the_carrier(status)
  return status == 408 or status == 401 or status == 407 or status == 403
    or (status >= 300 and status < 400) or (status >= 500 and status < 600)
end

-- What the agent could do nothing with, or should not know, becomes 503.
local function answer(status, phrase)
  if status == 401 or status == 407 or status == 403 or status < 400 then
    status, phrase = 503, "Service Unavailable"
  end
  KSR.tm.t_reply(status, phrase)
end

local function give_up(state)
  local last = state.last
  if last then
    answer(last.status, last.phrase)
  elseif KSR.tm.t_branch_timeout() > 0 then
    answer(408, "Request Timeout")
  else
    answer(503, "Service Unavailable")
  end
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

--- The failure route of a new call.
function failover.invite()
  if KSR.tm.t_is_canceled() > 0 then return end
  local state = call.load()
  local status = KSR.tm.t_get_status_code()
  local silent = KSR.tm.t_branch_timeout() > 0
  if not silent then
    if again_with_credentials(state, status) then return end
    if not failover.is_of_the_carrier(status) then return end
    state.last = { status = status, phrase = KSR.pv.get("$T_rpl($rr)") }
  end
  if has_rung() then
    if silent then return end
    return answer(status, state.last.phrase)
  end
  if attempt.next(state) then give_up(state) end
end

return failover
