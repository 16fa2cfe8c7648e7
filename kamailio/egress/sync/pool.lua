-- Takes: the ports of EGRESS_TLS_POOL, the identities that need one
-- Leaves: one port for each identity, never two identities on one
-- Refuses: (nil) a port when all are taken; a port is free again only when its connections are gone

local pool = {}

--- @param first, last ports
function pool.new(first, last)
  local held = {} -- port → {id}, `until_` once nobody uses it, `closing` once its time is over
  local port_of = {}
  local rested = {} -- port → when it became free: the one that has been free for longest is given first
  local self = {}

  function self.size() return last - first + 1 end

  function self.port_of(id) return port_of[id] end

  local function give(id, port)
    held[port], port_of[id], rested[port] = { id = id }, port, nil
    return port
  end

  --- The port of the identity, one of its own if it has none yet; nil when all are taken.
  function self.take(id)
    local port = port_of[id]
    if port then
      held[port].until_ = nil
      return port
    end
    local best
    for candidate = first, last do
      if not held[candidate] and (not best or (rested[candidate] or 0) < (rested[best] or 0)) then
        best = candidate
      end
    end
    return best and give(id, best)
  end

  --- Gives the identity this very port, if it is free: what shared memory still says of it.
  function self.keep(id, port)
    if port >= first and port <= last and not held[port] and not port_of[id] then give(id, port) end
    return port_of[id] == port
  end

  --- Nobody begins anything with this identity any more; what it began may go on until then.
  function self.leave(id, until_)
    local slot = held[port_of[id]]
    if slot then slot.until_ = math.max(slot.until_ or 0, until_) end
  end

  --- The ports whose time is over, `{{port, id}, …}`: their connections have to be closed. The identity has none now.
  function self.overdue(now)
    local list = {}
    for port, slot in pairs(held) do
      if slot.until_ and slot.until_ <= now and not slot.closing then
        slot.closing = true
        port_of[slot.id] = nil
        list[#list + 1] = { port = port, id = slot.id }
      end
    end
    return list
  end

  function self.closing()
    local list = {}
    for port, slot in pairs(held) do
      if slot.closing then list[#list + 1] = port end
    end
    return list
  end

  --- When no connection of a closing port is left.
  function self.closed(port, now)
    held[port], rested[port] = nil, now
  end

  return self
end

return pool
