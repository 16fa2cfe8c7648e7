local pick = require "egress.pick"

describe("the trunks of a base number", function()
  local rows = {
    acme = { trunkId = "acme", enabled = true, priority = 50 },
    bell = { trunkId = "bell", enabled = true, priority = 50 },
    kestrel = { trunkId = "kestrel", enabled = true, priority = 100 },
    off = { trunkId = "off", enabled = false },
  }
  local function ids(trunks)
    local list = {}
    for at, row in ipairs(pick.candidates({ trunks = trunks }, function(id) return rows[id] end)) do
      list[at] = row.trunkId
    end
    return list
  end

  it(
    "come by priority, ties by trunk ID",
    function() assert.same({ "kestrel", "acme", "bell" }, ids { "bell", "kestrel", "acme" }) end
  )

  it("are without those that are disabled or gone", function()
    assert.same({ "acme" }, ids { "off", "acme", "gone" })
    assert.same({}, ids {})
  end)
end)
