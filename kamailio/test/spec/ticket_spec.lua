local openssl = require "support.openssl"
local ticket = require "egress.ticket"

local KEYS = { active = "k1", hop = { k1 = "one", k2 = "two" } }
local tickets = ticket.new(KEYS, openssl.hmac)

local CALL = {
  attempt = 2,
  trunk = "acme_1-x",
  base = "+493012345",
  called = "*31#+4989",
  wanted = "a.b_c-d",
  source = "sip:[2001:db8::1]:5060;transport=tcp",
  transport_in = "tcp",
}
local INVITE = { call_id = "c1@a", tag = "t1", number = 7, contact = "<sip:agent@192.0.2.5>", body = "v=0\r\n" }
local NOW = 1763900000.25

describe("a ticket for another node", function()
  local made = tickets.make(CALL, INVITE, NOW)

  local function invite_with(name, value)
    local other = {}
    for key, each in pairs(INVITE) do
      other[key] = each
    end
    other[name] = value
    return other
  end

  it("gives back what the node has to know", function() assert.same(CALL, tickets.read(made, INVITE, NOW + 1)) end)

  it("needs neither a wish nor a source", function()
    local plain = { attempt = 0, trunk = "acme", base = "+493012345", called = "+4989", transport_in = "udp" }
    assert.same(plain, tickets.read(tickets.make(plain, INVITE, NOW), INVITE, NOW))
  end)

  it("is good for its own INVITE only", function()
    for name, value in pairs({
      call_id = "c2@a",
      tag = "t2",
      number = 8,
      contact = "<sip:evil@192.0.2.6>",
      body = "v=1\r\n",
    }) do
      assert.is_nil(tickets.read(made, invite_with(name, value), NOW), name)
    end
  end)

  it("is good for half a minute", function()
    assert.truthy(tickets.read(made, INVITE, NOW + 29))
    assert.truthy(tickets.read(made, INVITE, NOW - 29))
    assert.is_nil(tickets.read(made, INVITE, NOW + 32))
    assert.is_nil(tickets.read(made, INVITE, NOW - 32))
  end)

  it("is worth nothing once a character is changed", function()
    for at = 1, #made, 7 do
      local char = made:sub(at, at)
      local other = made:sub(1, at - 1) .. (char == "A" and "B" or "A") .. made:sub(at + 1)
      assert.is_nil(tickets.read(other, INVITE, NOW), at)
    end
    assert.is_nil(tickets.read("", INVITE, NOW))
    assert.is_nil(tickets.read("nonsense", INVITE, NOW))
  end)

  it("is read by nodes that sign with a newer key, and not by those with other keys", function()
    assert.same(CALL, ticket.new({ active = "k2", hop = KEYS.hop }, openssl.hmac).read(made, INVITE, NOW))
    assert.is_nil(ticket.new({ active = "k1", hop = { k1 = "other" } }, openssl.hmac).read(made, INVITE, NOW))
  end)

  it("stays one header line whatever stands in it", function()
    local odd = {
      attempt = 0,
      trunk = "acme",
      base = "+49",
      called = "1;2",
      wanted = "a\r\nEvil: x",
      transport_in = "udp",
    }
    local text = tickets.make(odd, INVITE, NOW)
    assert.is_nil(text:find("[%c]"))
    assert.same(odd, tickets.read(text, INVITE, NOW))
  end)
end)
