local cjson = require "cjson"
local history = require "egress.sync.history"

describe("a trunk's history", function()
  local START = 1763900100 -- the beginning of a slot
  local slots, waiting, calls_now, mine, redis, is_away

  local function slot_of(members)
    local slot = {
      node = "proxy-1",
      seconds = 300,
      peak = 0,
      limit = 0,
      owned = 0,
      passedOverAtCap = 0,
      answered = 0,
      busy = 0,
      no_answer = 0,
      rejected = 0,
      carrier_refused = 0,
      unreachable = 0,
      cancelled = 0,
      ringDelays = "",
    }
    for name, value in pairs(members) do
      slot[name] = value
    end
    return slot
  end

  -- Redis as the scripts see it: what was written, in order.
  local function run(script, argument)
    if is_away then return false end
    local said = cjson.decode(argument)
    if script == history.SWEEP then
      redis.swept = said.trunks
      return true
    end
    for _, entry in ipairs(said.entries) do
      local slot = cjson.decode(entry[2])
      if entry[3] then
        table.insert(redis.ended, slot)
        redis.open[entry[1]] = nil
      else
        redis.open[entry[1]] = slot
        redis.writes = redis.writes + 1
      end
    end
    return true
  end

  local function count(now)
    slots.count(now, function(take)
      for _, one in ipairs(waiting) do
        take[one[1]](unpack(one, 2))
      end
      waiting = {}
    end, function(take)
      for trunk_id, calls in pairs(calls_now) do
        take(trunk_id, calls)
      end
    end)
  end

  local function flush(now)
    return slots.flush(now, run, function() return { "acme" } end)
  end

  local function at(now, ...)
    waiting = { ... }
    count(now)
    return flush(now)
  end

  before_each(function()
    waiting, calls_now, mine, is_away = {}, {}, {}, false
    redis = { ended = {}, open = {}, writes = 0 }
    slots = history.new("proxy-1", 300, function(trunk_id) return mine[trunk_id] == true end)
    at(START)
  end)

  it("is nothing while nothing happens", function()
    at(START + 301)
    at(START + 902)
    assert.same({ ended = {}, open = {}, writes = 0, swept = { "acme" } }, redis)
  end)

  it("is told while it goes on, and ends with its slot", function()
    at(START + 10, { "peak", "acme", 2 }, { "ended", "acme", "answered", 1 }, { "rang", "acme", "40", 1 })
    assert.same(
      slot_of { at = START * 1000, since = (START + 10) * 1000, peak = 2, answered = 1, ringDelays = "40:1" },
      redis.open.acme
    )
    at(
      START + 299,
      { "peak", "acme", 1 },
      { "ended", "acme", "answered", 2 },
      { "ended", "acme", "busy", 1 },
      { "passed_over", "acme", 3 },
      { "rang", "acme", "40", 1 },
      { "rang", "acme", "12", 1 }
    )
    at(START + 300)
    assert.is_nil(redis.open.acme)
    assert.equal(1, #redis.ended)
    assert.same(
      slot_of {
        at = START * 1000,
        since = (START + 10) * 1000,
        peak = 2,
        passedOverAtCap = 3,
        answered = 3,
        busy = 1,
        ringDelays = "12:1 40:2",
      },
      redis.ended[1]
    )
  end)

  it("stands as the contract has it", function()
    mine.acme = true
    slots.after { trunkId = "acme", enabled = true, maxCalls = 10 }
    local written
    waiting = { { "peak", "acme", 3 }, { "ended", "acme", "busy", 1 } }
    count(START + 7.5)
    slots.flush(START + 7.5, function(_, argument)
      written = cjson.decode(argument).entries[1][2]
      return true
    end, function() return {} end)
    assert.equal(
      '{"node":"proxy-1","at":1763900100000,"seconds":300,"since":1763900107500,"peak":3,"limit":10,'
        .. '"owned":1,"passedOverAtCap":0,"answered":0,"busy":1,"no_answer":0,"rejected":0,"carrier_refused":0,'
        .. '"unreachable":0,"cancelled":0,"ringDelays":""}',
      written
    )
  end)

  it("goes on in the next slot while calls do, though none begins", function()
    calls_now.acme = 4
    at(START + 20, { "peak", "acme", 5 })
    at(START + 310)
    assert.equal(5, redis.ended[1].peak)
    assert.equal(4, redis.open.acme.peak)
    assert.equal(0, redis.open.acme.answered)
    at(START + 600)
    assert.equal(4, redis.ended[2].peak)
    assert.equal((START + 300) * 1000, redis.ended[2].at)
  end)

  it("knows the calls that go on from before the node's start", function()
    slots = history.new("proxy-1", 300, function() return false end)
    calls_now.acme = 7
    at(START + 100)
    assert.equal(7, redis.open.acme.peak)
  end)

  it("is written when it has changed, every five seconds at most", function()
    at(START + 10, { "peak", "acme", 1 })
    for second = 11, 20 do
      at(START + second, { "ended", "acme", "busy", 1 })
    end
    assert.equal(3, redis.writes)
    at(START + 60)
    local writes = redis.writes
    at(START + 120)
    assert.equal(writes, redis.writes)
  end)

  it("waits while Redis is away, and loses the oldest of too much", function()
    is_away = true
    local most = history.MOST
    history.MOST = 3
    for slot = 0, 4 do
      at(START + slot * 300)
      assert.is_false(at(START + slot * 300 + 1, { "ended", "acme", "busy", 1 }))
    end
    at(START + 5 * 300)
    history.MOST = most
    is_away = false
    assert.is_true(at(START + 5 * 300 + 1))
    assert.same(
      { 600, 900, 1200 },
      { redis.ended[1].at / 1000 - START, redis.ended[2].at / 1000 - START, redis.ended[3].at / 1000 - START }
    )
  end)

  it("puts what a killed node left where it belongs before it writes anything", function()
    local told = {}
    slots = history.new("proxy-1", 300, function() return false end)
    count(START + 1)
    waiting = { { "peak", "acme", 1 } }
    count(START + 2)
    assert.is_false(slots.flush(START + 2, function() return false end, function() return {} end))
    assert.is_true(slots.flush(START + 2, function(script)
      table.insert(told, script)
      return true
    end, function() return {} end))
    assert.same({ history.SWEEP, history.WRITE }, told)
  end)

  it("of a trunk that is gone ends, and is not that of the next one with its name", function()
    slots.after { trunkId = "acme", enabled = true, maxCalls = 10 }
    at(START + 10, { "peak", "acme", 2 })
    slots.gone("acme")
    at(START + 20, { "peak", "acme", 1 })
    assert.equal(2, redis.ended[1].peak)
    assert.equal(1, redis.open.acme.peak)
    assert.equal(0, redis.open.acme.limit)
    assert.is_true(redis.open.acme.since > redis.ended[1].since)
  end)

  it("keeps the limit of a trunk that was disabled meanwhile", function()
    slots.after { trunkId = "acme", enabled = true, maxCalls = 10 }
    slots.after { trunkId = "acme", enabled = false }
    at(START + 10, { "peak", "acme", 2 })
    assert.equal(10, redis.open.acme.limit)
  end)

  it("of ten thousand trunks reaches Redis in turns that are not long", function()
    local many = {}
    for trunk = 1, 10000 do
      many[trunk] = { "peak", "trunk-" .. trunk, 1 }
    end
    at(START + 10, unpack(many, 1, 5000))
    at(START + 11, unpack(many, 5001, 10000))
    local turns = 0
    repeat
      turns = turns + 1
      flush(START + 299)
    until redis.writes >= 10000
    assert.is_true(turns <= 6, turns)
  end)
end)
