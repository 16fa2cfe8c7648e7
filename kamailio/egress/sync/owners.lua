-- Takes: the trunks that need an owner as they come and go, what Redis' script says of owners and living nodes
-- Leaves: htables `owner` (trunk → node), `hop` (node → where it takes calls handed over), `elsewhere` (trunk of
--   this node → calls that others have on it) and `heir` (trunk that is about to become this node's), for itself what
--   to ask
-- Refuses: to change anything by itself: with Redis away owners stay who they are

local cjson = require "cjson.safe"

local owners = {}

--- Seconds from a node's key being gone to its trunks moving.
owners.PATIENCE = 5

--- Seconds after which every other node has heard that this one leaves.
owners.ANNOUNCED = 1.8

--- Seconds that a trunk which registers may take to be registered by the next node, before it is given up all the same.
owners.REGISTERED_IN = 5

--- Seconds in which a call that was let in while the trunk was this node's has come to be counted.
owners.SETTLES = 0.05

--- Why a trunk is not ready.
owners.UNKNOWN = "it is not known yet which node counts its calls"

--- An owner that Redis does not know any more is the one that the caller knew, so that a Redis that lost everything
-- moves no trunk. Trunks of dead nodes move when one asks for `orphans`. `before` tells callers whether they missed
-- an assignment: then they ask for `all`, and hear which of their own nobody needs any more.
-- A node that leaves gets no trunk where there is another one; it gives up its own along with the count of its calls.
owners.SCRIPT = [==[
local nodes_key, owners_key, version_key = KEYS[1], KEYS[2], KEYS[3]
local said = cjson.decode(ARGV[1])

redis.call('SADD', nodes_key, said.node)
local living, names, staying, leaving = {}, {}, {}, {}
for _, name in ipairs(redis.call('SMEMBERS', nodes_key)) do
  local report = redis.call('GET', said.prefix .. name)
  if report or name == said.node then
    living[name] = report and string.match(report, '"hop":"([^"]*)"') or ''
    names[#names + 1] = name
    local leaves = report and string.find(report, '"draining":true', 1, true)
    table.insert(leaves and leaving or staying, name)
  else
    redis.call('SREM', nodes_key, name)
  end
end

local function by_hash(trunk)
  local best, most
  for _, name in ipairs(#staying > 0 and staying or names) do
    local hash = redis.sha1hex(name .. '\n' .. trunk)
    if not most or hash > most then best, most = name, hash end
  end
  return best
end

local before = redis.call('GET', version_key) or ''
local owner_of, unneeded, changed = {}, {}, false

local function assign(trunk, known)
  local owner = redis.call('HGET', owners_key, trunk)
  if not owner or (said.want == 'orphans' and not living[owner]) then
    owner = not owner and known ~= '' and known or by_hash(trunk)
    redis.call('HSET', owners_key, trunk, owner)
    changed = true
  end
  owner_of[trunk] = owner
end

local function drop(trunk)
  redis.call('HDEL', owners_key, trunk)
  changed = true
end

local heirs, ready = {}, {}
for at = 1, #said.trunks, 2 do
  assign(said.trunks[at], said.trunks[at + 1])
  if said.want == 'heirs' and by_hash(said.trunks[at]) == said.node then heirs[#heirs + 1] = said.trunks[at] end
end
if #said.give > 0 then redis.call('SET', said.calls .. said.node, said.counts, 'EX', 15) end
for _, trunk in ipairs(said.give) do
  if redis.call('HGET', owners_key, trunk) == said.node then
    owner_of[trunk] = by_hash(trunk)
    redis.call('HSET', owners_key, trunk, owner_of[trunk])
    changed = true
  end
end
for _, trunk in ipairs(said.registering) do
  local told = redis.call('HGET', KEYS[4], trunk)
  if told and not string.find(told, '"node":"' .. said.node .. '"', 1, true)
    and string.find(told, '"state":"registered"', 1, true) then ready[#ready + 1] = trunk end
end
for _, trunk in ipairs(said.left) do
  if redis.call('HGET', owners_key, trunk) == said.node then drop(trunk) end
end
if said.want == 'all' then
  local flat = redis.call('HGETALL', owners_key)
  for at = 1, #flat, 2 do
    if not owner_of[flat[at]] then
      if flat[at + 1] == said.node then unneeded[#unneeded + 1] = flat[at]
      elseif not living[flat[at + 1]] then drop(flat[at]) end
    end
  end
end

-- Calls that other nodes have on trunks of the caller: they began before it owned the trunk, or while it was away.
local elsewhere = {}
for _, name in ipairs(names) do
  local told = name ~= said.node and redis.call('GET', said.calls .. name)
  local fine, counts = pcall(cjson.decode, told or '{}')
  for trunk, count in pairs(fine and type(counts) == 'table' and counts or {}) do
    if type(count) == 'number' and redis.call('HGET', owners_key, trunk) == said.node then
      elsewhere[trunk] = (elsewhere[trunk] or 0) + count
    end
  end
end

local version = before
if changed then
  version = table.concat(redis.call('TIME'), '.')
  redis.call('SET', version_key, version)
end
return cjson.encode({ living = living, owners = owner_of, unneeded = unneeded, before = before, version = version,
  elsewhere = elsewhere, leaving = leaving, staying = #staying, heirs = heirs, ready = ready })
]==]

owners.COMMAND = "EVAL %s 4 egress:1:nodes egress:1:owners egress:1:owners-version egress:1:registrations %s"

local REQUEST = '{"node":%s,"prefix":"%s","calls":"%s","want":"%s","trunks":%s,"left":%s,"give":%s,"counts":%s,'
  .. '"registering":%s}'
local NODE_KEYS, CALLS_KEYS = "egress:1:node:", "egress:1:calls:"

--- A trunk that registers or has a cap belongs to one node (contract, "owners").
function owners.needs(trunk) return trunk.enabled and (trunk.maxCalls ~= nil or trunk.auth.method == "registration") end

--- @param memory egress.sync.memory
-- @param node the name of this node
-- @param changed called when an owner, a hop or an heir changed
-- @param own_counts gives the text of this node's calls key
function owners.new(memory, node, changed, own_counts)
  local owner_of = {} -- every trunk that needs an owner → it, false while there is none
  local new, orphans = {}, {} -- trunks to ask for: those that came, those whose owner died
  local leaving = {} -- trunks of this node that need none any more
  local registers = {} -- trunk → whether it registers
  local farewell = { giving = {}, ready = {} } -- since when this node leaves, what it gives up
  local others_leave = {} -- nodes that leave
  local inherits = {} -- their trunks: whether this node gets them is to be asked
  local absent = {} -- owner that is not living → since when
  local elsewhere -- what stands in the table of this name; nil: not known
  local version -- of the assignments, all of which are known here
  local stale = true -- whether some may be unknown
  local self = {}

  local function put(table_name, key, text)
    if memory.get(table_name, key) == text then return end
    memory.put(table_name, key, text)
    changed()
  end

  local function remove(table_name, key)
    if not memory.get(table_name, key) then return end
    memory.remove(table_name, key)
    changed()
  end

  --- When a trunk is gone, or needs no owner any more. Its owner keeps it until the last call has ended: should it come
  -- back, its running calls still count.
  function self.gone(id)
    owner_of[id], new[id], orphans[id], registers[id], inherits[id] = nil, nil, nil, nil, nil
    farewell.giving[id] = nil
    if memory.get("owner", id) == node then leaving[id] = true end
    remove("owner", id)
  end

  --- When a trunk has been put.
  function self.after(trunk)
    local id = trunk.trunkId
    if not owners.needs(trunk) then return self.gone(id) end
    if owner_of[id] == nil then
      owner_of[id] = memory.get("owner", id) or false
      new[id] = true
    end
    leaving[id] = nil
    registers[id] = trunk.auth.method == "registration"
  end

  -- By hand: cjson writes an empty list as an object.
  local function list(values) return #values > 0 and cjson.encode(values) or "[]" end

  local function wanted()
    if stale then return "all", owner_of end
    if next(new) then return "new", new end
    if next(inherits) then return "heirs", inherits end
    return "orphans", orphans
  end

  -- Trunks that no call has been let in on for long enough, and those whose next node has to register them first.
  local function farewells(now)
    local give, registering = {}, {}
    for id, since in pairs(farewell.giving) do
      if now - since >= owners.SETTLES then give[#give + 1] = id end
    end
    for id, owner in pairs(farewell.since and owner_of or {}) do
      if owner == node and registers[id] and not farewell.giving[id] then registering[#registering + 1] = id end
    end
    return give, registering
  end

  --- This node leaves: it lets no call in any more on the trunks that it can give up now. Again and again, once others
  -- can have read of it.
  function self.leave(now)
    farewell.since = farewell.since or now
    local waited = now - farewell.since
    if waited < owners.ANNOUNCED or farewell.alone then return end
    for id, owner in pairs(owner_of) do
      local may = not registers[id] or farewell.ready[id] or waited >= owners.ANNOUNCED + owners.REGISTERED_IN
      if owner == node and may and not farewell.giving[id] then
        farewell.giving[id] = now
        remove("owner", id)
      end
    end
  end

  --- Whether it owns nothing any more that another node could have.
  function self.has_left()
    if farewell.alone then return true end
    for _, owner in pairs(owner_of) do
      if owner == node then return false end
    end
    return farewell.since ~= nil
  end

  --- Whether nodes leave, so that what they give up is to be heard of at once.
  function self.is_hurried() return farewell.since ~= nil or next(others_leave) ~= nil end

  --- What to ask: `{text, want, left}`, of which `text` is for the script.
  function self.request(now)
    local want, trunks = wanted()
    local asked, left = {}, {}
    local give, registering = farewells(now)
    for id in pairs(trunks) do
      asked[#asked + 1] = id
      asked[#asked + 1] = owner_of[id] or ""
    end
    for id in pairs(leaving) do
      if memory.number("cap", id) == 0 then left[#left + 1] = id end
    end
    return {
      want = want,
      left = left,
      text = REQUEST:format(
        cjson.encode(node),
        NODE_KEYS,
        CALLS_KEYS,
        want,
        list(asked),
        list(left),
        list(give),
        cjson.encode(#give > 0 and own_counts() or ""),
        list(registering)
      ),
    }
  end

  local function take_owners(answer, request)
    for id, name in pairs(answer.owners) do
      if owner_of[id] ~= nil then
        owner_of[id] = name
        if not farewell.giving[id] or name ~= node then put("owner", id, name) end
      end
      new[id], orphans[id] = nil, nil
      if name ~= node then farewell.giving[id] = nil end
    end
    for _, id in ipairs(request.left) do
      leaving[id] = nil
    end
    for _, id in ipairs(answer.unneeded) do
      if owner_of[id] == nil then leaving[id] = true end
    end
  end

  local function take_hops(living)
    for name, hop in pairs(living) do
      if hop:match("^[%d.]+:%d+$") or hop:match("^%[[%x:.]+%]:%d+$") then put("hop", name, hop) end
    end
    local dead = {}
    memory.each_key("hop", function(name)
      if not living[name] then dead[#dead + 1] = name end
    end)
    for _, name in ipairs(dead) do
      remove("hop", name)
    end
  end

  local function take_elsewhere(counts)
    if not elsewhere then
      elsewhere = {}
      memory.each_key("elsewhere", function(id) elsewhere[id] = 0 end)
    end
    for id in pairs(elsewhere) do
      if not counts[id] then memory.remove("elsewhere", id) end
    end
    for id, count in pairs(counts) do
      if elsewhere[id] ~= count then memory.put("elsewhere", id, ("%d"):format(count)) end
    end
    elsewhere = counts
  end

  local function take_heirs(answer, request)
    if request.want == "heirs" then
      inherits = {}
      for _, id in ipairs(answer.heirs) do
        put("heir", id, "1")
      end
    end
    if next(others_leave) then return end
    local heirs = {}
    memory.each_key("heir", function(id) heirs[#heirs + 1] = id end)
    for _, id in ipairs(heirs) do
      remove("heir", id)
    end
  end

  local function take_leaving(answer)
    local now_leave = {}
    for _, name in ipairs(answer.leaving) do
      if name ~= node then now_leave[name] = true end
    end
    for id, owner in pairs(owner_of) do
      if now_leave[owner] and not others_leave[owner] then inherits[id] = true end
    end
    others_leave = now_leave
    farewell.alone = farewell.since and answer.staying == 0
    for _, id in ipairs(answer.ready) do
      farewell.ready[id] = true
    end
  end

  -- A Redis that has lost its keys, or was away for long, hears of living nodes only one after the other.
  local function bury(name, now)
    absent[name] = absent[name] or now
    if now - absent[name] < owners.PATIENCE then return end
    absent[name] = nil
    for id, owner in pairs(owner_of) do
      if owner == name then orphans[id] = true end
    end
  end

  local function look_for_dead(living, now)
    local seen = {}
    for _, name in pairs(owner_of) do
      if name and not living[name] and not seen[name] then seen[name] = true end
    end
    for name in pairs(absent) do
      if not seen[name] then absent[name] = nil end
    end
    for name in pairs(seen) do
      bury(name, now)
    end
  end

  local function sweep()
    local nobodys = {}
    memory.each_key("owner", function(id)
      if owner_of[id] == nil then nobodys[#nobodys + 1] = id end
    end)
    for _, id in ipairs(nobodys) do
      remove("owner", id)
    end
  end

  --- Takes the script's answer to a request.
  -- @param now seconds
  -- @return whether it was one
  function self.answered(text, request, now)
    local answer = cjson.decode(text)
    if type(answer) ~= "table" or type(answer.living) ~= "table" then return false end
    -- Before this node lets calls in on a trunk that has come to it.
    take_elsewhere(answer.elsewhere)
    take_leaving(answer)
    take_owners(answer, request)
    take_heirs(answer, request)
    take_hops(answer.living)
    look_for_dead(answer.living, now)
    if request.want == "all" then sweep() end
    stale = request.want ~= "all" and answer.before ~= version
    if not stale then version = answer.version end
    return true
  end

  --- At most `most` trunks that nobody owns yet, by ID: `{{trunkId, reason}, …}`.
  function self.not_ready(most)
    local ids = {}
    for id in pairs(new) do
      if not owner_of[id] then ids[#ids + 1] = id end
    end
    table.sort(ids)
    local waiting = {}
    for at = 1, math.min(most, #ids) do
      waiting[at] = { trunkId = ids[at], reason = owners.UNKNOWN }
    end
    return waiting
  end

  --- Whether there is nothing to ask for at once.
  function self.is_settled()
    return not stale and next(new) == nil and next(orphans) == nil and next(inherits) == nil
  end

  return self
end

return owners
