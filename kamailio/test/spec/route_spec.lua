local route = require "egress.route"

describe("routes", function()
  it(
    "stand one a line or with commas",
    function()
      assert.same(
        { "<sip:a;lr>", '"x, y" <sip:b,c;lr>;z=1', "<sip:d>" },
        route.list { "<sip:a;lr>", '"x, y" <sip:b,c;lr>;z=1 , <sip:d>' }
      )
    end
  )

  it("are not there in an empty header", function() assert.same({}, route.list { "", " , " }) end)

  it("have a URI", function()
    assert.equal("sip:b;lr", route.uri('"x" <sip:b;lr>;z=1'))
    assert.is_nil(route.uri("sip:b"))
  end)
end)
