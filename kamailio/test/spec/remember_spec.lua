local remember = require "egress.remember"

describe("What is remembered", function()
  local asked, upper

  before_each(function()
    asked = {}
    upper = remember(2, function(text)
      asked[#asked + 1] = text
      return text ~= "" and text:upper() or nil
    end)
  end)

  it("is asked for once", function()
    assert.are.equal("A", upper("a"))
    assert.are.equal("A", upper("a"))
    assert.are.same({ "a" }, asked)
  end)

  it("is forgotten when there is more than there is room for", function()
    for _, text in ipairs { "a", "b", "c", "a" } do
      upper(text)
    end
    assert.are.same({ "a", "b", "c", "a" }, asked)
    upper("c")
    assert.are.equal(4, #asked)
  end)

  it("is no answer that was nil", function()
    assert.is_nil(upper(""))
    assert.is_nil(upper(""))
    assert.are.same({ "", "" }, asked)
  end)
end)
