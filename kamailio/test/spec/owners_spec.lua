local cjson = require "cjson"
local new_memory = require "support.memory"
local owners = require "egress.sync.owners"

local NODES, OWNERS, VERSION = "egress:1:nodes", "egress:1:owners", "egress:1:owners-version"

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
        { redis = redis, cjson = cjson, KEYS = { NODES, OWNERS, VERSION }, ARGV = { text } },
        { __index = _G }
      )
    )
    return script()
  end

  return {
    run = run,
    owner = function(trunk) return of(OWNERS)[trunk] end,
    join = function(name) of(NODES)[name] = true end,
    sign = function(name, hop)
      store["egress:1:node:" .. name] = ('{"node":"%s","hop":"%s"}'):format(name, hop or "192.0.2.1:5060")
    end,
    die = function(name) store["egress:1:node:" .. name] = nil end,
    tell_calls = function(name, text) store["egress:1:calls:" .. name] = text end,
    flush = function() store = {} end,
  }
end

local function capped(id) return { trunkId = id, enabled = true, maxCalls = 5, auth = { method = "ip_only" } } end

describe("a trunk that needs an owner", function()
  local redis, now

  local function new_node(name)
    local node = { memory = new_memory(), asked = 0, changes = 0 }
    node.owners = owners.new(node.memory, name, function() node.changes = node.changes + 1 end)
    function node.turn()
      redis.sign(name)
      for _ = 1, 4 do
        local request = node.owners.request()
        node.asked = node.asked + #cjson.decode(request.text).trunks / 2
        assert.is_true(node.owners.answered(redis.run(request.text), request, now))
        if node.owners.is_settled() then return end
      end
      error("does not settle")
    end
    function node.owner(trunk) return node.memory.get("owner", trunk) end
    return node
  end

  before_each(function()
    redis, now = new_redis(), 100
  end)

  it("registers or has a cap, and is enabled", function()
    assert.is_true(owners.needs(capped("acme")))
    assert.is_true(owners.needs({ enabled = true, auth = { method = "registration" } }))
    assert.is_false(owners.needs({ enabled = true, auth = { method = "digest" } }))
    assert.is_false(owners.needs({ enabled = false }))
  end)

  it("goes to the living node with the highest hash, and every node knows", function()
    local one, two = new_node("proxy-1"), new_node("proxy-2")
    one.turn()
    two.turn()
    one.owners.after(capped("acme"))
    one.turn()
    two.owners.after(capped("acme"))
    two.turn()
    assert.equal("proxy-2", redis.owner("acme"))
    assert.equal("proxy-2", one.owner("acme"))
    assert.equal("proxy-2", two.owner("acme"))
    assert.equal("192.0.2.1:5060", one.memory.get("hop", "proxy-2"))
  end)

  it("is not looked for where no address is", function()
    local one = new_node("proxy-1")
    redis.sign("proxy-2", "a.example:5060>;x")
    redis.join("proxy-2")
    one.turn()
    assert.is_nil(one.memory.get("hop", "proxy-2"))
    redis.sign("proxy-2", "[2001:db8::1]:5060")
    one.turn()
    assert.equal("[2001:db8::1]:5060", one.memory.get("hop", "proxy-2"))
  end)

  it("is not ready before it has one", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("kestrel"))
    one.owners.after(capped("acme"))
    assert.same({ { trunkId = "acme", reason = owners.UNKNOWN } }, one.owners.not_ready(1))
    one.turn()
    assert.same({}, one.owners.not_ready(100))
  end)

  it("stays with an owner that lives", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("acme"))
    one.turn()
    local two = new_node("proxy-2")
    two.owners.after(capped("acme"))
    two.turn()
    one.turn()
    assert.equal("proxy-1", two.owner("acme"))
    assert.equal("proxy-1", one.owner("acme"))
  end)

  it("moves when its owner has been dead for a while", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("acme"))
    one.turn()
    local two = new_node("proxy-2")
    two.owners.after(capped("acme"))
    two.turn()
    redis.die("proxy-1")
    two.turn()
    assert.equal("proxy-1", two.owner("acme"))
    assert.is_nil(two.memory.get("hop", "proxy-1"))
    now = now + owners.PATIENCE
    two.turn()
    assert.equal("proxy-2", two.owner("acme"))
  end)

  it("does not move when its owner was only away for a moment", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("acme"))
    one.turn()
    local two = new_node("proxy-2")
    two.owners.after(capped("acme"))
    two.turn()
    redis.die("proxy-1")
    two.turn()
    one.turn()
    now = now + owners.PATIENCE
    two.turn()
    redis.die("proxy-1")
    two.turn()
    assert.equal("proxy-1", two.owner("acme"))
  end)

  it("does not move when Redis loses everything", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("acme"))
    one.turn()
    local two = new_node("proxy-2")
    two.owners.after(capped("acme"))
    two.turn()
    redis.flush()
    two.turn()
    assert.equal("proxy-1", redis.owner("acme"))
    now = now + 1
    one.turn()
    now = now + owners.PATIENCE
    two.turn()
    one.turn()
    assert.equal("proxy-1", redis.owner("acme"))
    assert.equal("proxy-1", one.owner("acme"))
    assert.equal("proxy-1", two.owner("acme"))
  end)

  it("is asked for once, and again only when somebody else has assigned one", function()
    local one, two = new_node("proxy-1"), new_node("proxy-2")
    one.owners.after(capped("acme"))
    one.turn()
    local asked = one.asked
    one.turn()
    one.turn()
    assert.equal(asked, one.asked)
    two.owners.after(capped("acme"))
    two.owners.after(capped("kestrel"))
    two.turn()
    one.turn()
    assert.equal(asked + 1, one.asked)
  end)

  it("is let go by its owner when it needs none and its last call has ended", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("acme"))
    one.turn()
    one.memory.put("cap", "acme", "1")
    one.owners.gone("acme")
    one.turn()
    assert.is_nil(one.owner("acme"))
    assert.equal("proxy-1", redis.owner("acme"))
    one.memory.remove("cap", "acme")
    one.turn()
    assert.is_nil(redis.owner("acme"))
  end)

  it("is let go although its owner was started anew meanwhile", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("acme"))
    one.turn()
    one = new_node("proxy-1")
    one.turn()
    one.turn()
    assert.is_nil(redis.owner("acme"))
  end)

  it("keeps the owner of the disk copy until Redis says another", function()
    local one = new_node("proxy-1")
    one.memory.put("owner", "acme", "proxy-2")
    one.owners.after(capped("acme"))
    assert.equal("proxy-2", one.owner("acme"))
    one.turn()
    assert.equal("proxy-2", one.owner("acme"))
    now = now + owners.PATIENCE
    one.turn()
    assert.equal("proxy-1", one.owner("acme"))
  end)

  it("counts the calls that others still have on it, as long as they have them", function()
    local one, two = new_node("proxy-1"), new_node("proxy-2")
    one.owners.after(capped("acme"))
    one.turn()
    two.turn()
    redis.tell_calls("proxy-1", '{"acme":7}')
    redis.tell_calls("proxy-2", '{"acme":2,"free":5}')
    one.turn()
    assert.same({ acme = "2" }, one.memory.all("elsewhere"))
    two.turn()
    assert.same({}, two.memory.all("elsewhere"))
    redis.tell_calls("proxy-2", "nonsense")
    one.turn()
    assert.same({}, one.memory.all("elsewhere"))
  end)

  it("changes nothing when the answer is none", function()
    local one = new_node("proxy-1")
    one.owners.after(capped("acme"))
    assert.is_false(one.owners.answered("", one.owners.request(), now))
    assert.is_false(one.owners.answered("ERR", one.owners.request(), now))
    assert.is_false(one.owners.is_settled())
  end)
end)
