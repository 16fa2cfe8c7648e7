local loop = require "egress.prove.loop"

describe("tasks that wait for sockets", function()
  local now, ready, told, tasks

  local function select(reads, writes)
    local readable, writable = {}, {}
    for _, socket in ipairs(reads) do
      readable[socket] = ready[socket]
    end
    for _, socket in ipairs(writes) do
      writable[socket] = ready[socket]
    end
    return readable, writable
  end

  before_each(function()
    now, ready, told = 0, {}, {}
    tasks = loop.new(select, function() return now end, function(problem) told[#told + 1] = problem end)
  end)

  it("go on when their socket is ready, each by itself", function()
    local seen = {}
    for _, socket in ipairs({ "a", "b" }) do
      tasks.start(function()
        loop.wait(socket, socket == "a" and "read" or "write", 10)
        seen[#seen + 1] = socket
      end)
    end
    ready.b = true
    tasks.turn(1)
    assert.same({ "b" }, seen)
    ready.a = true
    tasks.turn(1)
    assert.same({ "b", "a" }, seen)
  end)

  it("are told when the time is over", function()
    local outcome
    tasks.start(function() outcome = loop.wait("a", "read", 5) end)
    tasks.turn(1)
    assert.is_nil(outcome)
    now = 5
    tasks.turn(1)
    assert.is_false(outcome)
  end)

  it("that fail disturb no other, and their end is heard of", function()
    local ended, went_on = 0, false
    tasks.start(function() error("broken", 0) end, function() ended = ended + 1 end)
    tasks.start(function()
      loop.wait("a", "read")
      went_on = true
    end, function() ended = ended + 1 end)
    ready.a = true
    tasks.turn(1)
    assert.same({ "broken" }, told)
    assert.is_true(went_on)
    assert.equal(2, ended)
  end)
end)
