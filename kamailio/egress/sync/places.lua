-- Takes: the addresses that TLS trunks may use, the identities that they leave with, what the check says of each place
-- Leaves: htables `place` (what to check) and `peer` (whose certificate may be shown at an address)
-- Refuses: addresses that have not proven by their certificate that they are the carrier's

local cjson = require "cjson.safe"

local places = {}

local LOADING = "its TLS certificate is being loaded"

--- A place is an address as one identity sees it: `<profile>/<host>/<ip>/<port>`. Trunks that share it share the check.
function places.key(identity, address)
  return ("%s/%s/%s/%d"):format(identity.server, identity.name, address.ip, address.port)
end

--- @return the profile, the host and the address of a place
function places.of_key(key)
  local server, name, ip, port = key:match("^([^/]+)/([^/]+)/([^/]+)/(%d+)$")
  return server, name, { ip = ip, port = tonumber(port) }
end

--- What the check says when a place is good.
places.FINE = '{"fine":true}'

local function peer_key(identity, address) return ("%d/%s/%d"):format(identity.port, address.ip, address.port) end

--- @param memory egress.sync.memory
-- @param identity_of `identity_of(trunk_id)`: `{server, name, port}`, false while there is none yet, nil without TLS
function places.new(memory, identity_of)
  local users, keys_of = {}, {} -- place → set of trunks; trunk → its places
  local names, peers_of = {}, {} -- peer key → name → how many trunks; trunk → list of {peer key, name}
  local seen = {} -- trunk → the identity that its addresses were last judged with
  local changed = false
  local self = {}

  local function want(trunk_id, keys)
    for key in pairs(keys) do
      if not users[key] then
        users[key] = {}
        memory.put("place", key, "1")
        changed = true
      end
      users[key][trunk_id] = true
    end
    for key in pairs(keys_of[trunk_id] or {}) do
      if not keys[key] then
        users[key][trunk_id] = nil
        if not next(users[key]) then
          users[key] = nil
          memory.remove("place", key)
          changed = true
        end
      end
    end
    keys_of[trunk_id] = next(keys) and keys or nil
  end

  local function write_peer(key)
    local list = {}
    for name in pairs(names[key]) do
      list[#list + 1] = name
    end
    if #list == 0 then
      names[key] = nil
      memory.remove("peer", key)
      return
    end
    table.sort(list)
    memory.put("peer", key, cjson.encode(list))
  end

  local function count(key, name, by)
    names[key] = names[key] or {}
    local now = (names[key][name] or 0) + by
    names[key][name] = now > 0 and now or nil
    if now == 0 or (by == 1 and now == 1) then write_peer(key) end
  end

  local function expect(trunk_id, list)
    for _, entry in ipairs(list) do
      count(entry[1], entry[2], 1)
    end
    for _, entry in ipairs(peers_of[trunk_id] or {}) do
      count(entry[1], entry[2], -1)
    end
    peers_of[trunk_id] = #list > 0 and list or nil
  end

  -- A new certificate of ours, or another CA, leaves an address good until it has been checked anew: the profile that
  -- its connections are made with verifies the chain anyway.
  local function inherit(key, before, own, address)
    if not before or before.name ~= own.name or before.server == own.server then return nil end
    local text = memory.get("proof", places.key(before, address))
    if text ~= places.FINE then return nil end
    memory.put("proof", key, text)
    return text
  end

  --- The addresses of the list that are proven, and why the first of the others is not.
  function self.proven(trunk_id, list)
    local own = identity_of(trunk_id)
    if own == nil then
      self.gone(trunk_id)
      return list
    end
    if not own then return {}, LOADING end
    local kept, keys, peers, reason = {}, {}, {}, nil
    for _, address in ipairs(list) do
      local key = places.key(own, address)
      keys[key] = true
      local text = memory.get("proof", key) or inherit(key, seen[trunk_id], own, address)
      if text == places.FINE then
        kept[#kept + 1] = address
        peers[#peers + 1] = { peer_key(own, address), own.name }
      else
        local why = (cjson.decode(text or "") or {}).reason or "is being verified"
        reason = reason or ("%s:%d %s"):format(address.ip, address.port, why)
      end
    end
    want(trunk_id, keys)
    expect(trunk_id, peers)
    seen[trunk_id] = own
    return kept, reason
  end

  function self.gone(trunk_id)
    want(trunk_id, {})
    expect(trunk_id, {})
    seen[trunk_id] = nil
  end

  --- The trunks that a place matters to.
  function self.trunks(key)
    local list = {}
    for trunk_id in pairs(users[key] or {}) do
      list[#list + 1] = trunk_id
    end
    return list
  end

  --- Drops entries of earlier rows that nobody uses; for once after every row has been seen.
  function self.sweep()
    local stale = {}
    memory.each_key("place", function(key)
      if not users[key] then stale[#stale + 1] = { "place", key } end
    end)
    memory.each_key("peer", function(key)
      if not names[key] then stale[#stale + 1] = { "peer", key } end
    end)
    for _, entry in ipairs(stale) do
      memory.remove(entry[1], entry[2])
    end
    changed = changed or #stale > 0
  end

  --- Whether what has to be checked changed since the last time this was asked.
  function self.take_changed()
    local was = changed
    changed = false
    return was
  end

  return self
end

return places
