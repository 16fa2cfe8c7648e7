-- Takes: KEYS head, trunks, numbers, changes; ARGV[1] a batch in JSON: {sawEpoch, epoch, since, revision, full, trunks,
--   lastGood, numbers, goneTrunks, goneNumbers}, rows being texts by key
-- Leaves: the batch applied as a whole, one entry in the stream if anything changed; "applied"
-- Refuses: "moved" when Redis holds another epoch than the writer saw, "stale" when it is as new already, "behind" when
--   it has lost changes that the batch builds on

local HEAD, TRUNKS, NUMBERS, CHANGES = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local STREAM_LENGTH = 1000
local MANY = 1000
-- Fields a command: a call costs more than what it does, and Lua's stack holds some thousands.
local PORTION = 1000

local batch = cjson.decode(ARGV[1])

local function is(key, wanted)
  local type = redis.call("TYPE", key).ok
  return type == wanted or type == "none"
end

if batch.full then
  for _, key in ipairs({ HEAD, TRUNKS, NUMBERS }) do
    if not is(key, "hash") then redis.call("DEL", key) end
  end
  if not is(CHANGES, "stream") then redis.call("DEL", CHANGES) end
end

local epoch = redis.call("HGET", HEAD, "epoch") or ""
local revision = tonumber(redis.call("HGET", HEAD, "revision") or "") or -1
if epoch ~= batch.sawEpoch then return "moved" end
if epoch == batch.epoch and (batch.revision < revision or (batch.revision == revision and not batch.full)) then
  return "stale"
end
-- Redis may have lost its last moments after the writer looked.
if not batch.full and revision < batch.since then return "behind" end

-- What the writer can't render stays as it is, if it is our own; else proxies get the row that is given for it.
for field, text in pairs(batch.lastGood) do
  local good = epoch == batch.epoch and redis.call("HGET", TRUNKS, field)
  batch.trunks[field] = good or text
end

-- A full batch names every row; what it does not name is gone, and only what differs has changed.
local function gone_from(key, rows, named)
  if not batch.full then return named end
  local gone = {}
  for _, field in ipairs(redis.call("HKEYS", key)) do
    if not rows[field] then gone[#gone + 1] = field end
  end
  return gone
end

local function put(key, rows, changed)
  local fields = {}
  for field in pairs(rows) do
    fields[#fields + 1] = field
  end
  local compared = batch.full and redis.call("EXISTS", key) == 1
  for first = 1, #fields, PORTION do
    local last = math.min(first + PORTION - 1, #fields)
    local held = compared and redis.call("HMGET", key, unpack(fields, first, last)) or {}
    local words = {}
    for at = first, last do
      local field = fields[at]
      if held[at - first + 1] ~= rows[field] then
        words[#words + 1] = field
        words[#words + 1] = rows[field]
        changed[#changed + 1] = field
      end
    end
    if #words > 0 then redis.call("HSET", key, unpack(words)) end
  end
end

local function remove(key, fields, changed)
  for _, field in ipairs(fields) do
    redis.call("HDEL", key, field)
    changed[#changed + 1] = field
  end
end

local trunks, numbers = {}, {}
local gone_trunks = gone_from(TRUNKS, batch.trunks, batch.goneTrunks)
local gone_numbers = gone_from(NUMBERS, batch.numbers, batch.goneNumbers)
put(TRUNKS, batch.trunks, trunks)
put(NUMBERS, batch.numbers, numbers)
remove(NUMBERS, gone_numbers, numbers)
remove(TRUNKS, gone_trunks, trunks)
redis.call("HSET", HEAD, "epoch", batch.epoch, "revision", string.format("%.0f", batch.revision))

local function list(keys) return #keys == 0 and "[]" or cjson.encode(keys) end

local count = #trunks + #numbers
if count > MANY or epoch ~= batch.epoch then
  redis.call(
    "XADD",
    CHANGES,
    "MAXLEN",
    "~",
    STREAM_LENGTH,
    "*",
    "revision",
    string.format("%.0f", batch.revision),
    "full",
    "1"
  )
elseif count > 0 or not batch.full then
  redis.call(
    "XADD",
    CHANGES,
    "MAXLEN",
    "~",
    STREAM_LENGTH,
    "*",
    "revision",
    string.format("%.0f", batch.revision),
    "trunks",
    list(trunks),
    "numbers",
    list(numbers)
  )
end
return "applied"
