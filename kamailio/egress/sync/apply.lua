-- Takes: rows as they were pulled or read from the disk copy
-- Leaves: htables `trunk` and `number`, every instant of them closed: a trunk comes before the numbers that name it
--   and goes after them
-- Refuses: rows that don't stand the check; the last good one stays in force and the refusal is listed

local row = require "egress.sync.row"

local apply = {}

local NO_ROOM = "does not fit into shared memory"

-- Keys come from outside and go into JSON and logs: printable ASCII, and not endless.
local function printable(key)
  return (tostring(key):sub(1, 128):gsub("[^\32-\126]", "?"))
end

--- @param memory egress.sync.memory
-- @param addresses what addresses.new gave
-- @param open `open(sealed, context)` of egress.sealed
function apply.new(memory, addresses, open)
  local refused, refusals = {}, 0
  local self = {}

  local function refuse(kind, key, reason, revision)
    local name = kind .. " " .. key
    if not refused[name] then refusals = refusals + 1 end
    refused[name] = { kind = kind, key = printable(key), reason = reason, revision = revision }
  end

  local function accept(kind, key)
    local name = kind .. " " .. key
    if refused[name] then
      refused[name] = nil
      refusals = refusals - 1
    end
  end

  -- The three steps answer whether they changed anything.
  local function put_trunk(key, text, revision)
    if memory.get("trunk", key) == text then
      accept("trunk", key)
      return false
    end
    local trunk, reason, own_revision = row.trunk(key, text, open)
    if not trunk then
      refuse("trunk", key, reason, own_revision or revision)
      return false
    end
    addresses.before(trunk)
    if not memory.put("trunk", key, text) then
      refuse("trunk", key, NO_ROOM, trunk.revision)
      return false
    end
    addresses.after(trunk)
    accept("trunk", key)
    return true
  end

  local function put_number(key, text, revision)
    if memory.get("number", key) == text then
      accept("number", key)
      return false
    end
    local number, reason, own_revision = row.number(key, text)
    if not number then
      refuse("number", key, reason, own_revision or revision)
      return false
    end
    if not memory.put("number", key, text) then
      refuse("number", key, NO_ROOM, number.revision)
      return false
    end
    accept("number", key)
    return true
  end

  local function remove(kind, key)
    accept(kind, key)
    if not memory.get(kind, key) then return false end
    memory.remove(kind, key)
    if kind == "trunk" then addresses.gone(key) end
    return true
  end

  local function leftovers(kind, rows)
    local keys = {}
    memory.each(kind, function(key) if not rows[key] then keys[#keys + 1] = key end end)
    for name, entry in pairs(refused) do
      local key = name:sub(#kind + 2)
      if entry.kind == kind and not rows[key] then keys[#keys + 1] = key end
    end
    return keys
  end

  local function removed(rows)
    local keys = {}
    for key, text in pairs(rows) do
      if not text then keys[#keys + 1] = key end
    end
    return keys
  end

  --- @param batch `revision`, and `trunks`, `numbers`: key → text, or false where a row is gone. With `full` every row
  --   that is not named is gone too; with `keep` nothing is removed.
  -- @return how many rows were put, and how many removed
  function self.batch(batch)
    local put, gone = 0, 0
    local function count(changed) return changed and 1 or 0 end
    for key, text in pairs(batch.trunks) do
      if text then put = put + count(put_trunk(key, text, batch.revision)) end
    end
    for key, text in pairs(batch.numbers) do
      if text then put = put + count(put_number(key, text, batch.revision)) end
    end
    if not batch.keep then
      local list = batch.full and leftovers or function(_, rows) return removed(rows) end
      for _, key in ipairs(list("number", batch.numbers)) do gone = gone + count(remove("number", key)) end
      for _, key in ipairs(list("trunk", batch.trunks)) do gone = gone + count(remove("trunk", key)) end
    end
    return put, gone
  end

  --- Takes up the rows that shared memory already holds: for a Lua that has just been loaded.
  function self.adopt()
    local rows = {}
    memory.each("trunk", function(key, text) rows[key] = text end)
    for key, text in pairs(rows) do
      local trunk, reason, revision = row.trunk(key, text, open)
      if trunk then
        addresses.after(trunk)
      else
        refuse("trunk", key, reason, revision)
      end
    end
    addresses.sweep()
  end

  --- At most `most` refused rows: `{{kind, key, revision, reason}, …}`, in the order of kind and key.
  function self.refused(most)
    local names = {}
    for name in pairs(refused) do names[#names + 1] = name end
    table.sort(names)
    local list = {}
    for at = 1, math.min(most, #names) do list[at] = refused[names[at]] end
    return list
  end

  function self.count_refused() return refusals end

  return self
end

return apply
