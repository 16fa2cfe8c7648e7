-- Takes: calls of agents as they come, are refused, and attempts as they end
-- Leaves: how many of each there were since this node started, in htable `counter`
-- Refuses: nothing; there are as many counters as the contract has names ("node"), whatever others send

local memory = require "egress.sync.memory"

local counters = {}

local TABLE = "counter"
local CALLS, ATTEMPT, REFUSAL = "calls", "attempt ", "refusal "

local function one(key) memory.add(TABLE, key, 1) end

--- An agent asks for a call that none of our nodes knows yet.
function counters.call() one(CALLS) end

--- It is refused without a carrier's answer.
function counters.refused(reason) one(REFUSAL .. reason) end

--- A carrier has answered an attempt 2xx.
function counters.answered() one(ATTEMPT .. "answered") end

--- What an attempt without a call counts as.
-- @param answer `status`, and `given`: whether it is the carrier's
-- @param by "agent", "carrier", "proxy"
function counters.class(answer, by)
  if by == "agent" then return "cancelled" end
  if answer.given then return ("%dxx"):format(math.floor(answer.status / 100)) end
  return answer.status == 408 and "silence" or "not_sent"
end

function counters.failed(answer, by) one(ATTEMPT .. counters.class(answer, by)) end

--- All of them: `calls`, `attempts` and `refusals` (name → count).
function counters.all()
  local all = { calls = 0, attempts = {}, refusals = {} }
  memory.each_key(TABLE, function(key)
    local kind, name = key:match("^(%S+ )(.+)$")
    local names = kind == ATTEMPT and all.attempts or kind == REFUSAL and all.refusals
    if names then names[name] = true end
  end)
  for name in pairs(all.attempts) do
    all.attempts[name] = memory.number(TABLE, ATTEMPT .. name)
  end
  for name in pairs(all.refusals) do
    all.refusals[name] = memory.number(TABLE, REFUSAL .. name)
  end
  all.calls = memory.number(TABLE, CALLS)
  return all
end

return counters
