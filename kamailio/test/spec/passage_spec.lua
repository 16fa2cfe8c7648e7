local passage = require "egress.passage"

describe("a header", function()
  it("has one name, whatever it is written like", function()
    assert.equal("supported", passage.long("k"))
    assert.equal("via", passage.long("V "))
    assert.equal("x-anything", passage.long("X-Anything"))
  end)

  it("passes to carriers when the list has it", function()
    for _, name in ipairs { "Supported", "x", "Content-Type", "RSeq", "P-Early-Media" } do
      assert.is_true(passage.is_for_carriers(passage.long(name)), name)
    end
    for _, name in ipairs { "P-Asserted-Identity", "Remote-Party-ID", "User-Agent", "v", "y", "Record-Route",
      "X-Tenant", "Authorization", "Warning", "Diversion", "s" } do
      assert.is_false(passage.is_for_carriers(passage.long(name)), name)
    end
  end)
end)

describe("the list of the contract", function()
  local function named_in_contract()
    local file = assert(io.open("contract/README.md"))
    local part = file:read("*a"):match("## Headers towards carriers\n(.-)\n## ")
    file:close()
    local names = {}
    for name in part:gmatch("\n| `([^\n|]*)` | as it came |") do
      for one in name:gmatch("[%w-]+") do names[one:lower()] = true end
    end
    return names
  end

  it("is the one that this node goes by", function()
    assert.same(passage.FOR_CARRIERS, named_in_contract())
  end)
end)
