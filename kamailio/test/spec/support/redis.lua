-- Takes: what Redis' script about owners asks of Redis
-- Leaves: its answers, from tables of this process
-- Refuses: nothing

local cjson = require "cjson"
local owners = require "egress.sync.owners"

local NODES, OWNERS, VERSION, REGISTRATIONS =
  "egress:1:nodes", "egress:1:owners", "egress:1:owners-version", "egress:1:registrations"

-- Redis as far as the script needs it. A hash is chosen so that nobody has to compute it: the name itself.
local function new_redis()
  local store, ticks = {}, 0
  local call = {}
  local function of(key)
    store[key] = store[key] or {}
    return store[key]
  end
  function call.SADD(key, member) of(key)[member] = true end
  function call.SREM(key, member) of(key)[member] = nil end
  function call.SMEMBERS(key)
    local list = {}
    for member in pairs(of(key)) do
      list[#list + 1] = member
    end
    return list
  end
  function call.GET(key) return store[key] or false end
  function call.SET(key, value) store[key] = value end
  function call.HGET(key, field) return of(key)[field] or false end
  function call.HSET(key, field, value) of(key)[field] = value end
  function call.HDEL(key, field) of(key)[field] = nil end
  function call.HGETALL(key)
    local flat = {}
    for field, value in pairs(of(key)) do
      flat[#flat + 1] = field
      flat[#flat + 1] = value
    end
    return flat
  end
  function call.TIME()
    ticks = ticks + 1
    return { "1", tostring(ticks) }
  end
  local redis = { call = function(name, ...) return call[name](...) end, sha1hex = function(text) return text end }

  local function run(text)
    local script = assert(loadstring(owners.SCRIPT))
    setfenv(
      script,
      setmetatable(
        { redis = redis, cjson = cjson, KEYS = { NODES, OWNERS, VERSION, REGISTRATIONS }, ARGV = { text } },
        { __index = _G }
      )
    )
    return script()
  end

  return {
    run = run,
    owner = function(trunk) return of(OWNERS)[trunk] end,
    join = function(name) of(NODES)[name] = true end,
    sign = function(name, hop, draining)
      store["egress:1:node:" .. name] = ('{"node":"%s","hop":"%s"%s}'):format(
        name,
        hop or "192.0.2.1:5060",
        draining and ',"draining":true' or ""
      )
    end,
    register = function(trunk, text) of(REGISTRATIONS)[trunk] = text end,
    calls = function(name) return store["egress:1:calls:" .. name] end,
    die = function(name) store["egress:1:node:" .. name] = nil end,
    tell_calls = function(name, text) store["egress:1:calls:" .. name] = text end,
    flush = function() store = {} end,
  }
end

return new_redis
