-- Takes: trunk rows as they come and go, bindings as the process that registers keeps them (htable `registration`)
-- Leaves: this node's entries in Redis (contract, "registrations"), why its trunks are not ready
-- Refuses: to touch what another node wrote

local cjson = require "cjson.safe"
local contract = require "egress.sync.contract"
local status = require "egress.registration.status"

local registrations = {}

--- ARGV[1]: `{node, trunks, all, entries}`: trunks is the key of the trunk rows, no argument of EVAL, for which Redis
-- would want the right to write it; entries are trunk ID → text, or false for one that is gone. With `all` whatever
-- else this node has written is gone, and so are trunks that nobody has any more.
registrations.SCRIPT = [==[
local said = cjson.decode(ARGV[1])
local own = '{"node":' .. cjson.encode(said.node) .. ','

local function is_own(text) return text and string.sub(text, 1, #own) == own end

for trunk, text in pairs(said.entries) do
  if text then
    redis.call('HSET', KEYS[1], trunk, text)
  elseif is_own(redis.call('HGET', KEYS[1], trunk)) then
    redis.call('HDEL', KEYS[1], trunk)
  end
end
if said.all then
  local flat = redis.call('HGETALL', KEYS[1])
  for at = 1, #flat, 2 do
    local gone = is_own(flat[at + 1]) and not said.entries[flat[at]]
    if gone or redis.call('HEXISTS', said.trunks, flat[at]) == 0 then redis.call('HDEL', KEYS[1], flat[at]) end
  end
end
return 'OK'
]==]

registrations.COMMAND = "EVAL %s 1 egress:1:registrations %s"

--- @param memory egress.sync.memory
-- @param node the name of this node
-- @param place_of `place_of(trunk)` gives the place of egress.registration.aim
-- @param owner_of `owner_of(trunk_id)` gives a node, nil while nobody is known to own the trunk
function registrations.new(memory, node, place_of, owner_of)
  local wanted = {} -- enabled registration trunk → the place that it has to be registered for
  local known = {} -- trunk → `{place, boundUntil, code, reason}` of its binding
  local changed = {} -- set of trunks to be written
  local self = {}

  --- When a trunk has been put.
  function self.after(trunk)
    local registers = trunk.enabled and trunk.auth.method == "registration"
    wanted[trunk.trunkId] = registers and place_of(trunk) or nil
  end

  function self.gone(trunk_id) wanted[trunk_id] = nil end

  --- When the binding of a trunk has changed, or is gone.
  function self.changed(trunk_id)
    local record = cjson.decode(memory.get("registration", trunk_id) or "")
    known[trunk_id] = record
      and { place = record.aim.place, boundUntil = record.boundUntil, code = record.code, reason = record.reason }
    changed[trunk_id] = true
  end

  local function every_key()
    local ids = {}
    -- Behind a bar stands the Call-ID of a binding that is being removed.
    memory.each_key("registration", function(key)
      if not key:find("|", 1, true) then ids[#ids + 1] = key end
    end)
    return ids
  end

  --- Takes up the bindings that shared memory already holds: for a Lua that has just been loaded.
  function self.adopt()
    for _, id in ipairs(every_key()) do
      self.changed(id)
    end
  end

  function self.is_changed() return next(changed) ~= nil end

  local function text_of(trunk_id)
    local record = cjson.decode(memory.get("registration", trunk_id) or "")
    return record and status.render(node, record) or false
  end

  --- What the script is told, and the trunks that are written by it.
  -- @param all whether everything is to be written
  function self.argument(all)
    local entries = {}
    for id in pairs(changed) do
      entries[id] = text_of(id)
    end
    for _, id in ipairs(all and every_key() or {}) do
      entries[id] = text_of(id)
    end
    local written = changed
    changed = {}
    return cjson.encode { node = node, trunks = contract.TRUNKS, all = all, entries = entries }, written
  end

  --- Redis did not take them: they are still to be written.
  function self.failed(written)
    for id in pairs(written) do
      changed[id] = true
    end
  end

  --- The trunks of this node that calls can't use, `{{trunkId, reason}, …}`, by ID.
  function self.not_ready(now)
    local list = {}
    for id, place in pairs(wanted) do
      local record = known[id]
      local reason = status.not_ready(record and record.place == place and record, now)
      if reason and (owner_of(id) or node) == node then list[#list + 1] = { trunkId = id, reason = reason } end
    end
    table.sort(list, function(one, other) return one.trunkId < other.trunkId end)
    return list
  end

  return self
end

return registrations
