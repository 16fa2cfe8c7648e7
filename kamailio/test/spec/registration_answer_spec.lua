local answer = require "egress.registration.answer"

describe("a registrar's 200", function()
  local OWN = "sip:bot@192.0.2.1:5060"

  local function granted(contacts, expires)
    return answer.granted({ contacts = contacts, expires = expires }, OWN, 600)
  end

  it("says by our own contact how long it holds, whatever else is registered there", function()
    assert.equal(300, granted({ "<sip:bot@198.51.100.9:5060>;expires=60", "<sip:bot@192.0.2.1:5060>;expires=300" }))
    assert.equal(
      300,
      granted({ '"x, y" <sip:bot@198.51.100.9>;expires=60, <sip:bot@192.0.2.1>;q=0.5;Expires=300' })
    )
    assert.equal(120, granted({ "sip:bot@192.0.2.1:5060;expires=120" }))
  end)

  it("says it by the Expires header when the contact does not", function()
    assert.equal(120, granted({ "<sip:bot@192.0.2.1:5060>" }, "120"))
    assert.equal(90, granted({ "<sip:bot@192.0.2.1:5060>;expires=90" }, "120"))
  end)

  it(
    "is believed for the least time of our user when it rewrites our contact",
    function()
      assert.equal(
        60,
        granted({
          "<sip:bot@203.0.113.5:61234>;expires=60",
          "<sip:bot@203.0.113.6>;expires=90",
          "<sip:other@203.0.113.6>;expires=10",
        }, "3600")
      )
    end
  )

  it("that lists nobody of ours holds for Expires, else for what was asked", function()
    assert.equal(120, granted({}, "120"))
    assert.equal(600, granted({ "<sip:other@192.0.2.1:5060>;expires=60" }))
  end)

  it("for another transport, port or user is not about our contact", function()
    local function is_ours(contact) return granted({ contact, "<sip:bot@192.0.2.1:5060>;expires=300" }) ~= 300 end
    assert.is_false(is_ours("<sip:bot@192.0.2.1:5060;transport=tcp>;expires=60"))
    assert.is_false(is_ours("<sip:bot@192.0.2.1:5070>;expires=60"))
    assert.is_false(is_ours("<sip:BOT@192.0.2.1:5060>;expires=60"))
    assert.is_true(is_ours("<sip:bot@192.0.2.1;transport=udp>;expires=60"))
  end)

  it("is not believed for longer than a week, and garbage is passed over", function()
    assert.equal(7 * 24 * 3600, granted({ "<sip:bot@192.0.2.1:5060>;expires=99999999999" }))
    assert.equal(600, granted({ "*", "<", '"', "<sip:bot@192.0.2.1:5060>;expires=soon" }))
  end)
end)

describe("a Service-Route", function()
  it("is taken in its order from one header or several", function()
    assert.same(
      { "<sip:a.example;lr>", "<sip:b.example;lr>", "<sip:c.example;lr>;x=1" },
      answer.routes { "<sip:a.example;lr>, <sip:b.example;lr>", "<sip:c.example;lr>;x=1" }
    )
    assert.same({}, answer.routes {})
  end)

  it("that could change other headers, or is no route, is not taken at all", function()
    assert.same({}, answer.routes { "<sip:a.example;lr>\r\nX: y" })
    assert.same({}, answer.routes { "<sip:a.example;lr>", "<tel:123>" })
    assert.same({}, answer.routes { "a.example" })
  end)
end)

describe("seconds in a header", function()
  it("are a whole number before anything else", function()
    assert.equal(3600, answer.seconds(" 3600 (maintenance);duration=5"))
    assert.is_nil(answer.seconds("soon"))
    assert.is_nil(answer.seconds(nil))
  end)
end)
