-- Takes: what egress.sync.memory takes
-- Leaves: tables of this process in place of Kamailio's, and `log`, what was done to them in order
-- Refuses: tables named in `full`, as if shared memory were used up

local function new()
  local tables, memory = {}, { MANY = 3, log = {}, full = {}, lasts = {} }
  local function of(name)
    tables[name] = tables[name] or {}
    return tables[name]
  end

  function memory.get(name, key) return of(name)[key] end

  function memory.put(name, key, text)
    if memory.full[name] then return false end
    assert(type(key) == "string" and type(text) == "string")
    of(name)[key] = text
    table.insert(memory.log, ("put %s %s"):format(name, key))
    return true
  end

  function memory.remove(name, key)
    if of(name)[key] then table.insert(memory.log, ("remove %s %s"):format(name, key)) end
    of(name)[key] = nil
  end

  function memory.put_for(name, key, text, seconds)
    memory.lasts[key] = seconds
    return memory.put(name, key, text)
  end

  -- One process: whoever locks and does not unlock is found out by the next.
  local locked
  function memory.lock(name, key)
    assert(locked ~= name .. key)
    locked = name .. key
  end

  function memory.unlock(name, key)
    assert(locked == name .. key)
    locked = nil
  end

  function memory.number(name, key) return tonumber(of(name)[key]) or 0 end

  function memory.add(name, key, step)
    of(name)[key] = tostring(memory.number(name, key) + step)
    return memory.number(name, key)
  end

  function memory.each(name, take)
    for key, text in pairs(of(name)) do
      take(key, text)
    end
  end

  function memory.each_key(name, take)
    for key in pairs(of(name)) do
      take(key)
    end
  end

  --- A table as it is, for comparing.
  function memory.all(name) return of(name) end

  return memory
end

return new
