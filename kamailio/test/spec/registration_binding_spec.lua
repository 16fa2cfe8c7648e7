local aim_of = require "egress.registration.aim"
local binding = require "egress.registration.binding"

describe("a binding", function()
  local POLICY = { expires = 600, first = 2, longest = 120 }
  local FIRST, SECOND = { ip = "192.0.2.1", port = 5060 }, { ip = "192.0.2.2", port = 5060 }
  local CHALLENGE = 'Digest realm="carrier.example", nonce="%s", algorithm=MD5%s'
  local record, now, addresses

  local function trunk(members)
    local row = {
      trunkId = "acme",
      revision = 7,
      host = "sip.acme.example",
      transport = "udp",
      auth = { method = "registration", user = "bot", password = "s1.x", identity = "bot" },
    }
    for name, value in pairs(members or {}) do
      row[name] = value
    end
    return row
  end

  local function aim(row) return aim_of.of(row, "sip:bot@198.51.100.1:5060") end

  local function change(row) return binding.change(record, row, "changed", aim(row), now) end

  local function known()
    return { now = now, random = function() return 1 end, policy = POLICY, addresses = addresses }
  end

  local function request() return binding.request(record, addresses, POLICY, now) end

  local function hear(code, more)
    local said =
      { cseq = record.pending, code = code, reason = "Said", contacts = {}, routes = {}, challenges = {} }
    for name, value in pairs(more or {}) do
      said[name] = value
    end
    return binding.answered(record, said, known())
  end

  local function challenge(nonce, more) return { challenges = { CHALLENGE:format(nonce, more or "") } } end

  local function ask_and_hear(code, more)
    request()
    hear(code, more)
  end

  before_each(function()
    now, addresses = 1000, { FIRST }
    record = binding.new(trunk(), "row", aim(trunk()), "call-id", now)
  end)

  it("is asked for at once, and refreshed before it ends", function()
    assert.equal(now, binding.due(record))
    assert.same({ cseq = 1, address = FIRST, expires = 600, challenges = {} }, request())
    now = 1010
    hear(200, { expires = "100" })
    assert.equal("registered", record.state)
    assert.is_true(binding.holds(record, 1109))
    assert.is_false(binding.holds(record, 1110))
    assert.equal(1010 + 85, binding.due(record))
    assert.equal(0, record.tries)
    now = 1095
    assert.equal(2, request().cseq)
  end)

  it("answers a challenge at once and at the same address", function()
    addresses = { FIRST, SECOND }
    ask_and_hear(401, challenge("n1"))
    assert.equal(now, binding.due(record))
    local again = request()
    assert.same(FIRST, again.address)
    assert.equal(2, again.cseq)
    assert.equal("n1", again.challenges["401"].picked.nonce)
    assert.equal(1, record.tries)
    hear(200)
    assert.equal("registered", record.state)
  end)

  it("answers a second challenge when the nonce alone was too old, and no third one", function()
    ask_and_hear(401, challenge("n1"))
    ask_and_hear(401, challenge("n2", ", stale=true"))
    assert.equal("n2", request().challenges["401"].picked.nonce)
    hear(401, challenge("n3", ", stale=true"))
    assert.equal("failing", record.state)
    assert.equal(401, record.code)
  end)

  it("answers a proxy on the way and the registrar in one REGISTER", function()
    ask_and_hear(407, challenge("of the proxy"))
    ask_and_hear(401, challenge("of the registrar"))
    local challenges = request().challenges
    assert.equal("of the proxy", challenges["407"].picked.nonce)
    assert.equal("of the registrar", challenges["401"].picked.nonce)
    hear(200)
    assert.equal("registered", record.state)
  end)

  it("is rejected at the third refusal, and asked for again when the trunk changes", function()
    for _, code in ipairs({ 403, 404 }) do
      ask_and_hear(code)
      assert.equal("failing", record.state)
      now = binding.due(record)
    end
    ask_and_hear(401, challenge("n1"))
    ask_and_hear(401, challenge("n2"))
    assert.equal("rejected", record.state)
    assert.is_nil(binding.due(record))
    now = 2000
    assert.is_true(change(trunk { revision = 8 }))
    assert.equal(now, binding.due(record))
    assert.equal("registering", record.state)
    ask_and_hear(403)
    assert.equal("failing", record.state)
  end)

  it("does not answer a challenge of another realm than the trunk's", function()
    local other = trunk()
    other.auth.realm = "other.example"
    record = binding.new(other, "row", aim(other), "call-id", now)
    ask_and_hear(401, challenge("n1"))
    assert.equal("failing", record.state)
    assert.is_true(binding.due(record) > now)
  end)

  it("waits longer each time that there is no answer, for ever and with an end to the waiting", function()
    local pauses = {}
    for at = 1, 8 do
      ask_and_hear(at % 2 == 0 and 408 or 503)
      pauses[at] = binding.due(record) - now
      now = binding.due(record)
    end
    assert.same({ 2, 4, 8, 16, 32, 64, 120, 120 }, pauses)
    ask_and_hear(200)
    ask_and_hear(408)
    assert.equal(2, binding.due(record) - now)
  end)

  it("waits for as long as Retry-After says, within the longest pause", function()
    ask_and_hear(503, { retryAfter = "60" })
    assert.equal(60, binding.due(record) - now)
    ask_and_hear(503, { retryAfter = "86400" })
    assert.equal(120, binding.due(record) - now)
  end)

  it("goes on to the next address without a pause, and stays at the one that was good", function()
    addresses = { FIRST, SECOND }
    ask_and_hear(408)
    assert.equal(now, binding.due(record))
    assert.same(SECOND, request().address)
    hear(200)
    now = binding.due(record)
    assert.same(SECOND, request().address)
    hear(500)
    assert.same(FIRST, request().address)
    hear(302)
    assert.equal(2, binding.due(record) - now)
  end)

  it("does not leave the trunk's addresses, and asks again when there are some", function()
    addresses = {}
    assert.is_nil(request())
    assert.equal(now + 0.25, binding.due(record))
    assert.equal(0, record.tries)
    addresses = { SECOND }
    assert.same(SECOND, request().address)
  end)

  it("asks for longer once when that is what the registrar wants, and goes on so", function()
    ask_and_hear(423, { minExpires = "1800" })
    assert.equal(now, binding.due(record))
    assert.equal(1800, request().expires)
    hear(200)
    assert.is_true(binding.holds(record, now + 1799))
    now = binding.due(record)
    assert.equal(1800, request().expires)
    hear(423, { minExpires = "3600" })
    assert.equal("failing", record.state)
  end)

  it("that a 200 grants no time is failing", function()
    ask_and_hear(200, { contacts = { "<sip:bot@198.51.100.1>;expires=0" } })
    assert.equal("failing", record.state)
  end)

  it("goes on to hold while a refresh fails, until it is refused or ends", function()
    ask_and_hear(200)
    now = binding.due(record)
    ask_and_hear(503)
    assert.equal("failing", record.state)
    assert.is_true(binding.holds(record, now))
    for _ = 1, 3 do
      ask_and_hear(403)
    end
    assert.is_false(binding.holds(record, now))
  end)

  it("passes over answers that come too late", function()
    request()
    assert.is_false(hear(200, { cseq = 0 }))
    assert.equal("registering", record.state)
    assert.is_false(binding.is_lost(record, now + 39))
    assert.is_true(binding.is_lost(record, now + 40))
  end)

  it("is registered anew for what matters, and for nothing else", function()
    ask_and_hear(200)
    local function changed(members)
      local is_changed = change(trunk(members))
      ask_and_hear(200)
      return is_changed
    end
    assert.is_false(changed { priority = 7, codecs = { "PCMU" }, revision = 9 })
    assert.equal(9, record.revision)
    assert.is_true(
      changed { auth = { method = "registration", user = "bot", password = "s1.y", identity = "bot" } }
    )
    assert.is_true(
      changed { auth = { method = "registration", user = "you", password = "s1.y", identity = "bot" } }
    )
    assert.is_true(changed { outboundProxy = { host = "edge.acme.example" } })
    assert.is_true(changed { allowedIps = { "192.0.2.0/24" } })
    assert.is_true(changed { tlsCa = "s1.z" })
  end)

  it("holds on while only credentials change, and not when calls would go elsewhere", function()
    ask_and_hear(200)
    change(trunk { auth = { method = "registration", user = "bot", password = "s1.y", identity = "bot" } })
    assert.is_true(binding.holds(record, now))
    change(trunk { allowedIps = { "198.51.100.0/24" } })
    assert.is_false(binding.holds(record, now))
  end)

  it("is elsewhere when its address is no longer the trunk's and another one is", function()
    ask_and_hear(200)
    assert.is_false(binding.is_elsewhere(record, { SECOND, FIRST }))
    assert.is_true(binding.is_elsewhere(record, { SECOND }))
    assert.is_false(binding.is_elsewhere(record, {}))
    request()
    assert.is_false(binding.is_elsewhere(record, { SECOND }))
  end)

  it("is another one at another registrar, for another identity or contact", function()
    local function is_same(members) return binding.is_same(record, aim(trunk(members))) end
    assert.is_true(is_same { outboundProxy = { host = "edge.acme.example" } })
    assert.is_false(is_same { host = "sip.other.example" })
    assert.is_false(is_same { port = 5070 })
    assert.is_false(is_same { fromDomain = "acme.example" })
    assert.is_false(
      is_same { auth = { method = "registration", user = "bot", password = "s1.x", identity = "you" } }
    )
  end)

  it("is removed, a challenge answered, with what it was registered with", function()
    ask_and_hear(200)
    assert.is_true(binding.remove(record, now))
    addresses = { SECOND }
    local removal = request()
    assert.equal(0, removal.expires)
    assert.same(FIRST, removal.address)
    hear(401, challenge("n1"))
    assert.equal(now, binding.due(record))
    assert.equal("n1", request().challenges["401"].picked.nonce)
    hear(200)
    assert.is_true(record.gone)
  end)

  it("that nobody answers for is given up after three tries of removing it", function()
    ask_and_hear(200)
    binding.remove(record, now)
    ask_and_hear(408)
    ask_and_hear(408)
    assert.is_falsy(record.gone)
    ask_and_hear(503)
    assert.is_true(record.gone)
  end)

  it("is removed when a REGISTER may have reached the registrar, and else there is nothing to remove", function()
    assert.is_false(binding.remove(record, now))
    record = binding.new(trunk(), "row", aim(trunk()), "call-id", now)
    request()
    assert.is_true(binding.remove(record, now))
  end)

  it("of an earlier run holds on, and is asked for anew", function()
    binding.adopt(record, { ip = "192.0.2.2", port = 5060, ["until"] = 1300 })
    addresses = { FIRST, SECOND }
    assert.equal("registered", record.state)
    assert.is_true(binding.holds(record, 1299))
    assert.same(SECOND, request().address)
    assert.is_true(binding.remove(record, now))
  end)

  it("keeps a reason phrase only as far as it is plain text", function()
    ask_and_hear(403, { reason = "No\r\nway \200" .. ("!"):rep(200) })
    assert.equal("No??way ?", record.reason:sub(1, 9))
    assert.equal(128, #record.reason)
  end)
end)
