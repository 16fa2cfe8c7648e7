local row = require "egress.sync.row"
local rows = require "support.rows"

local NONE = rows.NONE

local function open(sealed, context)
  if sealed == "s1." .. context then return "clear" end
  return nil, "was altered, or sealed for another place"
end

local function trunk(members) return row.trunk("acme", rows.trunk("acme", members), open) end

local DIGEST = { method = "digest", user = 'u"1', password = "s1.trunk/acme/auth.password" }

local function digest(members)
  local auth = {}
  for name, value in pairs(DIGEST) do
    auth[name] = value
  end
  for name, value in pairs(members) do
    auth[name] = value ~= NONE and value or nil
  end
  return { auth = auth }
end

describe("a trunk row", function()
  it("is taken with every member that the contract names", function()
    local full = assert(trunk({
      transport = "tls",
      host = "sip.acme.example",
      params = "tgrp=7;lr;x=%41",
      auth = DIGEST,
      callerId = { mode = "override", value = "+493012345" },
      priority = 0,
      ringTimeout = 180,
      codecs = { "opus", "AMR-WB", "G722" },
    }))
    assert.equal("sip.acme.example", full.host)
    assert.equal("opus", full.codecs[1])
  end)

  it("may lack what is optional", function()
    assert.truthy(trunk({ port = NONE, params = NONE }))
    assert.truthy(row.trunk("acme", rows.disabled("acme"), open))
  end)

  it(
    "that is disabled is so whatever else it says",
    function()
      assert.truthy(row.trunk("acme", '{"trunkId":"acme","revision":8,"enabled":false,"host":7,"later":1}', open))
    end
  )

  it("is refused with what it holds that is not known, so that nobody takes it for being in force", function()
    for _, case in ipairs({
      { { later = 3, latest = 4 }, "holds later, which this node does not know" },
      { digest({ later = "c4nary" }), "holds auth.later, which this node does not know" },
      {
        { outboundProxy = { host = "a", weight = 2 } },
        "holds outboundProxy.weight, which this node does not know",
      },
      {
        { callerId = { mode = "passthrough", name = "A" } },
        "holds callerId.name, which this node does not know",
      },
      { { ["\195\164 \\"] = 1 }, "holds a member, which this node does not know" },
      { { [("x"):rep(41)] = 1 }, "holds a member, which this node does not know" },
    }) do
      local taken, reason, revision = trunk(case[1])
      assert.is_nil(taken, case[2])
      assert.equal(case[2], reason)
      assert.equal(7, revision)
    end
    assert.equal(
      "holds later, which this node does not know",
      select(2, row.number("+493012345", '{"number":"+493012345","revision":7,"trunks":[],"later":1}'))
    )
  end)

  it("may have any kind of host", function()
    for _, host in ipairs({
      "localhost",
      "sip.acme.example",
      "a-b.c1",
      "192.0.2.1",
      "[2001:db8::1]",
      "xn--bcher-kva.example",
    }) do
      assert.truthy(trunk({ host = host }), host)
    end
  end)

  it("is refused with the reason for any member that is wrong", function()
    local override = function(value) return { callerId = { mode = "override", value = value } } end
    for _, case in ipairs({
      { { trunkId = "Acme" }, "trunkId is not a trunk ID" },
      { { trunkId = "other" }, "trunkId is not the key that the row stands under" },
      { { revision = NONE }, "revision is not a whole number" },
      { { revision = 1.5 }, "revision is not a whole number" },
      { { revision = -1 }, "revision is not a whole number" },
      { { revision = "7" }, "revision is not a whole number" },
      { { enabled = NONE }, "enabled is neither true nor false" },
      { { enabled = 1 }, "enabled is neither true nor false" },
      { { priority = NONE }, "priority is not a whole number from 0 to 100" },
      { { priority = 101 }, "priority is not a whole number from 0 to 100" },
      { { priority = -1 }, "priority is not a whole number from 0 to 100" },
      { { transport = "sctp" }, "transport is not udp, tcp or tls" },
      { { transport = "UDP" }, "transport is not udp, tcp or tls" },
      { { host = NONE }, "host is not a lower-case DNS name, an IPv4 or a bracketed IPv6 address" },
      { { port = 0 }, "port is not from 1 to 65535" },
      { { port = 65536 }, "port is not from 1 to 65535" },
      { { port = "5060" }, "port is not from 1 to 65535" },
      { { auth = NONE }, "auth is not an object" },
      { { auth = { method = "pigeon" } }, "auth.method is not one that this node knows" },
      { { auth = { method = "registration" } }, "auth.user is not a line of text" },
      { digest({ method = "registration" }), "auth.identity is not a SIP user" },
      { digest({ method = "registration", identity = "a b" }), "auth.identity is not a SIP user" },
      { digest({ method = "ip_and_digest" }), "allowedIps is missing" },
      { { allowedIps = {} }, "allowedIps is not a list of networks" },
      { { allowedIps = { "192.0.2.0/33" } }, "allowedIps holds what is no network" },
      { { allowedIps = { 7 } }, "allowedIps holds what is no network" },
      { { transport = "tls", auth = { method = "tls_mutual" } }, "auth.certificate is not text" },
      {
        { auth = { method = "tls_mutual", certificate = "s1.trunk/acme/auth.certificate" } },
        "transport is not tls",
      },
      { { tlsCa = "s1.trunk/other/tlsCa" }, "tlsCa was altered, or sealed for another place" },
      { { outboundProxy = "sip.acme.example" }, "outboundProxy has no host" },
      { { outboundProxy = { host = "A" } }, "outboundProxy has no host" },
      { { outboundProxy = { host = "a", port = 0 } }, "outboundProxy has a port that is not from 1 to 65535" },
      { { fromDomain = "a\r\nb" }, "fromDomain is not a host" },
      { { fromUser = "auth_user" }, "fromUser is not one that this node knows" },
      { { identityHeader = "X-Evil" }, "identityHeader is not one that this node knows" },
      { { numberFormat = "local" }, "numberFormat is not one that this node knows" },
      { { numberFormat = "national" }, "countryCode is not 1 to 3 digits" },
      { { numberFormat = "national", countryCode = "0" }, "countryCode is not 1 to 3 digits" },
      { { userPhone = "yes" }, "userPhone is neither true nor false" },
      { { maxCalls = 0 }, "maxCalls is not a whole number from 1" },
      { { ringTimeout = 4 }, "ringTimeout is not a whole number from 5 to 180" },
      { { ringTimeout = 181 }, "ringTimeout is not a whole number from 5 to 180" },
      { { ringTimeout = "45" }, "ringTimeout is not a whole number from 5 to 180" },
      { digest({ user = NONE }), "auth.user is not a line of text" },
      { digest({ user = "" }), "auth.user is not a line of text" },
      { digest({ user = "a\r\nb" }), "auth.user is not a line of text" },
      { digest({ realm = "" }), "auth.realm is not a line of text" },
      { digest({ realm = 7 }), "auth.realm is not a line of text" },
      { digest({ password = NONE }), "auth.password is not text" },
      {
        digest({ password = "s1.trunk/other/auth.password" }),
        "auth.password was altered, or sealed for another place",
      },
      { { callerId = NONE }, "callerId is not an object" },
      { { callerId = { mode = "random" } }, "callerId.mode is not one that this node knows" },
      { override(nil), "callerId.value is neither E.164 nor a SIP user" },
      { override("a@b"), "callerId.value is neither E.164 nor a SIP user" },
      { override("x\r\nRoute: <sip:evil>"), "callerId.value is neither E.164 nor a SIP user" },
      { { codecs = NONE }, "codecs is not a list of names" },
      { { codecs = {} }, "codecs is not a list of names" },
      { { codecs = { a = "PCMA" } }, "codecs is not a list of names" },
      { { codecs = "PCMA" }, "codecs is not a list of names" },
      { { codecs = { "PCMA", "pcma" } }, "codecs names one twice" },
      { { codecs = { "PCMA\r\na=x" } }, "codecs holds what is no encoding name" },
      { { codecs = { 8 } }, "codecs holds what is no encoding name" },
    }) do
      local taken, reason = trunk(case[1])
      assert.is_nil(taken, case[2])
      assert.equal(case[2], reason)
    end
  end)

  it("is refused for a host that is none", function()
    for _, host in ipairs({
      "",
      "ACME.example",
      "a..b",
      ".a",
      "a.",
      "-a.example",
      "a b",
      "127.1",
      "1.2.3.256",
      "[192.0.2.1]",
      "2001:db8::1",
      "[fe80::1%eth0]",
      "a/b",
      "a;b",
      "a@b",
      "a:5060",
      ("a"):rep(64) .. ".example",
      ("a."):rep(130) .. "b",
    }) do
      assert.is_nil((trunk({ host = host })), host)
    end
  end)

  it("is refused for parameters that are none, or that contradict the transport", function()
    for _, params in ipairs({
      "",
      ";a",
      "a;;b",
      "a;",
      "a=",
      "a=b=c",
      "transport=tcp",
      "x;Transport=udp",
      "a b",
      "a?b",
      "a@b",
      "a>b",
      "a=%4",
      "a=%zz",
      "a\r\nb",
    }) do
      assert.is_nil((trunk({ params = params })), params)
    end
  end)

  it("is refused when it is no row at all", function()
    for _, text in ipairs({
      "",
      "{",
      "null",
      "7",
      '"acme"',
      "[]",
      "{}",
      "not json",
      "{}{}",
      "\0",
      '{"a":\n1}',
      ("["):rep(5000),
      ("x"):rep(70000),
      '{"trunkId":"acme","revision":0x10,"enabled":false}',
      '{"trunkId":"acme","revision":nan,"enabled":false}',
    }) do
      local taken, reason = row.trunk("acme", text, open)
      assert.is_nil(taken)
      assert.is_string(reason)
    end
  end)

  it("never has its values repeated in the reason", function()
    local _, reason = trunk(digest({ password = "c4nary" }))
    assert.is_nil(reason:find("c4nary", 1, true))
  end)

  it("tells its revision when it is refused for something else", function()
    local _, _, revision = trunk({ priority = 101, revision = 41 })
    assert.equal(41, revision)
    local _, _, none = trunk({ revision = "x" })
    assert.is_nil(none)
  end)
end)

describe("a number row", function()
  it("is taken with any number of trunks", function()
    local function trunks(...) return assert(row.number("+493012345", rows.number("+493012345", ...))).trunks end
    assert.same({ "acme", "kestrel" }, trunks("acme", "kestrel"))
    assert.same({}, trunks())
  end)

  it("is refused for anything that is no number or no trunk ID", function()
    local function reason(key, text) return select(2, row.number(key, text)) end
    assert.equal("number is not E.164", reason("0301", rows.number("0301")))
    assert.equal("number is not E.164", reason("+0301234567", rows.number("+0301234567")))
    assert.equal("number is not E.164", reason("+4930123456789012", rows.number("+4930123456789012")))
    assert.equal("number is not the key that the row stands under", reason("+493012345", rows.number("+493012346")))
    assert.equal("trunks holds what is no trunk ID", reason("+493012345", rows.number("+493012345", "A")))
    assert.equal(
      "trunks is not a list",
      reason("+493012345", '{"number":"+493012345","revision":1,"trunks":"acme"}')
    )
    assert.equal("trunks is not a list", reason("+493012345", '{"number":"+493012345","revision":1}'))
    assert.equal("revision is not a whole number", reason("+493012345", '{"number":"+493012345","trunks":[]}'))
  end)
end)

describe("10,000 mutated rows", function()
  it("are each taken as they stand or refused with a sentence, never an error", function()
    math.randomseed(4711)
    local override = { mode = "override", value = "+493012345" }
    local good = rows.trunk("acme", { auth = DIGEST, callerId = override, params = "a=b" })
    local refused = 0
    for _ = 1, 10000 do
      local bytes = { good:byte(1, #good) }
      for _ = 1, math.random(1, 4) do
        local at, what = math.random(#bytes), math.random(3)
        if what == 1 then bytes[at] = math.random(0, 255) end
        if what == 2 then table.remove(bytes, at) end
        if what == 3 then table.insert(bytes, at, math.random(32, 126)) end
      end
      local text = string.char(unpack(bytes))
      local taken, reason = row.trunk("acme", text, open)
      if not taken then
        refused = refused + 1
        assert.is_string(reason)
        assert.not_equal(row.UNCHECKABLE, reason)
      else
        assert.equal("acme", taken.trunkId)
      end
    end
    assert.is_true(refused > 5000)
  end)
end)
