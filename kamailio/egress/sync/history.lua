-- Takes: what was tallied of calls and attempts (egress/tally.lua), trunks as they come and go, the time of day
-- Leaves: slots of time (contract, "history"), one for each trunk with which something happened, on their way to Redis
-- Refuses: to keep more than MOST ended ones while Redis is away: the oldest are forgotten

local cjson = require "cjson.safe"

local history = {}

history.MOST = 20000

local OPEN_EVERY = 5 -- s between writing what is going on
local AT_ONCE = 100
local BATCHES = 20 -- then rows and head have their turn

local COUNTED = { "answered", "busy", "no_answer", "rejected", "carrier_refused", "unreachable", "cancelled" }
local ORDER = { "node", "at", "seconds", "since", "peak", "limit", "owned", "passedOverAtCap" }
for _, class in ipairs(COUNTED) do
  ORDER[#ORDER + 1] = class
end
ORDER[#ORDER + 1] = "ringDelays"

-- The same fields in every entry of a stream take half the room that the text takes. Nothing that stands under our keys
-- by mistake may hold up the rest: hence pcall.
local END = ("local ORDER = cjson.decode('%s')\n"):format(cjson.encode(ORDER))
  .. [==[
local said = cjson.decode(ARGV[1])

local function finish(trunk, text)
  local ended, slot = 'egress:1:history:' .. trunk, cjson.decode(text)
  local entry = {}
  for _, name in ipairs(ORDER) do
    local value = slot[name] or 0
    entry[#entry + 1] = name
    entry[#entry + 1] = type(value) == 'number' and string.format('%.0f', value) or value
  end
  redis.pcall('XADD', ended, 'MINID', '~', said.oldest, '*', unpack(entry))
  redis.pcall('EXPIRE', ended, said.seconds)
  redis.pcall('HDEL', 'egress:1:history-open:' .. trunk, said.node)
end
]==]

--- `{{trunk ID, text, ended?}, …}`
history.WRITE = END
  .. [==[
for _, entry in ipairs(said.entries) do
  if entry[3] then
    finish(entry[1], entry[2])
  else
    local open = 'egress:1:history-open:' .. entry[1]
    redis.pcall('HSET', open, said.node, entry[2])
    redis.pcall('EXPIRE', open, said.seconds)
  end
end
return 'OK'
]==]

--- What this node left when it was killed has ended.
history.SWEEP = END
  .. [==[
for _, trunk in ipairs(said.trunks) do
  local slot = redis.pcall('HGET', 'egress:1:history-open:' .. trunk, said.node)
  if type(slot) == 'string' then finish(trunk, slot) end
end
return 'OK'
]==]

local KEPT = 691200 -- s, eight days

local function ms(seconds) return ("%.0f"):format(seconds * 1000) end

local function delays(rings)
  local parts = {}
  for bucket, count in pairs(rings) do
    parts[#parts + 1] = ("%s:%.0f"):format(bucket, count)
  end
  table.sort(parts)
  return table.concat(parts, " ")
end

-- By hand, since cjson keeps no order of members.
local function render(node, seconds, at, slot)
  local parts = {}
  for place, class in ipairs(COUNTED) do
    parts[place] = ('"%s":%.0f'):format(class, slot.attempts[class] or 0)
  end
  return (
    '{"node":%s,"at":%s,"seconds":%d,"since":%s,"peak":%.0f,"limit":%.0f,"owned":%d,"passedOverAtCap":%.0f,%s,'
    .. '"ringDelays":"%s"}'
  ):format(
    cjson.encode(node),
    ms(at),
    seconds,
    ms(slot.since),
    slot.peak,
    slot.limit or 0,
    slot.owned and 1 or 0,
    slot.passed_over,
    table.concat(parts, ","),
    delays(slot.rings)
  )
end

--- @param node the name of this node
-- @param seconds the length of a slot
-- @param is_mine `is_mine(trunk_id)`: whether this node counts the calls of all nodes
function history.new(node, seconds, is_mine)
  local limits = {} -- trunk → maxCalls
  local slots = {} -- trunk → its slot that is going on; nothing for those without calls
  local changed, due = {}, {} -- sets of trunks: Redis has an older text of it; it is being written
  local ended = { first = 1, last = 0 }
  local from, open_at = nil, 0
  local swept = false
  local self = {}

  local function slot_of(trunk_id, now)
    local slot = slots[trunk_id]
    if not slot then
      slot = { since = now, peak = 0, passed_over = 0, attempts = {}, rings = {} }
      slots[trunk_id] = slot
    end
    changed[trunk_id] = true
    return slot
  end

  local function text_of(trunk_id, slot)
    slot.limit, slot.owned = limits[trunk_id], is_mine(trunk_id)
    return render(node, seconds, from, slot)
  end

  local function close(trunk_id)
    ended.last = ended.last + 1
    ended[ended.last] = { trunk_id, text_of(trunk_id, slots[trunk_id]), true }
    slots[trunk_id], changed[trunk_id], due[trunk_id] = nil, nil, nil
    if ended.last - ended.first >= history.MOST then
      ended[ended.first] = nil
      ended.first = ended.first + 1
    end
  end

  local function rise(trunk_id, calls, now)
    local slot = slot_of(trunk_id, now)
    slot.peak = math.max(slot.peak, calls)
  end

  local function add(counts, name, number) counts[name] = (counts[name] or 0) + number end

  local function taker(now)
    return {
      peak = function(trunk_id, calls) rise(trunk_id, calls, now) end,
      passed_over = function(trunk_id, number) add(slot_of(trunk_id, now), "passed_over", number) end,
      rang = function(trunk_id, bucket, number) add(slot_of(trunk_id, now).rings, bucket, number) end,
      ended = function(trunk_id, class, number) add(slot_of(trunk_id, now).attempts, class, number) end,
    }
  end

  --- Takes up what was tallied; ends the slots when their time is over.
  -- @param now seconds since 1970
  -- @param drain egress.tally, drain
  -- @param each_count `each_count(take)`: `take(trunk_id, calls)` for each trunk that has calls now
  function self.count(now, drain, each_count)
    local beginning = now - now % seconds
    if from then drain(taker(now)) end
    if from == beginning then return end
    for trunk_id in pairs(slots) do
      close(trunk_id)
    end
    from, open_at = beginning, 0
    -- Calls that go on are calls of the new slot too; each further one is tallied.
    each_count(function(trunk_id, calls) rise(trunk_id, calls, now) end)
  end

  --- When a trunk has been put.
  function self.after(trunk)
    if trunk.enabled then limits[trunk.trunkId] = trunk.maxCalls end
  end

  --- Should one of the same ID come back, it is another trunk.
  function self.gone(trunk_id)
    if slots[trunk_id] then close(trunk_id) end
    limits[trunk_id] = nil
  end

  local function batch(now)
    local entries = {}
    for at = ended.first, math.min(ended.last, ended.first + AT_ONCE - 1) do
      entries[#entries + 1] = ended[at]
    end
    if #entries > 0 then return entries end
    if next(due) == nil and next(changed) ~= nil and now >= open_at then
      due, changed, open_at = changed, {}, now + OPEN_EVERY
    end
    for trunk_id in pairs(due) do
      entries[#entries + 1] = { trunk_id, text_of(trunk_id, slots[trunk_id]) }
      if #entries == AT_ONCE then break end
    end
    return entries
  end

  local function written(entries)
    for _, entry in ipairs(entries) do
      if entry[3] then
        ended[ended.first] = nil
        ended.first = ended.first + 1
      else
        due[entry[1]] = nil
      end
    end
  end

  local function about(now, members)
    members.node, members.oldest, members.seconds = node, ms(now - KEPT), KEPT
    return cjson.encode(members)
  end

  local function sweep(now, run, trunk_ids)
    swept = swept or run(history.SWEEP, about(now, { trunks = trunk_ids() }))
    return swept
  end

  --- @param run `run(script, argument)` runs it in Redis; whether that went well
  -- @param trunk_ids `trunk_ids()` gives those of all trunks that this node knows
  -- @return whether Redis took everything that was to be written
  function self.flush(now, run, trunk_ids)
    if not sweep(now, run, trunk_ids) then return false end
    for _ = 1, BATCHES do
      local entries = batch(now)
      if #entries == 0 then return true end
      if not run(history.WRITE, about(now, { entries = entries })) then return false end
      written(entries)
    end
    return true
  end

  return self
end

return history
