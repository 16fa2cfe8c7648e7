local uri = require "egress.uri"

describe("a URI", function()
  it("has its parts", function()
    assert.same(
      { scheme = "sip", user = "+49", host = "a.example", port = 5070, params = "transport=tcp;lr" },
      uri.parse("sip:+49:secret@a.example:5070;transport=tcp;lr?X=y")
    )
    assert.same({ scheme = "sips", host = "[2001:db8::1]", port = 5061 }, uri.parse("SIPS:[2001:db8::1]:5061"))
    assert.same(
      { scheme = "tel", user = "+4930", params = "phone-context=x" },
      uri.parse("tel:+4930;phone-context=x")
    )
  end)

  it("is nothing else", function()
    for _, text in ipairs { "http://a", "sip:", "sip:a@", "sip:a@b c", "a@b", "sip:a@b:x" } do
      assert.is_nil(uri.parse(text), text)
    end
  end)

  it("tells its parameters", function()
    assert.equal("tcp", uri.param("lr;Transport=TCP", "transport"))
    assert.equal("", uri.param("lr;x=1", "lr"))
    assert.is_nil(uri.param(nil, "lr"))
  end)
end)

describe("a From value", function()
  it("has a display name, a URI and a tag", function()
    assert.same(
      { display = '"Bot, the \\"1st\\" <x>"', uri = "sip:a@b;x=1", tag = "t1" },
      uri.name_addr('"Bot, the \\"1st\\" <x>" <sip:a@b;x=1>;q=1;tag=t1')
    )
    assert.same({ uri = "sip:a@b", tag = "t" }, uri.name_addr("sip:a@b;tag=t"))
  end)

  it("may be cut off, and is nothing then", function()
    assert.is_nil(uri.name_addr('"Bot <sip:a@b>'))
    assert.is_nil(uri.name_addr("<sip:a@b"))
    assert.is_nil(uri.name_addr("nobody"))
  end)
end)
