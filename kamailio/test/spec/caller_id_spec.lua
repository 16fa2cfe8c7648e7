local caller_id = require "egress.caller_id"

local BASE = "+493012345"

local function of(mode, wanted, from, value)
  local trunk = { host = "sip.acme.example", callerId = { mode = mode, value = value } }
  return caller_id.of(trunk, wanted, BASE, from or { display = '"Bot"', user = "agent", host = "platform.example" })
end

describe("who calls", function()
  it("is the agent's From in passthrough, at the trunk's domain", function()
    assert.same({ from = '"Bot" <sip:agent@sip.acme.example>', identity = "<sip:agent@sip.acme.example>",
      privacy = false }, of("passthrough"))
  end)

  it("is the base number, or what the trunk says", function()
    assert.equal("<sip:+493012345@sip.acme.example>", of("base_number").from)
    assert.equal("<sip:+4989777@sip.acme.example>", of("override", nil, nil, "+4989777").identity)
  end)

  it("is what transfer() asked for, whatever the mode", function()
    for _, mode in ipairs { "passthrough", "base_number", "override" } do
      assert.equal("<sip:+4411@sip.acme.example>", of(mode, "+4411", nil, "+4989777").from)
    end
  end)

  it("stays anonymous in passthrough, while the identity is the base number", function()
    for _, from in ipairs { { user = "Anonymous", host = "x" }, { user = "a", host = "anonymous.invalid" },
      { host = "x" }, { user = "a\"b", host = "x" } } do
      local who = of("passthrough", nil, from)
      assert.equal('"Anonymous" <sip:anonymous@anonymous.invalid>', who.from)
      assert.equal("<sip:+493012345@sip.acme.example>", who.identity)
      assert.is_true(who.privacy)
    end
  end)
end)
