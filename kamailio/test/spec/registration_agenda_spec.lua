local agenda = require "egress.registration.agenda"

describe("the agenda", function()
  local function all(plan, now)
    local keys = {}
    for key in function() return plan.next(now) end do
      keys[#keys + 1] = key
      plan.sent()
    end
    return keys
  end

  it("gives what is due, the earliest first", function()
    local plan = agenda.new(1000)
    for _, due in ipairs({ 5, 3, 9, 1, 7, 2, 8, 4, 6 }) do
      plan.put("at " .. due, "routine", due)
    end
    assert.same({ "at 1", "at 2", "at 3", "at 4", "at 5" }, all(plan, 5))
    assert.same({ "at 6", "at 7", "at 8", "at 9" }, all(plan, 100))
    assert.same({}, all(plan, 100))
  end)

  it("gives answers to challenges before what was just saved, and both before routine", function()
    local plan = agenda.new(1000)
    plan.put("routine", "routine", 1)
    plan.put("fresh", "fresh", 2)
    plan.put("urgent", "urgent", 3)
    assert.same({ "urgent", "fresh", "routine" }, all(plan, 3))
  end)

  it("knows a key once, where it was put last", function()
    local plan = agenda.new(1000)
    plan.put("acme", "fresh", 1)
    plan.put("acme", "routine", 9)
    plan.put("kestrel", "routine", 1)
    plan.put("gone", "routine", 1)
    plan.drop("gone")
    assert.same({ "kestrel" }, all(plan, 5))
    assert.same({ "acme" }, all(plan, 9))
  end)

  it("never lets more through than the rate, however much is due", function()
    local plan = agenda.new(50)
    for at = 1, 1000 do
      plan.put("trunk " .. at, "routine", 0)
    end
    local sent, most, times = 0, 0, {}
    for tick = 0, 2500 do
      local now = tick / 100
      for _ = 1, #all(plan, now) do
        sent = sent + 1
        times[sent] = now
      end
    end
    assert.equal(1000, sent)
    for first = 1, sent do
      local last = first
      while last < sent and times[last + 1] < times[first] + 1 do
        last = last + 1
      end
      most = math.max(most, last - first + 1)
    end
    assert.is_true(most <= 1.2 * 50, ("%d in a second"):format(most))
    assert.is_true(times[sent] < 21)
  end)

  it("takes nothing off the rate for what is not sent", function()
    local plan = agenda.new(1)
    plan.put("acme", "routine", 0)
    plan.put("kestrel", "routine", 0)
    assert.equal("acme", plan.next(0))
    assert.equal("kestrel", plan.next(0))
    plan.sent()
    plan.put("acme", "routine", 0)
    assert.is_nil(plan.next(0))
    assert.equal("acme", plan.next(1))
  end)
end)
