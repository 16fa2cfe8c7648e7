-- Takes: rows as they were pulled or read from the disk copy
-- Leaves: htables `trunk` and `number`, every instant of them closed: a trunk comes before the numbers that name it
--   and goes after them
-- Refuses: rows that don't stand the check; the last good one stays in force and the refusal is listed

local row = require "egress.sync.row"

local apply = {}

local NO_ROOM = "does not fit into shared memory"

-- Keys come from outside and go into JSON and logs: printable ASCII, and not endless.
local function printable(key) return (tostring(key):sub(1, 128):gsub("[^\32-\126]", "?")) end

--- @param memory egress.sync.memory
-- @param addresses what addresses.new gave
-- @param open `open(sealed, context)` of egress.sealed
-- @param identities what identities.new gave
-- @param watchers a list of those who are told `after(trunk)` when a trunk has been put, and `gone(trunk_id)`
function apply.new(memory, addresses, open, identities, watchers)
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

  -- The trunk as it is keeps its addresses.
  local function stay(key)
    local trunk = row.trunk(key, memory.get("trunk", key), open)
    if trunk then addresses.after(trunk) end
  end

  local function tell(what, about)
    for _, watcher in ipairs(watchers) do
      watcher[what](about)
    end
  end

  -- The three steps answer whether they changed anything.
  local function put_trunk(key, text, revision)
    if memory.get("trunk", key) == text then
      accept("trunk", key)
      return false
    end
    local trunk, reason, own_revision = row.trunk(key, text, open)
    reason = reason or identities.admit(trunk)
    if reason then
      refuse("trunk", key, reason, own_revision or trunk and trunk.revision or revision)
      return false
    end
    addresses.before(trunk)
    if not memory.put("trunk", key, text) then
      refuse("trunk", key, NO_ROOM, trunk.revision)
      identities.dismiss(key)
      stay(key)
      return false
    end
    identities.after(trunk)
    addresses.after(trunk)
    tell("after", trunk)
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
    if kind == "trunk" then
      identities.gone(key)
      addresses.gone(key)
      tell("gone", key)
    end
    return true
  end

  -- Everything that is there and not in `seen`, refused rows included.
  local function leftovers(kind, seen)
    local keys = {}
    memory.each_key(kind, function(key)
      if not seen[key] then keys[#keys + 1] = key end
    end)
    for name, entry in pairs(refused) do
      local key = name:sub(#kind + 2)
      if entry.kind == kind and not seen[key] then keys[#keys + 1] = key end
    end
    return keys
  end

  local PUT = { trunk = put_trunk, number = put_number }

  --- @param batch `revision`, and `rows`, an iterator over kind, key and text (false for a row that is gone), trunks
  --   first. With `full` every row that it does not name is gone too; with `keep` nothing is removed.
  -- @return how many rows were put, and how many removed
  function self.batch(batch)
    local put, removed, count = 0, 0, 0
    local seen = { trunk = {}, number = {} }
    local gone = { trunk = {}, number = {} }
    for kind, key, text in batch.rows do
      if not text then
        table.insert(gone[kind], key)
      elseif PUT[kind](key, text, batch.revision) then
        put = put + 1
      end
      if batch.full then seen[kind][key] = true end
      count = count + 1
      if count % memory.MANY == 0 then collectgarbage() end
    end
    if batch.keep then return put, removed end
    for _, kind in ipairs({ "number", "trunk" }) do
      for _, key in ipairs(batch.full and leftovers(kind, seen[kind]) or gone[kind]) do
        if remove(kind, key) then removed = removed + 1 end
      end
    end
    return put, removed
  end

  --- Takes up the rows that shared memory already holds: for a Lua that has just been loaded.
  function self.adopt()
    local keys = {}
    memory.each_key("trunk", function(key) keys[#keys + 1] = key end)
    identities.adopt()
    for _, key in ipairs(keys) do
      local trunk, reason, revision = row.trunk(key, memory.get("trunk", key), open)
      reason = reason or identities.admit(trunk)
      if reason then
        refuse("trunk", key, reason, revision or trunk and trunk.revision)
        identities.gone(key)
        addresses.gone(key)
      else
        identities.after(trunk)
        addresses.after(trunk)
        tell("after", trunk)
      end
    end
    identities.sweep()
    addresses.sweep()
  end

  --- At most `most` refused rows: `{{kind, key, revision, reason}, …}`, in the order of kind and key.
  function self.refused(most)
    local names = {}
    for name in pairs(refused) do
      names[#names + 1] = name
    end
    table.sort(names)
    local list = {}
    for at = 1, math.min(most, #names) do
      list[at] = refused[names[at]]
    end
    return list
  end

  function self.count_refused() return refusals end

  return self
end

return apply
