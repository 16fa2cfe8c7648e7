-- Takes: records of attempts and changes of registrations from their queues, what was tallied of calls
-- Leaves: in Redis what the contract calls attempts, registration-log and history
-- Refuses: nothing; while Redis is away it waits, and the oldest of too much is forgotten

local calls = require "egress.calls"
local clock = require "egress.sync.clock"
local history = require "egress.sync.history"
local memory = require "egress.sync.memory"
local owner = require "egress.owner"
local records = require "egress.sync.records"
local settings = require "egress.settings"
local tally = require "egress.tally"

local happened = {}

local COUNT_EVERY = 1 -- s

local attempts =
  records.new("attempts", { stream = "egress:1:attempts:", field = "attempt", most = 100, seconds = 604800 })
local registrations = records.new(
  "registrationlog",
  { stream = "egress:1:registration-log:", field = "registration", most = 200, seconds = 691200 }
)

local count_at = 0

--- One of those that are told when trunks come and go.
happened.slots = history.new(os.getenv("EGRESS_NODE") or "proxy-1", settings.history_slot, owner.is_mine)

--- Whether or not Redis answers.
-- @param now egress.sync.clock, now
function happened.count(now)
  if now < count_at then return end
  count_at = now + COUNT_EVERY
  happened.slots.count(clock.of_day(), tally.drain, calls.each_count)
end

local function trunk_ids()
  local ids = {}
  memory.each_key("trunk", function(id) ids[#ids + 1] = id end)
  return ids
end

--- @param run `run(script, argument)` runs it in Redis; whether that went well
-- @return whether Redis took everything that was to be written
function happened.tell(run)
  return attempts.flush(run) and registrations.flush(run) and happened.slots.flush(clock.of_day(), run, trunk_ids)
end

return happened
