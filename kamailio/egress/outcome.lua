-- Takes: how an attempt ended
-- Leaves: what the call does then, and which final answer the agent gets in the end
-- Refuses: to go on once it has rung: the callee's telephone must not ring twice

local outcome = {}

local UNAVAILABLE = { status = 503, phrase = "Service Unavailable" }

local function is_of_the_carrier(status)
  return status == 408
    or status == 401
    or status == 407
    or status == 403
    or (status >= 300 and status < 400)
    or (status >= 500 and status < 600)
end

--- @param attempt `status` of the final answer; `silent`: it is our own 408, no answer came in time; `rang`: 180, 181
--   or 182 came before; `cancelled`: the agent no longer wants the call
-- @return "end" (the agent hears 487), "pass" (the answer is the callee's), "next" (the carrier's: another address or
--   trunk may do better), "stop" (the carrier's, but it has rung)
function outcome.of(attempt)
  if attempt.cancelled then return "end" end
  if not attempt.silent and not is_of_the_carrier(attempt.status) then return "pass" end
  return attempt.rang and "stop" or "next"
end

--- The final answer for the agent when no attempt is left.
-- @param last the last final answer that a carrier gave, `{status, phrase}`, or nil
-- @param silent whether one was silent
-- @return `{status, phrase}`; what the agent could do nothing with, or should not know, becomes 503
function outcome.answer(last, silent)
  if not last then return silent and { status = 408, phrase = "Request Timeout" } or UNAVAILABLE end
  local status = last.status
  if status == 401 or status == 407 or status == 403 or status < 400 then return UNAVAILABLE end
  return { status = status, phrase = last.phrase }
end

return outcome
