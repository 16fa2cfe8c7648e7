local new_memory = require "support.memory"

describe("what workers tally of a trunk", function()
  local tally, memory

  before_each(function()
    memory = new_memory()
    package.loaded["egress.sync.memory"], package.loaded["egress.tally"] = memory, nil
    tally = require "egress.tally"
  end)

  after_each(function()
    package.loaded["egress.sync.memory"], package.loaded["egress.tally"] = nil, nil
  end)

  local function drained()
    local heard = {}
    local function note(what)
      return function(...) heard[#heard + 1] = table.concat({ what, ... }, " ") end
    end
    tally.drain { peak = note "peak", passed_over = note "passed over", rang = note "rang", ended = note "ended" }
    table.sort(heard)
    return heard
  end

  it("is handed over once", function()
    for calls = 1, 3 do
      tally.calls("acme", calls)
    end
    tally.calls("acme", 2)
    tally.passed_over("acme")
    tally.passed_over("acme")
    tally.ended("acme", "busy", 1100)
    tally.ended("acme", "busy", 1200)
    tally.ended("acme", "carrier_refused")
    tally.ended("kestrel", "answered", 80)
    assert.same({
      "ended acme busy 2",
      "ended acme carrier_refused 1",
      "ended kestrel answered 1",
      "passed over acme 2",
      "peak acme 3",
      "rang acme 40 2",
      "rang kestrel 25 1",
    }, drained())
    assert.same({}, drained())
    assert.same({}, memory.all("tally"))
  end)

  it("begins anew with the calls that there are then", function()
    tally.calls("acme", 9)
    drained()
    tally.calls("acme", 4)
    assert.same({ "peak acme 4" }, drained())
  end)

  it(
    "has delays in buckets of a fourth of a doubling",
    function()
      assert.same({ 0, 0, 4, 8, 39, 40, 43, 44 }, {
        tally.bucket(0),
        tally.bucket(1),
        tally.bucket(2),
        tally.bucket(4),
        tally.bucket(1023),
        tally.bucket(1025),
        tally.bucket(2047),
        tally.bucket(2049),
      })
    end
  )
end)
