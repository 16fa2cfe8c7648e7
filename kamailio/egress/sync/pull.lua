-- Takes: what this node has (epoch, revision, the last stream entry that it has applied)
-- Leaves: the rows that it lacks, consistent with one another (contract, "Reading")
-- Refuses: (state `empty`, `older`) what must not replace the last good rows

local cjson = require "cjson.safe"
local contract = require "egress.sync.contract"

local pull = {}

--- Read-only, and run by Redis as a whole. Answers a line of JSON,
-- `{state = "empty" | "older" | "damaged" | "same" | "delta" | "full", epoch, revision, last}`, where `last` is the
-- newest stream entry whatever the state, and for `delta` and `full` the rows, trunks before numbers: each a line
-- `<kind> <bytes of key> <bytes of row, -1 for one that is gone>`, then key and row as they are, then a line feed.
-- Not one JSON for all: its reader would hold every row at once, and Lua 5.1 hashes long strings by a few of their
-- characters only, which makes holding 100,000 similar ones take seconds.
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

local out = {}

local function add(kind, key, row)
  out[#out + 1] = kind .. ' ' .. #key .. ' ' .. (row and #row or -1) .. '\n' .. key .. (row or '') .. '\n'
end

local function with_rows(state)
  return answered(state) .. '\n' .. table.concat(out)
end

if keys then
  for key in pairs(keys.trunks) do add('trunk', key, redis.call('HGET', trunks_key, key)) end
  for key in pairs(keys.numbers) do add('number', key, redis.call('HGET', numbers_key, key)) end
  return with_rows('delta')
end

-- In what the service writes no number names a missing trunk. All trunks gone while a number names one is a Redis that
-- has lost a key (evicted, deleted by hand), not an edit.
local trunks, numbers = redis.call('HGETALL', trunks_key), redis.call('HGETALL', numbers_key)
if #trunks == 0 then
  for at = 2, #numbers, 2 do
    if string.find(numbers[at], '"trunks":["', 1, true) then return answered('damaged') end
  end
end
for at = 1, #trunks, 2 do add('trunk', trunks[at], trunks[at + 1]) end
for at = 1, #numbers, 2 do add('number', numbers[at], numbers[at + 1]) end
return with_rows('full')
]==]

-- Of a script that may write Redis would want the right to write the keys it is given, which a node does not have.
pull.COMMAND = ("EVAL_RO %%s 4 %s %s %s %s %%s"):format(
  contract.HEAD,
  contract.TRUNKS,
  contract.NUMBERS,
  contract.CHANGES
)

--- What the script is told.
-- @param known `epoch`, `revision` (nil before there ever were rows), `last` (nil: everything is wanted)
function pull.argument(known)
  return cjson.encode { epoch = known.epoch, revision = known.revision or 0, last = known.last }
end

local function rows_from(text, at)
  return function()
    local kind, key_length, row_length, start = text:match("^(%l+) (%d+) (%-?%d+)\n()", at)
    if not kind then return nil end
    local key_end = start + key_length - 1
    local row_end = key_end + math.max(row_length, 0)
    at = row_end + 2
    return kind, text:sub(start, key_end), row_length ~= "-1" and text:sub(key_end + 1, row_end)
  end
end

--- What the script's answer means: `{state, epoch, revision, last}`, and for `delta` and `full` a batch for apply.
-- A full batch at the very revision that the node has can lack nothing: if it does, Redis is damaged, and `keep` says
-- that nothing may be removed.
-- @return nil when the text is no answer of the script
function pull.batch(text, known)
  local head, at = text:match("^([^\n]*)\n?()")
  local batch = cjson.decode(head)
  if type(batch) ~= "table" or not batch.state then return nil end
  batch.revision = tonumber(batch.revision or nil)
  batch.full = batch.state == "full"
  batch.keep = batch.full and batch.epoch == known.epoch and batch.revision == known.revision
  batch.rows = rows_from(text, at)
  return batch
end

return pull
