local new_memory = require "support.memory"
local new_redis = require "support.redis"
local owners = require "egress.sync.owners"

local function capped(id) return { trunkId = id, enabled = true, maxCalls = 5, auth = { method = "ip_only" } } end

local function registering(id) return { trunkId = id, enabled = true, auth = { method = "registration" } } end

describe("a node that leaves", function()
  local redis, now

  local function new_node(name)
    local node = { memory = new_memory(), leaves = false }
    node.owners = owners.new(node.memory, name, function() end, function() return '{"acme":2}' end)
    function node.turn()
      redis.sign(name, nil, node.leaves)
      if node.leaves then node.owners.leave(now) end
      for _ = 1, 4 do
        local request = node.owners.request(now)
        assert.is_true(node.owners.answered(redis.run(request.text), request, now))
        if node.owners.is_settled() then return end
      end
      error("does not settle")
    end
    function node.owner(trunk) return node.memory.get("owner", trunk) end
    return node
  end

  local one, two

  local function both_have(trunk)
    one.owners.after(trunk)
    one.turn()
    two.owners.after(trunk)
    two.turn()
  end

  before_each(function()
    redis, now = new_redis(), 100
    one, two = new_node("proxy-1"), new_node("proxy-2")
    one.turn()
    two.turn()
  end)

  local function announce(node)
    node.leaves = true
    node.turn()
    now = now + owners.ANNOUNCED + 0.01
  end

  it("is heard of before it gives anything up", function()
    both_have(capped("acme"))
    two.leaves = true
    two.turn()
    one.turn()
    assert.is_true(one.owners.is_hurried())
    assert.is_true(two.owners.is_hurried())
    assert.equal("proxy-2", two.owner("acme"))
    assert.is_false(two.owners.has_left())
  end)

  it("lets no call in for a moment, then gives up its trunks and says how many calls it has on them", function()
    both_have(capped("acme"))
    announce(two)
    two.turn()
    assert.is_nil(two.owner("acme"))
    assert.equal("proxy-2", redis.owner("acme"))
    assert.is_false(two.owners.has_left())
    now = now + owners.SETTLES + 0.01
    two.turn()
    assert.equal("proxy-1", redis.owner("acme"))
    assert.equal("proxy-1", two.owner("acme"))
    assert.equal('{"acme":2}', redis.calls("proxy-2"))
    assert.is_true(two.owners.has_left())
    one.turn()
    assert.equal("proxy-1", one.owner("acme"))
    assert.same({ acme = "2" }, one.memory.all("elsewhere"))
  end)

  it("keeps a trunk that registers until the next node has registered it", function()
    both_have(registering("acme"))
    announce(two)
    one.turn()
    assert.same({ acme = "1" }, one.memory.all("heir"))
    redis.register("acme", '{"node":"proxy-2","state":"registered"}')
    two.turn()
    two.turn()
    assert.equal("proxy-2", two.owner("acme"))
    redis.register("acme", '{"node":"proxy-1","state":"registered"}')
    two.turn()
    two.turn()
    assert.is_nil(two.owner("acme"))
    now = now + owners.SETTLES + 0.01
    two.turn()
    assert.equal("proxy-1", redis.owner("acme"))
  end)

  it("waits for that no longer than it has to", function()
    both_have(registering("acme"))
    announce(two)
    now = now + owners.REGISTERED_IN + 0.01
    two.turn()
    now = now + owners.SETTLES + 0.01
    two.turn()
    assert.equal("proxy-1", redis.owner("acme"))
  end)

  it("keeps what it has where nobody else is", function()
    both_have(capped("acme"))
    redis.die("proxy-1")
    two.leaves = true
    two.turn()
    assert.is_true(two.owners.has_left())
    now = now + owners.ANNOUNCED + 0.01
    two.turn()
    assert.equal("proxy-2", two.owner("acme"))
    assert.equal("proxy-2", redis.owner("acme"))
  end)

  it("gets no new trunk", function()
    announce(two)
    one.owners.after(capped("acme"))
    one.turn()
    assert.equal("proxy-1", redis.owner("acme"))
  end)

  it("is waited for in nobody's name once it is back", function()
    both_have(registering("acme"))
    announce(two)
    one.turn()
    assert.same({ acme = "1" }, one.memory.all("heir"))
    two = new_node("proxy-2")
    two.owners.after(registering("acme"))
    two.turn()
    one.turn()
    assert.same({}, one.memory.all("heir"))
    assert.is_false(one.owners.is_hurried())
  end)
end)
