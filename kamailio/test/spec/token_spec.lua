local openssl = require "support.openssl"
local token = require "egress.token"

local crypto = { hmac = openssl.hmac }
function crypto.encrypt(clear) return openssl.base64(clear) end
function crypto.decrypt(base64) return openssl.unbase64(base64) end

local function keys(active)
  return { active = active, mac = { k1 = "one", k2 = "two" }, encrypt = { k1 = "", k2 = "" } }
end

local tokens = token.new(keys("k1"), crypto)
local CALL = {
  trunk = "acme_1-x",
  transport = "tls",
  first = 7,
  attempt = 2,
  contact = "sip:agent@192.0.2.5:5080",
  agent_from = "sip:agent@platform.example",
  agent_to = "sip:+49@egress",
  carrier_from = "sip:a@acme.example",
  carrier_to = "sip:+49@acme.example",
  carrier_address = "sip:198.51.100.1:5061;transport=tls",
}
local made = tokens.make(CALL, "call-1", "agent-tag")

describe("a Record-Route token", function()
  it("gives back what was known of the call, and who sends", function()
    local read, sender = tokens.read(made, "call-1", "agent-tag", "carrier-tag")
    assert.same(CALL, read)
    assert.equal("agent", sender)
    assert.equal("carrier", select(2, tokens.read(made, "call-1", "carrier-tag", "agent-tag")))
  end)

  it("is good for its own dialog only", function()
    assert.is_nil(tokens.read(made, "call-2", "agent-tag", "carrier-tag"))
    assert.is_nil(tokens.read(made, "call-1", "another", "carrier-tag"))
  end)

  it("is worth nothing once a character is changed", function()
    for at = 1, #made, 11 do
      local char = made:sub(at, at)
      local other = made:sub(1, at - 1) .. (char == "A" and "B" or "A") .. made:sub(at + 1)
      assert.is_nil(tokens.read(other, "call-1", "agent-tag", "carrier-tag"), at)
    end
  end)

  it("stays good after a new key signs", function()
    assert.truthy(token.new(keys("k2"), crypto).read(made, "call-1", "agent-tag", "c"))
    local k2_alone = { active = "k2", mac = { k2 = "two" }, encrypt = { k2 = "" } }
    assert.is_nil(token.new(k2_alone, crypto).read(made, "call-1", "agent-tag", "c"))
  end)

  it("is found in a Route value", function()
    assert.equal("k1.7.x-_", token.find("<sip:192.0.2.1:5060;lr=on;eg=k1.7.x-_>"))
    assert.is_nil(token.find("<sip:192.0.2.1;lr>"))
  end)
end)
