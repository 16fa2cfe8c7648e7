-- Takes: how an attempt ended
-- Leaves: what the trunk's history counts it as (contract, "history"; goldens/endings.json)
-- Refuses: nothing; a carrier's answer that says nothing else counts as rejected

local ending = {}

-- Answers in which a carrier refuses the caller (RFC 5079, RFC 8224, RFC 8688) do not look like it by their class.
local BY_STATUS = {
  [401] = "carrier_refused",
  [403] = "carrier_refused",
  [407] = "carrier_refused",
  [428] = "carrier_refused",
  [433] = "carrier_refused",
  [436] = "carrier_refused",
  [437] = "carrier_refused",
  [438] = "carrier_refused",
  [608] = "carrier_refused",
  [480] = "no_answer",
  [486] = "busy",
  [600] = "busy",
}
local BY_CLASS = { [3] = "carrier_refused", [5] = "carrier_refused" }

--- @param attempt `status`; `given`: whether it is the carrier's; `rang`: a provisional answer other than 100 came
--   before; `cancelled`: the agent gave up before there was an answer
function ending.counts(attempt)
  local status = attempt.status
  if status >= 200 and status < 300 then return "answered" end
  if attempt.cancelled then return "cancelled" end
  if status == 408 then return attempt.rang and "no_answer" or "unreachable" end
  if not attempt.given then return "unreachable" end
  if status == 487 and attempt.rang then return "no_answer" end
  return BY_STATUS[status] or BY_CLASS[math.floor(status / 100)] or "rejected"
end

return ending
