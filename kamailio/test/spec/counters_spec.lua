local new_memory = require "support.memory"

describe("what a node counts", function()
  local counters

  before_each(function()
    package.loaded["egress.sync.memory"], package.loaded["egress.counters"] = new_memory(), nil
    counters = require "egress.counters"
  end)

  after_each(function()
    package.loaded["egress.sync.memory"], package.loaded["egress.counters"] = nil, nil
  end)

  it(
    "is nothing before the first call",
    function() assert.same({ calls = 0, attempts = {}, refusals = {} }, counters.all()) end
  )

  it("are calls, refusals by reason and attempts by what became of them", function()
    for _ = 1, 3 do
      counters.call()
    end
    counters.refused("no-trunk")
    counters.refused("no-trunk")
    counters.refused("cap-reached")
    counters.answered()
    counters.failed({ status = 486, given = true }, "carrier")
    counters.failed({ status = 503 }, "proxy")
    assert.same({
      calls = 3,
      attempts = { answered = 1, ["4xx"] = 1, not_sent = 1 },
      refusals = { ["no-trunk"] = 2, ["cap-reached"] = 1 },
    }, counters.all())
  end)

  it("has one class for each way in which an attempt can end without a call", function()
    for class, answer in pairs {
      ["3xx"] = { status = 302, given = true },
      ["4xx"] = { status = 408, given = true },
      ["5xx"] = { status = 503, given = true },
      ["6xx"] = { status = 603, given = true },
      silence = { status = 408 },
      not_sent = { status = 503 },
    } do
      assert.equal(class, counters.class(answer, "carrier"))
      assert.equal("cancelled", counters.class(answer, "agent"))
    end
  end)
end)
