-- Takes: the records of attempts that workers have put into the queue `attempts`
-- Leaves: them in Redis, one stream for each trunk
-- Refuses: to hold more than a few: while Redis is away they wait in the queue, which forgets its oldest when full

local cjson = require "cjson.safe"

local records = {}

local QUEUE = "attempts"
local AT_ONCE = 100
local BATCHES = 20    -- then rows and head have their turn

records.COMMAND = "EVAL %s 0 %s"
records.SCRIPT = [==[
for _, entry in ipairs(cjson.decode(ARGV[1])) do
  local key = 'egress:1:attempts:' .. entry[1]
  redis.call('XADD', key, 'MAXLEN', '~', 100, '*', 'attempt', entry[2])
  redis.call('EXPIRE', key, 604800)
end
return 'OK'
]==]

local waiting = {}

local function fetch()
  while #waiting < AT_ONCE and KSR.mqueue.mq_fetch(QUEUE) > 0 do
    waiting[#waiting + 1] = { KSR.mqueue.mqk_get(QUEUE), KSR.mqueue.mqv_get(QUEUE) }
  end
  KSR.mqueue.mq_pv_free(QUEUE)
end

--- @param write `write(argument)` runs SCRIPT in Redis; whether that went well
-- @return whether it did, or nothing had to be written
function records.flush(write)
  for _ = 1, BATCHES do
    fetch()
    if #waiting == 0 then return true end
    if not write(cjson.encode(waiting)) then return false end
    local full = #waiting == AT_ONCE
    waiting = {}
    if not full then return true end
  end
  return true
end

return records
