-- Takes: what other processes have put into a queue about trunks
-- Leaves: it in Redis, one stream for each trunk
-- Refuses: to hold more than a few: while Redis is away they wait in the queue, which forgets its oldest when full

local cjson = require "cjson.safe"

local records = {}

local AT_ONCE = 100
local BATCHES = 20 -- then rows and head have their turn

-- Nothing that stands under our keys by mistake may hold up the rest: hence pcall.
local SCRIPT = [==[
local said = cjson.decode(ARGV[1])
for _, entry in ipairs(said.entries) do
  local key = said.stream .. entry[1]
  redis.pcall('XADD', key, 'MAXLEN', '~', said.most, '*', said.field, entry[2])
  redis.pcall('EXPIRE', key, said.seconds)
end
return 'OK'
]==]

--- @param queue its name; keys are trunk IDs, values the texts
-- @param kept `stream`: the key without the trunk ID; `field` of each entry; about how many entries at `most`, for how
--   many `seconds` after the last one
function records.new(queue, kept)
  local waiting = {}
  local self = {}

  local function fetch()
    while #waiting < AT_ONCE and KSR.mqueue.mq_fetch(queue) > 0 do
      waiting[#waiting + 1] = { KSR.mqueue.mqk_get(queue), KSR.mqueue.mqv_get(queue) }
    end
    KSR.mqueue.mq_pv_free(queue)
  end

  local function argument()
    return cjson.encode {
      stream = kept.stream,
      field = kept.field,
      most = kept.most,
      seconds = kept.seconds,
      entries = waiting,
    }
  end

  --- @param run `run(script, argument)` runs it in Redis; whether that went well
  -- @return whether it did, or nothing had to be written
  function self.flush(run)
    for _ = 1, BATCHES do
      fetch()
      if #waiting == 0 then return true end
      if not run(SCRIPT, argument()) then return false end
      local full = #waiting == AT_ONCE
      waiting = {}
      if not full then return true end
    end
    return true
  end

  return self
end

return records
