local cjson = require "cjson"
local record = require "egress.record"

describe("a record of an attempt", function()
  it(
    "stands as the contract has it, what is not known left out",
    function()
      assert.equal(
        '{"callId":"a@b","trunkId":"acme","revision":42,"node":"proxy-1","baseNumber":"+493012345",'
          .. '"callerIdRule":"base_number","carrier":"192.0.2.1:5060","transport":"udp","code":200,"reason":"OK",'
          .. '"endedBy":"agent","startedAt":1763900000000,"challengedAt":1763900000150,"challengeCode":407,'
          .. '"ringingAt":1763900001000,"ringingCode":183,"endedAt":1763900063000}',
        record.text {
          ringingCode = 183,
          ringingAt = 1763900001000,
          challengeCode = 407,
          challengedAt = 1763900000150,
          endedAt = 1763900063000,
          startedAt = 1763900000000,
          endedBy = "agent",
          reason = "OK",
          code = 200,
          transport = "udp",
          carrier = "192.0.2.1:5060",
          callerIdRule = "base_number",
          baseNumber = "+493012345",
          node = "proxy-1",
          revision = 42,
          trunkId = "acme",
          callId = "a@b",
        }
      )
    end
  )

  it("can be read again whatever a carrier says", function()
    for _, phrase in ipairs {
      'Quote " and \\',
      "Tab\tand\r\nline",
      "\0\1\127",
      "Besetzt für Grüße",
      "\255\254",
      "",
    } do
      assert.equal("string", type(cjson.decode(record.text { reason = phrase }).reason), phrase)
    end
  end)
end)

describe("a text of others", function()
  it("stays as it is when it is printable UTF-8", function()
    for _, text in ipairs { "", "Busy Here", "Grüße", "忙しい", "\240\159\147\158 busy" } do
      assert.equal(text, record.plain(text))
    end
  end)

  it("loses control characters and what is no UTF-8", function()
    assert.equal("a??b?", record.plain("a\r\nb\0"))
    assert.equal("?(", record.plain("\195("))
    assert.equal("???", record.plain("\237\160\128")) -- a surrogate
    assert.equal("??", record.plain("\192\128")) -- an overlong NUL
    assert.equal("?", record.plain("\240"))
  end)

  it("is cut between characters", function()
    assert.equal(("x"):rep(200), record.plain(("x"):rep(1000)))
    assert.equal("x" .. ("ü"):rep(99), record.plain("x" .. ("ü"):rep(500)))
    assert.equal(("?"):rep(200), record.plain(("\255"):rep(100000)))
  end)
end)
