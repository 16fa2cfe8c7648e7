local new_memory = require "support.memory"
local places = require "egress.sync.places"

local ONE, TWO = { ip = "192.0.2.1", port = 5061 }, { ip = "192.0.2.2", port = 5061 }

describe("the places of a TLS trunk", function()
  local memory, book, identity

  before_each(function()
    memory = new_memory()
    identity = { acme = { server = "node", name = "sip.acme.example", port = 5061 } }
    book = places.new(memory, function(trunk_id) return identity[trunk_id] end)
  end)

  local function found(address, text, server)
    memory.put("proof", ("%s/sip.acme.example/%s/%d"):format(server or "node", address.ip, address.port), text)
  end

  it("are not used before they have been checked", function()
    local kept, reason = book.proven("acme", { ONE, TWO })
    assert.same({}, kept)
    assert.equal("192.0.2.1:5061 is being verified", reason)
    assert.same(
      { ["node/sip.acme.example/192.0.2.1/5061"] = "1", ["node/sip.acme.example/192.0.2.2/5061"] = "1" },
      memory.all("place")
    )
    assert.is_true(book.take_changed())
    assert.is_false(book.take_changed())
  end)

  it("are used when they are good, the others are left out", function()
    found(ONE, '{"reason":"shows a certificate for other.example, not for sip.acme.example"}')
    found(TWO, places.FINE)
    local kept, reason = book.proven("acme", { ONE, TWO })
    assert.same({ TWO }, kept)
    assert.equal("192.0.2.1:5061 shows a certificate for other.example, not for sip.acme.example", reason)
  end)

  it("can be read from their keys", function()
    local server, name, address = places.of_key("node/[2001:db8::1]/2001:db8:0:0:0:0:0:1/5061")
    assert.same(
      { "node", "[2001:db8::1]", { ip = "2001:db8:0:0:0:0:0:1", port = 5061 } },
      { server, name, address }
    )
  end)

  it("of a trunk without TLS need no check", function()
    assert.same({ ONE }, (book.proven("kestrel", { ONE })))
    assert.same({}, memory.all("place"))
  end)

  it("of a trunk whose certificate is not loaded yet are not used", function()
    identity.acme = false
    local kept, reason = book.proven("acme", { ONE })
    assert.same({}, kept)
    assert.equal("its TLS certificate is being loaded", reason)
  end)

  it("say whose certificate may be shown there", function()
    identity.kestrel = { server = "node", name = "sip.kestrel.example", port = 5061 }
    found(ONE, places.FINE)
    memory.put("proof", "node/sip.kestrel.example/192.0.2.1/5061", places.FINE)
    book.proven("acme", { ONE })
    book.proven("kestrel", { ONE })
    assert.equal('["sip.acme.example","sip.kestrel.example"]', memory.get("peer", "5061/192.0.2.1/5061"))
    book.gone("acme")
    assert.equal('["sip.kestrel.example"]', memory.get("peer", "5061/192.0.2.1/5061"))
    book.gone("kestrel")
    assert.same({}, memory.all("peer"))
    assert.same({}, memory.all("place"))
  end)

  it("stay good when the trunk gets another certificate", function()
    found(ONE, places.FINE)
    book.proven("acme", { ONE })
    identity.acme = { server = "i1", name = "sip.acme.example", port = 5062 }
    assert.same({ ONE }, (book.proven("acme", { ONE })))
    assert.same({ ["i1/sip.acme.example/192.0.2.1/5061"] = "1" }, memory.all("place"))
    assert.equal('["sip.acme.example"]', memory.get("peer", "5062/192.0.2.1/5061"))
    assert.is_nil(memory.get("peer", "5061/192.0.2.1/5061"))
  end)

  it("don't stay good for another host", function()
    found(ONE, places.FINE)
    book.proven("acme", { ONE })
    identity.acme = { server = "i1", name = "other.example", port = 5062 }
    assert.same({}, (book.proven("acme", { ONE })))
  end)

  it("that were bad stay bad when the trunk gets another certificate", function()
    found(ONE, '{"reason":"shows a certificate that no trusted CA has signed"}')
    book.proven("acme", { ONE })
    identity.acme = { server = "i1", name = "sip.acme.example", port = 5062 }
    assert.same({}, (book.proven("acme", { ONE })))
  end)

  it("name the trunks that they matter to", function()
    book.proven("acme", { ONE })
    assert.same({ "acme" }, book.trunks("node/sip.acme.example/192.0.2.1/5061"))
    assert.same({}, book.trunks("node/sip.acme.example/192.0.2.9/5061"))
  end)

  it("of earlier rows are swept away", function()
    memory.put("place", "node/old.example/192.0.2.7/5061", "1")
    memory.put("peer", "5061/192.0.2.7/5061", '["old.example"]')
    book.sweep()
    assert.same({}, memory.all("place"))
    assert.same({}, memory.all("peer"))
    assert.is_true(book.take_changed())
  end)
end)
