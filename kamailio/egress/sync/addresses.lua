-- Takes: checked trunk rows as they come and go, answers of the resolver
-- Leaves: htables `address` (trunk → addresses to try), `carrier` (their IPs), `network` (where else carriers may send
--   from), `target` (what the resolver has to ask)
-- Refuses: addresses that a carrier may not have; a trunk left without one is not ready, and says why

local cjson = require "cjson.safe"
local ip = require "egress.ip"
local prefixes = require "egress.sync.prefixes"
local target = require "egress.sync.target"

local addresses = {}

local NO_ADDRESS = "there is no address that calls can go to"

-- Answers may come from a disk copy, hence may be anything.
local function is_address(address)
  return type(address) == "table"
    and type(address.ip) == "string"
    and ip.parse(address.ip) ~= nil
    and type(address.port) == "number"
    and address.port % 1 == 0
    and address.port >= 1
    and address.port <= 65535
end

local function networks_of_row(trunk)
  if not trunk.allowedIps then return false end
  local list = {}
  for at, text in ipairs(trunk.allowedIps) do
    list[at] = ip.network(text)
  end
  return list
end

--- @param memory egress.sync.memory
-- @param permitted `permitted(bytes, port)` gives true, or nil and why calls may not go there
-- @param places what places.new gave
function addresses.new(memory, permitted, places)
  local place_of, trunks_of = {}, {} -- trunk → target key or literal text; target key → set of trunks
  local ips_of, users = {}, {} -- trunk → its IPs; IP → how many trunks have it
  local networks_of = {} -- trunk → its allowedIps, parsed; false without any
  local not_ready, unready = {}, 0
  local targets_changed = false
  local fences = prefixes.new(memory)

  local self = {}

  local function say(trunk_id, reason)
    unready = unready + (reason and 1 or 0) - (not_ready[trunk_id] and 1 or 0)
    not_ready[trunk_id] = reason
  end

  local function use(trunk_id, list)
    local before, after = ips_of[trunk_id] or {}, {}
    for _, address in ipairs(list) do
      if not after[address.ip] then
        after[address.ip] = true
        users[address.ip] = (users[address.ip] or 0) + 1
        if users[address.ip] == 1 then memory.put("carrier", address.ip, "1") end
      end
    end
    ips_of[trunk_id] = next(after) and after or nil
    local parts = {}
    for at, address in ipairs(list) do
      parts[at] = ('{"ip":"%s","port":%d}'):format(address.ip, address.port)
    end
    local text = "[" .. table.concat(parts, ",") .. "]"
    if #list == 0 then
      memory.remove("address", trunk_id)
    elseif memory.get("address", trunk_id) ~= text then
      memory.put("address", trunk_id, text)
    end
    for address in pairs(before) do
      users[address] = users[address] - 1
      if users[address] == 0 then
        users[address] = nil
        memory.remove("carrier", address)
      end
    end
  end

  local function is_allowed(trunk_id, bytes)
    for _, network in ipairs(networks_of[trunk_id] or {}) do
      if ip.within(bytes, network) then return true end
    end
    return not networks_of[trunk_id]
  end

  -- What remains of a list once forbidden addresses are out; the reason is that of the first one that fell.
  local function usable(trunk_id, list)
    local kept, reason = {}, nil
    for _, address in ipairs(list) do
      if is_address(address) then
        local bytes = ip.parse(address.ip)
        local fine, why = permitted(bytes, address.port)
        if fine and not is_allowed(trunk_id, bytes) then
          fine, why = nil, "is not among the trunk's allowed IPs"
        end
        if fine then kept[#kept + 1] = address end
        reason = reason or (why and ("%s %s"):format(address.ip, why))
      end
    end
    return kept, reason
  end

  local function place(trunk_id, list, none)
    local kept, reason = usable(trunk_id, list)
    local proven, doubt = places.proven(trunk_id, kept)
    use(trunk_id, proven)
    say(trunk_id, #proven == 0 and (doubt or reason or none or NO_ADDRESS) or nil)
  end

  local function answer_of(key)
    local answer = cjson.decode(memory.get("resolved", key) or "")
    if type(answer) ~= "table" then return {}, target.of_key(key).host .. " is being resolved" end
    return type(answer.addresses) == "table" and answer.addresses or {},
      type(answer.reason) == "string" and answer.reason or nil
  end

  local function leave(trunk_id)
    local key = place_of[trunk_id]
    place_of[trunk_id] = nil
    local trunks = trunks_of[key]
    if not trunks then return end
    trunks[trunk_id] = nil
    if not next(trunks) then
      trunks_of[key] = nil
      memory.remove("target", key)
      targets_changed = true
    end
  end

  local function join(trunk_id, key)
    place_of[trunk_id] = key
    if not trunks_of[key] then
      trunks_of[key] = {}
      if not memory.get("target", key) then
        memory.put("target", key, "1")
        targets_changed = true
      end
    end
    trunks_of[key][trunk_id] = true
  end

  local function place_name(trunk)
    local literal = target.literal(trunk)
    return literal and ("%s %s %d"):format(trunk.transport, ip.text(literal.bytes), literal.port) or target.key(
      trunk
    ),
      literal
  end

  -- Whether an address in use is not among the new row's allowed IPs.
  local function narrows(trunk_id, trunk)
    local networks = networks_of_row(trunk)
    for text in pairs(networks and ips_of[trunk_id] or {}) do
      local inside = false
      for _, network in ipairs(networks) do
        inside = inside or ip.within(ip.parse(text), network)
      end
      if not inside then return true end
    end
    return false
  end

  local function fence(trunk_id, networks)
    local before = networks_of[trunk_id]
    networks_of[trunk_id] = networks
    fences.add(networks or {})
    fences.remove(before or {})
  end

  --- Before the row of a trunk is replaced: takes the addresses away if they are not those of the new row, so that no
  -- call ever takes the new credentials to the old place. Other edits leave them untouched.
  function self.before(trunk)
    local id = trunk.trunkId
    local moves = not trunk.enabled or place_of[id] ~= place_name(trunk) or narrows(id, trunk)
    if place_of[id] and moves then use(id, {}) end
  end

  --- After the row of a trunk has been put.
  function self.after(trunk)
    local id = trunk.trunkId
    if not trunk.enabled then return self.gone(id) end
    fence(id, networks_of_row(trunk))
    local name, literal = place_name(trunk)
    if place_of[id] ~= name then leave(id) end
    if literal then
      place_of[id] = name
      place(id, { { ip = ip.text(literal.bytes), port = literal.port } })
    else
      join(id, name)
      place(id, answer_of(name))
    end
  end

  --- When there is no such trunk any more, or it is disabled.
  function self.gone(trunk_id)
    leave(trunk_id)
    use(trunk_id, {})
    places.gone(trunk_id)
    fence(trunk_id, nil)
    memory.remove("address", trunk_id)
    say(trunk_id, nil)
  end

  --- When what is known of the addresses themselves has changed.
  function self.again(trunk_id)
    local name = place_of[trunk_id]
    if trunks_of[name] then return place(trunk_id, answer_of(name)) end
    local address, port = (name or ""):match("^%l+ (%S+) (%d+)$")
    if address then place(trunk_id, { { ip = address, port = tonumber(port) } }) end
  end

  --- When the resolver has written a new answer for a target.
  function self.answered(key)
    local list, reason = answer_of(key)
    for trunk_id in pairs(trunks_of[key] or {}) do
      place(trunk_id, list, reason)
    end
  end

  --- Drops entries of earlier rows that nobody uses; for once after every row has been seen.
  function self.sweep()
    local stale = {}
    memory.each_key("carrier", function(key)
      if not users[key] then stale[#stale + 1] = { "carrier", key } end
    end)
    memory.each_key("address", function(key)
      if not ips_of[key] then stale[#stale + 1] = { "address", key } end
    end)
    memory.each_key("target", function(key)
      if not trunks_of[key] then stale[#stale + 1] = { "target", key } end
    end)
    for _, entry in ipairs(stale) do
      memory.remove(entry[1], entry[2])
    end
    places.sweep()
    fences.sweep()
  end

  --- Whether what the resolver has to ask changed since the last time this was asked.
  function self.take_targets_changed()
    local changed = targets_changed
    targets_changed = false
    return changed
  end

  --- At most `most` trunks that calls can't go to now, by ID: `{{trunkId, reason}, …}`.
  function self.not_ready(most)
    local ids = {}
    for id in pairs(not_ready) do
      ids[#ids + 1] = id
    end
    table.sort(ids)
    local list = {}
    for at = 1, math.min(most, #ids) do
      list[at] = { trunkId = ids[at], reason = not_ready[ids[at]] }
    end
    return list
  end

  function self.count_not_ready() return unready end

  return self
end

return addresses
