local passage = require "egress.passage"

describe("a header", function()
  it("has one name, whatever it is written like", function()
    assert.equal("supported", passage.long("k"))
    assert.equal("via", passage.long("V"))
    assert.equal("x-anything", passage.long("X-Anything"))
  end)

  it("passes to carriers when the list has it", function()
    for _, name in ipairs { "Supported", "x", "Content-Type", "RSeq", "P-Early-Media" } do
      assert.is_true(passage.is_for_carriers(passage.long(name)), name)
    end
    for _, name in ipairs {
      "P-Asserted-Identity",
      "Remote-Party-ID",
      "User-Agent",
      "v",
      "y",
      "Record-Route",
      "X-Tenant",
      "Authorization",
      "Warning",
      "Diversion",
      "s",
    } do
      assert.is_false(passage.is_for_carriers(passage.long(name)), name)
    end
  end)
end)

describe("the names of a message's headers", function()
  it(
    "are found once for each line that is no continuation",
    function()
      assert.same(
        { "Via", "v", "Allow", "X-Odd", "Content-Length" },
        passage.names(
          "INVITE sip:a:5060 SIP/2.0\r\nVia: a:b\r\nv:c\r\nAllow: A,\r\n B: C,\r\n\tD: E\r\nX-Odd \t: x\r\n"
            .. "Content-Length: 3\r\n\r\nc: d\r\n"
        )
      )
    end
  )

  it(
    "end with the message when it has no body",
    function() assert.same({ "To" }, passage.names("BYE sip:a SIP/2.0\r\nTo: a\r\n\r\n")) end
  )
end)

describe("the list of the contract", function()
  local function named_in_contract()
    local file = assert(io.open("contract/README.md"))
    local part = file:read("*a"):match("## Headers towards carriers\n(.-)\n## ")
    file:close()
    local names = {}
    for name in part:gmatch("\n| `([^\n|]*)` | as it came |") do
      for one in name:gmatch("[%w-]+") do
        names[one:lower()] = true
      end
    end
    return names
  end

  it("is the one that this node goes by", function() assert.same(passage.FOR_CARRIERS, named_in_contract()) end)
end)
