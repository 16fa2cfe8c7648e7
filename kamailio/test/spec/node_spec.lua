local node = require "egress.sync.node"

describe("what a node says of itself", function()
  it(
    "is the text that the contract shows",
    function()
      assert.equal(
        '{"node":"proxy-1","epoch":"u:1","revision":42,"seenAt":1763900000000,"startedAt":1763890000000,'
          .. '"hop":"192.0.2.9:5060","contract":2,"version":"0.2.0",'
          .. '"addresses":[{"transport":"udp","host":"192.0.2.9","port":5060},'
          .. '{"transport":"tls","host":"[2001:db8::9]","port":5061}],'
          .. '"refused":[{"kind":"trunk","key":"acme","revision":41,"reason":"host is none"}],'
          .. '"notReady":[{"trunkId":"acme","reason":"sip.acme.example does not resolve"}],'
          .. '"counters":{"calls":7,"attempts":{"5xx":1,"answered":4},"refusals":{"no-trunk":2}}}',
        node.render({
          node = "proxy-1",
          epoch = "u:1",
          revision = 42,
          seenAt = 1763900000000.4,
          startedAt = 1763890000000,
          hop = "192.0.2.9:5060",
          contract = 2,
          version = "0.2.0",
          addresses = {
            { transport = "udp", host = "192.0.2.9", port = 5060 },
            { transport = "tls", host = "[2001:db8::9]", port = 5061 },
          },
          refused = { { kind = "trunk", key = "acme", revision = 41, reason = "host is none" } },
          notReady = { { trunkId = "acme", reason = "sip.acme.example does not resolve" } },
          counters = { calls = 7, attempts = { answered = 4, ["5xx"] = 1 }, refusals = { ["no-trunk"] = 2 } },
        })
      )
    end
  )

  it("tells that it drains, for as long as it does", function()
    local function rendered(draining)
      return node.render {
        node = "p",
        seenAt = 1,
        startedAt = 1,
        draining = draining,
        addresses = {},
        refused = {},
        notReady = {},
        counters = { calls = 0, attempts = {}, refusals = {} },
      }
    end
    assert.is_truthy(rendered(true):find('"startedAt":1,"draining":true,', 1, true))
    assert.is_nil(rendered(false):find("draining", 1, true))
  end)

  it("are the calls of each trunk that has some", function()
    assert.equal('{"acme":3,"kestrel":1}', node.render_calls({ kestrel = 1, acme = 3 }))
    assert.equal("{}", node.render_calls({}))
  end)

  it(
    "has empty lists, and before the first rows no epoch and revision 0",
    function()
      assert.equal(
        '{"node":"p","epoch":"","revision":0,"seenAt":1,"startedAt":1,"contract":2,"addresses":[],"refused":[],'
          .. '"notReady":[],"counters":{"calls":0,"attempts":{},"refusals":{}}}',
        node.render({
          node = "p",
          seenAt = 1,
          startedAt = 1,
          contract = 2,
          addresses = {},
          refused = {},
          notReady = {},
          counters = { calls = 0, attempts = {}, refusals = {} },
        })
      )
    end
  )
end)
