-- Takes: what this node has (epoch, revision, the last stream entry that it has applied)
-- Leaves: the rows that it lacks, consistent with one another (contract, "Reading")
-- Refuses: (state `empty`, `older`) what must not replace the last good rows

local cjson = require "cjson.safe"

local pull = {}

--- Read-only, and run by Redis as a whole. Answers
-- `{state = "empty" | "older" | "same" | "delta" | "full", epoch, revision, last, trunks, numbers}`, as JSON.
-- `last` is the newest stream entry, whatever the state.
pull.SCRIPT = [==[
local head_key, trunks_key, numbers_key, changes_key = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local known = cjson.decode(ARGV[1])
local MOST_CHANGED = 2000

local head = redis.call('HMGET', head_key, 'epoch', 'revision')
local newest = redis.call('XREVRANGE', changes_key, '+', '-', 'COUNT', 1)[1]
local answer = { epoch = head[1], revision = head[2], last = newest and newest[1] or '0-0' }

local function answered(state)
  answer.state = state
  return cjson.encode(answer)
end

if not head[1] or not head[2] or not string.match(head[2], '^%d+$') then return answered('empty') end
local revision = tonumber(head[2])
local same_epoch = head[1] == known.epoch
if same_epoch and revision < known.revision then return answered('older') end

local function changed_keys()
  if known.last == '0-0' or #redis.call('XRANGE', changes_key, known.last, known.last) == 0 then return nil end
  local keys, count, said = { trunks = {}, numbers = {} }, 0, known.revision
  for _, entry in ipairs(redis.call('XRANGE', changes_key, '(' .. known.last, '+')) do
    local fields = {}
    for at = 1, #entry[2], 2 do fields[entry[2][at]] = entry[2][at + 1] end
    if fields.full then return nil end
    said = tonumber(fields.revision)
    for kind, set in pairs(keys) do
      local fine, list = pcall(cjson.decode, fields[kind] or '[]')
      if not fine or type(list) ~= 'table' then return nil end
      for _, key in ipairs(list) do
        if type(key) ~= 'string' then return nil end
        set[key] = true
        count = count + 1
      end
    end
    if count > MOST_CHANGED then return nil end
  end
  if said ~= revision then return nil end
  return keys, count
end

local keys, count
if same_epoch and known.last then
  if known.last == answer.last and revision == known.revision then return answered('same') end
  keys, count = changed_keys()
end

local function rows_of(hash, set)
  local rows = {}
  for key in pairs(set) do rows[key] = redis.call('HGET', hash, key) end
  return rows
end

local function all_rows(hash)
  local rows, flat = {}, redis.call('HGETALL', hash)
  for at = 1, #flat, 2 do rows[flat[at]] = flat[at + 1] end
  return rows
end

if keys then
  answer.trunks, answer.numbers = rows_of(trunks_key, keys.trunks), rows_of(numbers_key, keys.numbers)
  return answered('delta')
end
answer.trunks, answer.numbers = all_rows(trunks_key), all_rows(numbers_key)
return answered('full')
]==]

pull.COMMAND = "EVAL %s 4 egress:1:head egress:1:trunks egress:1:numbers egress:1:changes %s"

local function names_trunk(text)
  local number = cjson.decode(text)
  return type(number) == "table" and type(number.trunks) == "table" and next(number.trunks) ~= nil
end

-- In what the service writes no number names a missing trunk. All trunks gone while numbers name some is a Redis that
-- has lost a key (evicted, deleted by hand), not an edit.
local function has_lost_its_trunks(batch)
  if next(batch.trunks) then return false end
  for _, text in pairs(batch.numbers) do
    if text and names_trunk(text) then return true end
  end
  return false
end

--- What the script is told.
-- @param known `epoch`, `revision` (nil before there ever were rows), `last` (nil: everything is wanted)
function pull.argument(known)
  return cjson.encode { epoch = known.epoch, revision = known.revision or 0, last = known.last }
end

--- What the script's answer means: a batch for apply with `state`, `epoch`, `revision` and `last`.
-- A full batch at the very revision that the node has can lack nothing: if it does, Redis is damaged and `keep` says
-- that nothing may be removed.
-- @return nil when the text is no answer of the script
function pull.batch(text, known)
  local batch = cjson.decode(text)
  if type(batch) ~= "table" or not batch.state then return nil end
  batch.revision = tonumber(batch.revision or nil)
  if batch.state == "full" then
    batch.full = true
    if has_lost_its_trunks(batch) then
      batch.state = "damaged"
    elseif batch.epoch == known.epoch and batch.revision == known.revision then
      batch.keep = true
    end
  end
  return batch
end

return pull
