local cjson = require "cjson"
local ending = require "egress.ending"
local goldens = require "support.goldens"

describe("a trunk's history counts", function()
  for _, one in ipairs(cjson.decode(goldens.text("endings.json"))) do
    it(
      ("as %s that %s"):format(one.counts, one.name),
      function()
        assert.equal(
          one.counts,
          ending.counts { status = one.code, given = one.given, rang = one.rang, cancelled = one.cancelled }
        )
      end
    )
  end

  it("every final answer as something that the contract knows", function()
    local known = {}
    for _, one in ipairs(cjson.decode(goldens.text("endings.json"))) do
      known[one.counts] = true
    end
    for status = 200, 699 do
      for _, given in ipairs { true, false } do
        assert.is_true(known[ending.counts { status = status, given = given }], status)
      end
    end
  end)
end)
