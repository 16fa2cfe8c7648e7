-- Takes: checked TLS trunks as they come and go, word of the profiles that Kamailio has loaded
-- Leaves: htables `identity` (how a trunk's requests leave) and `profile` (what tls.cfg has to hold), ports of the pool
-- Refuses: trunks whose certificate or CA can't be used, and those for which no socket is left

local cjson = require "cjson.safe"

local identities = {}

--- The profile of trunks without a certificate and a CA of their own: [client:default].
identities.NODE = "node"

-- Seconds that a socket is kept for what is under way: longer than a call may ring.
local DRAIN = 300

--- @param memory egress.sync.memory
-- @param pool what pool.new gave
-- @param tools `open(sealed, context)`, `sha256(text)`, `examine(identity)` (true, or nil and why), `calls(trunk_id)`
--   (how many the trunk has now), `now()`
-- @param ordinary port of the socket that trunks without an identity of their own share
function identities.new(memory, pool, tools, ordinary)
  local coming, wanted, effective = {}, {}, {} -- trunk → `{server, name, port, place}`
  local holders = {} -- profile → set of trunks
  local pending = {} -- trunks whose wanted identity is not effective yet
  local leaving = {} -- trunk that is gone → `{server, since}`: for its running calls
  local changed, freed = false, false
  local self = {}

  local function hold(server, trunk_id)
    holders[server] = holders[server] or {}
    holders[server][trunk_id] = true
  end

  local function release(server, trunk_id, after)
    if not holders[server] then return end
    holders[server][trunk_id] = nil
    if next(holders[server]) then return end
    holders[server] = nil
    if server ~= identities.NODE then pool.leave(server, tools.now() + after) end
  end

  local function part(sealed, trunk_id, field)
    return sealed and { sealed = sealed, context = ("trunk/%s/%s"):format(trunk_id, field) }
  end

  -- Profiles go by their content, so that trunks with the same certificate share one, and a restart finds the same.
  local function own_profile(certificate, ca)
    local pem = {
      certificate = certificate and tools.open(certificate.sealed, certificate.context),
      ca = ca and tools.open(ca.sealed, ca.context),
    }
    return "i" .. tools.sha256((pem.certificate or "") .. "\n\n" .. (pem.ca or "")):sub(1, 32), pem
  end

  local function own_identity(trunk, name)
    local certificate = part(trunk.auth.certificate, trunk.trunkId, "auth.certificate")
    local ca = part(trunk.tlsCa, trunk.trunkId, "tlsCa")
    local server, pem = own_profile(certificate, ca)
    if not pool.port_of(server) then
      local fine, reason = tools.examine(pem)
      if not fine then return nil, reason end
    end
    local port = pool.take(server)
    if not port then return nil, ("all %d client certificate sockets are taken"):format(pool.size()) end
    local known = memory.get("profile", server)
    local text = cjson.encode({ port = port, certificate = certificate, ca = ca })
    -- The same content may be sealed with a newer key now.
    if known ~= text then memory.put("profile", server, text) end
    changed = changed or not known
    return { server = server, name = name, port = port }
  end

  --- Before the row of a trunk is put.
  -- @return nil, or why the row can't be used
  function self.admit(trunk)
    local id = trunk.trunkId
    coming[id] = nil
    if not trunk.enabled or trunk.transport ~= "tls" then return nil end
    local to = trunk.outboundProxy or trunk
    local place = ("%s:%s"):format(to.host, to.port or "")
    if not trunk.auth.certificate and not trunk.tlsCa then
      coming[id] = { server = identities.NODE, name = to.host, port = ordinary, place = place }
      return nil
    end
    local own, reason = own_identity(trunk, to.host)
    if not own then return reason end
    own.place = place
    coming[id] = own
    hold(own.server, id)
    return nil
  end

  local function publish(trunk_id, identity)
    local text = ('{"server":"%s","port":%d,"name":"%s"}'):format(identity.server, identity.port, identity.name)
    if memory.get("identity", trunk_id) ~= text then memory.put("identity", trunk_id, text) end
  end

  local function is_loaded(server) return server == identities.NODE or memory.get("loaded", server) == "1" end

  -- Makes the wanted identity the effective one as soon as it can be; until then the one before it holds, unless the
  -- trunk is elsewhere now. Whether anything changed.
  local function settle(trunk_id)
    local identity, before = wanted[trunk_id], effective[trunk_id]
    if is_loaded(identity.server) then
      pending[trunk_id] = nil
      effective[trunk_id] = identity
      publish(trunk_id, identity)
      if before and before.server ~= identity.server then release(before.server, trunk_id, DRAIN) end
      return true
    end
    pending[trunk_id] = true
    if before and before.place ~= identity.place then
      effective[trunk_id] = nil
      if before.server ~= identity.server then release(before.server, trunk_id, DRAIN) end
      return true
    end
    return false
  end

  --- After the row of a trunk has been put.
  function self.after(trunk)
    local id, before = trunk.trunkId, wanted[trunk.trunkId]
    local identity = coming[id]
    if not identity then return self.gone(id) end
    coming[id] = nil
    wanted[id] = identity
    hold(identity.server, id)
    if leaving[id] and leaving[id].server ~= identity.server then release(leaving[id].server, id, DRAIN) end
    leaving[id] = nil
    local now = effective[id]
    if before and before.server ~= identity.server and not (now and now.server == before.server) then
      release(before.server, id, 0)
    end
    settle(id)
  end

  --- When there is no such trunk any more, it is disabled, or it has left TLS. Its running calls keep what it was.
  function self.gone(trunk_id)
    local identity, other = effective[trunk_id] or wanted[trunk_id], wanted[trunk_id]
    if not identity then return end
    leaving[trunk_id] = { server = identity.server, since = tools.now() }
    if other and other.server ~= identity.server then release(other.server, trunk_id, 0) end
    wanted[trunk_id], effective[trunk_id], pending[trunk_id] = nil, nil, nil
  end

  --- When an admitted row was not put after all.
  function self.dismiss(trunk_id)
    local identity = coming[trunk_id]
    coming[trunk_id] = nil
    local kept = { wanted[trunk_id] or {}, effective[trunk_id] or {} }
    if identity and identity.server ~= kept[1].server and identity.server ~= kept[2].server then
      release(identity.server, trunk_id, 0)
    end
  end

  --- `{server, name, port}`, false while there is none yet, nil for a trunk without TLS.
  function self.of(trunk_id)
    if not wanted[trunk_id] then return nil end
    return effective[trunk_id] or false
  end

  --- When Kamailio has loaded profiles.
  -- @return the trunks whose identity changed
  function self.loaded()
    local list = {}
    for trunk_id in pairs(pending) do
      list[#list + 1] = trunk_id
    end
    local switched = {}
    for _, trunk_id in ipairs(list) do
      if settle(trunk_id) then switched[#switched + 1] = trunk_id end
    end
    return switched
  end

  --- Takes up the ports that shared memory already says something of: before the rows are seen again.
  function self.adopt()
    local stale = {}
    memory.each("profile", function(server, text)
      local profile = cjson.decode(text) or {}
      if not pool.keep(server, profile.port or 0) then stale[#stale + 1] = server end
    end)
    for _, server in ipairs(stale) do
      memory.remove("profile", server)
    end
  end

  --- After every row has been seen: what nobody wants any more stays for a while.
  function self.sweep()
    memory.each("identity", function(trunk_id, text)
      local server = (cjson.decode(text) or {}).server
      if wanted[trunk_id] or leaving[trunk_id] or not server then return end
      leaving[trunk_id] = { server = server, since = tools.now() }
      hold(server, trunk_id)
    end)
    memory.each_key("profile", function(server)
      if not holders[server] then pool.leave(server, tools.now() + DRAIN) end
    end)
  end

  local function let_go(now)
    for trunk_id, one in pairs(leaving) do
      if now - one.since >= DRAIN and tools.calls(trunk_id) == 0 then
        leaving[trunk_id] = nil
        memory.remove("identity", trunk_id)
        release(one.server, trunk_id, 0)
      end
    end
  end

  --- Once a second: ends what nobody uses any more.
  -- @param connections `list()` gives `{{id, port}, …}` of this node's TLS connections, `close(id)`
  function self.tick(connections)
    local now = tools.now()
    let_go(now)
    for _, slot in ipairs(pool.overdue(now)) do
      memory.remove("profile", slot.id)
      changed = true
    end
    local closing = pool.closing()
    if #closing == 0 then return end
    local open = {}
    for _, connection in ipairs(connections.list()) do
      open[connection.port] = open[connection.port] or {}
      table.insert(open[connection.port], connection.id)
    end
    for _, port in ipairs(closing) do
      for _, id in ipairs(open[port] or {}) do
        connections.close(id)
      end
      if not open[port] then
        pool.closed(port, now)
        freed = true
      end
    end
  end

  --- Whether what tls.cfg has to hold changed since the last time this was asked.
  function self.take_changed()
    local was = changed
    changed = false
    return was
  end

  --- Whether a socket has become free since the last time this was asked.
  function self.take_freed()
    local was = freed
    freed = false
    return was
  end

  return self
end

return identities
