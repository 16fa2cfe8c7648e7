-- Takes: the allowed networks of trunks as they come and go
-- Leaves: htable `network`: which networks carriers may send from, found by one look for each prefix length in use
-- Refuses: nothing

local ip = require "egress.ip"

local prefixes = {}

-- By bytes of an address: the key under which the lengths in use stand.
prefixes.LENGTHS = { [4] = "lengths4", [16] = "lengths6" }

function prefixes.key(bytes, length) return ip.text(ip.masked(bytes, length)) .. "/" .. length end

--- @param memory egress.sync.memory
function prefixes.new(memory)
  local users = {} -- key → how many trunks have it
  local of_length = { [4] = {}, [16] = {} } -- length → how many networks have it

  local self = {}

  local function tell_lengths(size)
    local list = {}
    for length in pairs(of_length[size]) do
      list[#list + 1] = length
    end
    table.sort(list)
    if #list == 0 then
      memory.remove("network", prefixes.LENGTHS[size])
    else
      memory.put("network", prefixes.LENGTHS[size], table.concat(list, ","))
    end
  end

  local function count(size, length, step)
    local now = (of_length[size][length] or 0) + step
    of_length[size][length] = now > 0 and now or nil
    if now == 0 or now == step then tell_lengths(size) end
  end

  --- @param networks as ip.network gives them
  function self.add(networks)
    for _, network in ipairs(networks) do
      local key = prefixes.key(network.bytes, network.length)
      users[key] = (users[key] or 0) + 1
      if users[key] == 1 then
        memory.put("network", key, "1")
        count(#network.bytes, network.length, 1)
      end
    end
  end

  function self.remove(networks)
    for _, network in ipairs(networks) do
      local key = prefixes.key(network.bytes, network.length)
      users[key] = users[key] - 1
      if users[key] == 0 then
        users[key] = nil
        memory.remove("network", key)
        count(#network.bytes, network.length, -1)
      end
    end
  end

  --- Drops entries of earlier rows that nobody uses.
  function self.sweep()
    local stale = {}
    memory.each_key("network", function(key)
      if not users[key] and not key:find("^lengths") then stale[#stale + 1] = key end
    end)
    for _, key in ipairs(stale) do
      memory.remove("network", key)
    end
    tell_lengths(4)
    tell_lengths(16)
  end

  return self
end

return prefixes
