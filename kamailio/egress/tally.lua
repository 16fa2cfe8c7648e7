-- Takes: calls and attempts of each trunk, from whichever worker has them
-- Leaves: in htable `tally` how many there were since the sync process looked last; no call waits for it
-- Refuses: nothing; there are as many keys as trunks with calls have kinds

local memory = require "egress.sync.memory"

local tally = {}

local TABLE = "tally"
local PEAK, PASSED_OVER, RING = "peak", "passed-over", "ring "

local function key(trunk_id, kind) return trunk_id .. " " .. kind end

local function one(trunk_id, kind) memory.add(TABLE, key(trunk_id, kind), 1) end

--- The trunk was passed over since it has as many calls as it may.
function tally.passed_over(trunk_id) one(trunk_id, PASSED_OVER) end

--- The trunk has so many calls now.
function tally.calls(trunk_id, count)
  local name = key(trunk_id, PEAK)
  if count <= memory.number(TABLE, name) then return end
  memory.lock(TABLE, name)
  if count > memory.number(TABLE, name) then memory.put(TABLE, name, ("%d"):format(count)) end
  memory.unlock(TABLE, name)
end

local IN_A_DOUBLING = 4 / math.log(2)

--- The contract's bucket of a delay in ms.
function tally.bucket(delay) return delay <= 1 and 0 or math.floor(math.log(delay) * IN_A_DOUBLING) end

--- An attempt was answered, or ended without an answer.
-- @param class what egress.ending gave
-- @param delay ms until it rang, nil if it did not
function tally.ended(trunk_id, class, delay)
  one(trunk_id, class)
  if delay then one(trunk_id, RING .. tally.bucket(delay)) end
end

local function taken(name)
  memory.lock(TABLE, name)
  local number = memory.number(TABLE, name)
  memory.remove(TABLE, name)
  memory.unlock(TABLE, name)
  return number
end

--- Everything since the last time, which it forgets.
-- @param take a table of functions: `peak(trunk_id, calls)`, `passed_over(trunk_id, count)`,
--   `rang(trunk_id, bucket, count)`, `ended(trunk_id, class, count)`
function tally.drain(take)
  local names = {}
  memory.each_key(TABLE, function(name) names[#names + 1] = name end)
  for _, name in ipairs(names) do
    local trunk_id, kind = name:match("^(%S+) (.+)$")
    local bucket, number = kind:match("^" .. RING .. "(%d+)$"), taken(name)
    if bucket then
      take.rang(trunk_id, bucket, number)
    elseif kind == PEAK then
      take.peak(trunk_id, number)
    elseif kind == PASSED_OVER then
      take.passed_over(trunk_id, number)
    else
      take.ended(trunk_id, kind, number)
    end
  end
end

return tally
