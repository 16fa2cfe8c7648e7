local schedule = require "egress.sync.schedule"

local function agenda() return schedule.new({ new = 0, failing = 5, settled = 30 }, "new") end

describe("the order in which names are looked up", function()
  it("is new ones first, however long others have waited", function()
    local names = agenda()
    names.put("settled", "old", 0)
    names.put("new", "fresh", 100)
    assert.equal("fresh", names.next(100))
    assert.equal("old", names.next(100))
    assert.is_nil(names.next(100))
  end)

  it(
    "is otherwise by who has been due for longest, so that failing ones don't keep settled ones waiting",
    function()
      local names = agenda()
      names.put("settled", "b", 0)
      names.put("failing", "a", 10)
      names.put("failing", "c", 40)
      assert.is_nil(names.next(14.9))
      assert.equal("a", names.next(50))
      assert.equal("b", names.next(50))
      assert.equal("c", names.next(50))
    end
  )

  it("counts from the last time only", function()
    local names = agenda()
    names.put("failing", "a", 0)
    names.put("settled", "a", 0)
    assert.is_nil(names.next(29))
    assert.equal("a", names.next(30))
    assert.is_nil(names.next(1000))
    assert.is_true(names.has("a"))
  end)

  it("leaves out what nobody needs any more", function()
    local names = agenda()
    names.put("new", "a", 0)
    names.put("new", "b", 0)
    names.drop("a")
    assert.is_false(names.has("a"))
    assert.equal("b", names.next(0))
    assert.is_true(names.has("b"))
  end)

  it("takes up what is wanted, leaves what it has in its place, and drops the rest", function()
    local names = agenda()
    names.put("settled", "stays", 0)
    names.put("settled", "goes", 0)
    names.follow({ stays = true, comes = true }, 10)
    assert.is_false(names.has("goes"))
    assert.equal("comes", names.next(10))
    assert.is_nil(names.next(10))
    assert.equal("stays", names.next(30))
  end)
end)
