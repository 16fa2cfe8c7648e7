-- Takes: rows, resolved names, proofs of TLS addresses, owners and registrations in shared memory; runs in a timer
--   process of its own, so that writing 100,000 rows keeps nobody waiting
-- Leaves: copies of them in EGRESS_STATE_DIR, and at the next start what they hold; credentials stay sealed in them
-- Refuses: copies that are not whole, with a logged sentence; the rows of a whole one are checked like those of Redis

local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local copy = require "egress.sync.copy"
local log = require "egress.sync.log"
local memory = require "egress.sync.memory"

local disk = {}

local DIRECTORY = os.getenv("EGRESS_STATE_DIR") or "."
local SHARE = 10 -- writing takes a tenth of the time at most

local function revision_of_rows()
  return { epoch = memory.get("meta", "epoch"), revision = tonumber(memory.get("meta", "revision")) }
end

-- `turn` is the key in `meta` that its writer counts up; `pause` (s) is the least time between two copies.
local ROWS = {
  path = DIRECTORY .. "/rows.copy",
  format = "egress rows 1",
  turn = "rows",
  pause = 1,
  head = revision_of_rows,
  each = function(write)
    memory.each("trunk", function(key, text) write("trunk " .. key .. " " .. text) end)
    memory.each("number", function(key, text) write("number " .. key .. " " .. text) end)
  end,
}
local NAMES = {
  path = DIRECTORY .. "/addresses.copy",
  format = "egress addresses 1",
  turn = "names",
  pause = 10,
  head = function() return {} end,
  each = function(write)
    memory.each("resolved", function(key, text) write(key .. " " .. text) end)
  end,
}
local PROOFS = {
  path = DIRECTORY .. "/proofs.copy",
  format = "egress proofs 1",
  turn = "proofs",
  pause = 1,
  head = function() return {} end,
  each = function(write)
    memory.each("proof", function(key, text) write(key .. " " .. text) end)
  end,
}
local OWNERS = {
  path = DIRECTORY .. "/owners.copy",
  format = "egress owners 1",
  turn = "owners",
  pause = 1,
  head = function() return {} end,
  each = function(write)
    for _, kind in ipairs({ "owner", "hop" }) do
      memory.each(kind, function(key, text) write(("%s %s %s"):format(kind, key, text)) end)
    end
  end,
}
local REGISTERED = {
  path = DIRECTORY .. "/registered.copy",
  format = "egress registered 1",
  turn = "registered",
  pause = 1,
  head = function() return {} end,
  each = function(write)
    memory.each("registered", function(key, text) write(key .. " " .. text) end)
  end,
}

local function read(kind)
  local head, lines = copy.load(kind.path)
  local said = head and cjson.decode(head)
  if type(said) == "table" and said.format == kind.format then return said, lines end
  if head or lines ~= "absent" then
    log.err(("the disk copy %s is ignored: it %s"):format(kind.path, head and "has another format" or lines))
  end
  return nil
end

local function write(kind, turn)
  local head = kind.head()
  head.format = kind.format
  local began = clock.now()
  local fine, problem = copy.save(kind.path, cjson.encode(head), kind.each)
  local ended = clock.now()
  kind.due = ended + math.max(kind.pause, (ended - began) * SHARE)
  if fine then
    kind.written = turn
    memory.put("meta", kind.turn .. "Written", turn)
    log.over(kind.path, "the disk copy is written again")
  else
    log.lasting(kind.path, ("the disk copy %s can't be written: %s"):format(kind.path, tostring(problem)))
  end
end

--- Says that the rows ("rows"), resolved names ("names"), owners ("owners") or registrations ("registered") changed:
-- their copy is to be written.
function disk.changed(turn) memory.put("meta", turn, tostring((tonumber(memory.get("meta", turn)) or 0) + 1)) end

--- Whether the copy is as new as what it is of.
function disk.is_written(turn) return memory.get("meta", turn) == memory.get("meta", turn .. "Written") end

--- The addresses that names had: `take(target, text)` for each.
function disk.load_names(take)
  local _, lines = read(NAMES)
  for line in lines or function() end do
    local key, text = line:match("^(%l+/[^/ ]+/%d*) (.+)$")
    local answer = key and cjson.decode(text)
    if type(answer) == "table" and type(answer.addresses) == "table" then take(key, text) end
  end
end

--- What was found out of TLS addresses: `take(place, text)` for each.
function disk.load_proofs(take)
  local _, lines = read(PROOFS)
  for line in lines or function() end do
    local key, text = line:match("^([^ ]+/%d+) (.+)$")
    if key and type(cjson.decode(text)) == "table" then take(key, text) end
  end
end

--- The owners of trunks and where they take calls: `take("owner" | "hop", key, text)` for each.
function disk.load_owners(take)
  local _, lines = read(OWNERS)
  for line in lines or function() end do
    local kind, key, text = line:match("^(%l+) (%S+) (%S+)$")
    if kind == "owner" or kind == "hop" then take(kind, key, text) end
  end
end

--- Where trunks were registered: `take(trunk, text)` for each.
function disk.load_registered(take)
  local _, lines = read(REGISTERED)
  for line in lines or function() end do
    local key, text = line:match("^(%S+) (.+)$")
    if key then take(key, text) end
  end
end

--- @return `{epoch, revision, rows}` as far as they are there, `rows` being an iterator for apply; nil without a copy
function disk.load_rows()
  local said, lines = read(ROWS)
  if not said then return nil end
  local function rows()
    for line in lines do
      local kind, key, text = line:match("^(%l+) (%S+) (.+)$")
      if kind == "trunk" or kind == "number" then return kind, key, text end
    end
  end
  return {
    epoch = type(said.epoch) == "string" and said.epoch or nil,
    revision = type(said.revision) == "number" and said.revision or nil,
    rows = rows,
  }
end

--- One turn: writes what changed and is due. A copy made while rows change may hold some of the next revision already;
-- it is followed by one that holds all of it.
function disk.tick()
  local now = clock.now()
  for _, kind in ipairs({ ROWS, NAMES, PROOFS, OWNERS, REGISTERED }) do
    local turn = memory.get("meta", kind.turn)
    if turn and turn ~= kind.written and now >= (kind.due or 0) then write(kind, turn) end
  end
  return 1
end

return disk
