local cseq = require "egress.cseq"

describe("the carrier's CSeq", function()
  it("rises with requests and attempts, and leads back", function()
    assert.equal(224, cseq.to_carrier(7, 7, 0))
    assert.equal(225, cseq.to_carrier(7, 7, 1))
    assert.equal(256, cseq.to_carrier(7, 8, 0))
    assert.equal(7, cseq.to_agent(7, 225))
  end)

  it("stays in 31 bits for agents that begin high", function()
    local first = 2 ^ 31 - 5
    local scaled = cseq.to_carrier(first, first + 1, 3)
    assert.is_true(scaled < 2 ^ 31)
    assert.equal(first + 1, cseq.to_agent(first, scaled))
  end)

  it("has no number for what does not fit", function()
    assert.is_nil(cseq.to_carrier(7, 7, 32))
    assert.is_nil(cseq.to_carrier(7, 2 ^ 27, 0))
    assert.is_nil(cseq.to_carrier(2 ^ 25, 1, 0))
  end)

  it("is named by RAck as well", function()
    assert.equal("1 225 INVITE", cseq.rack("1 7 INVITE", function(number) return cseq.to_carrier(7, number, 1) end))
    assert.is_nil(cseq.rack("x", function() return 1 end))
  end)
end)
