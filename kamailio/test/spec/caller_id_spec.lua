local caller_id = require "egress.caller_id"

local BASE = "+493012345"

local function of(mode, wanted, from, value)
  local trunk = { host = "sip.acme.example", callerId = { mode = mode, value = value } }
  return caller_id.of(trunk, wanted, BASE, from or { display = '"Bot"', user = "agent", host = "platform.example" })
end

describe("who calls", function()
  it(
    "is the agent's From in passthrough, at the trunk's domain",
    function()
      assert.same({
        from = '"Bot" <sip:agent@sip.acme.example>',
        identity = { name = "P-Asserted-Identity", value = "<sip:agent@sip.acme.example>" },
        privacy = false,
        rule = "passthrough",
      }, of("passthrough"))
    end
  )

  it("keeps a display name that can stand in a header, and quotes any other", function()
    for display, wanted in pairs {
      ['"Bot, the \\"1st\\""'] = '"Bot, the \\"1st\\""',
      ["Anna of Sales"] = "Anna of Sales",
      ["Anna, Sales"] = '"Anna, Sales"',
      ['"Anna" Sales'] = '"Anna Sales"',
      ['"a\\"'] = '"a"',
      ["Zoë"] = '"Zoë"',
      ['"$ru %s $(hdr(To))"'] = '"$ru %s $(hdr(To))"',
    } do
      local who = of("passthrough", nil, { display = display, user = "agent", host = "x" })
      assert.equal(wanted .. " <sip:agent@sip.acme.example>", who.from)
    end
  end)

  it("is the base number, or what the trunk says", function()
    assert.equal("<sip:+493012345@sip.acme.example>", of("base_number").from)
    assert.equal("<sip:+4989777@sip.acme.example>", of("override", nil, nil, "+4989777").identity.value)
  end)

  it("is what transfer() asked for, whatever the mode", function()
    for _, mode in ipairs { "passthrough", "base_number", "override" } do
      assert.equal("<sip:+4411@sip.acme.example>", of(mode, "+4411", nil, "+4989777").from)
    end
  end)

  it("stays anonymous in passthrough, while the identity is the base number", function()
    for _, from in ipairs {
      { user = "Anonymous", host = "x" },
      { user = "a", host = "anonymous.invalid" },
      { host = "x" },
      { user = 'a"b', host = "x" },
    } do
      local who = of("passthrough", nil, from)
      assert.equal('"Anonymous" <sip:anonymous@anonymous.invalid>', who.from)
      assert.equal("<sip:+493012345@sip.acme.example>", who.identity.value)
      assert.is_true(who.privacy)
    end
  end)

  local function with(habits, wanted)
    local trunk = { host = "sip.acme.example", callerId = { mode = "base_number" }, auth = { user = "bot@acme" } }
    for name, value in pairs(habits) do
      trunk[name] = value
    end
    return caller_id.of(trunk, wanted, BASE, { user = "agent", host = "platform.example" })
  end

  it("is written as the carrier wants numbers", function()
    assert.equal("<sip:493012345@sip.acme.example>", with({ numberFormat = "e164" }).from)
    assert.equal("<sip:03012345@sip.acme.example>", with({ numberFormat = "national", countryCode = "49" }).from)
    assert.equal("<sip:00493012345@sip.acme.example>", with({ numberFormat = "national", countryCode = "44" }).from)
    assert.equal(
      "<sip:2125550100@sip.acme.example>",
      with({ numberFormat = "national", countryCode = "1" }, "+12125550100").from
    )
    assert.equal("<sip:011493012345@sip.acme.example>", with({ numberFormat = "national", countryCode = "1" }).from)
  end)

  it("is at the domain that the carrier gave us", function()
    local who = with { fromDomain = "ims.acme.example" }
    assert.equal("<sip:+493012345@ims.acme.example>", who.from)
    assert.equal("<sip:+493012345@ims.acme.example>", who.identity.value)
  end)

  it("is our account in From while the identity says the caller", function()
    local who = with { fromUser = "auth_user" }
    assert.equal("<sip:bot@sip.acme.example>", who.from)
    assert.equal("<sip:+493012345@sip.acme.example>", who.identity.value)
  end)

  it("says that it is a telephone number where it is one", function()
    assert.equal("<sip:+493012345@sip.acme.example;user=phone>", with({ userPhone = true }).from)
    assert.equal("<sip:desk@sip.acme.example>", with({ userPhone = true }, "desk").from)
  end)

  it("stands in the header that the carrier reads", function()
    assert.same(
      { name = "P-Preferred-Identity", value = "<sip:+493012345@sip.acme.example>" },
      with({ identityHeader = "ppi" }).identity
    )
    assert.same(
      { name = "Remote-Party-ID", value = "<sip:+493012345@sip.acme.example>;party=calling;privacy=off" },
      with({ identityHeader = "rpid" }).identity
    )
    assert.is_nil(with({ identityHeader = "none" }).identity)
  end)
end)
