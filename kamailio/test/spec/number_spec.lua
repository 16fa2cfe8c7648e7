local number = require "egress.number"

describe("a number in a header", function()
  it("may have separators and lack its plus", function()
    assert.equal("+493012345", number.e164("+49 (30) 123-45"))
    assert.equal("+493012345", number.e164("493012345"))
  end)

  it("is no E.164 with 00, a national form, too few or too many digits", function()
    for _, text in ipairs { "0049301234567", "03012345678", "+123456", "+1234567890123456", "+49x30", "" } do
      assert.is_nil(number.e164(text), text)
    end
  end)
end)

describe("X-Caller-Id", function()
  it("takes E.164 before a plain user", function()
    assert.equal("+4930123456", number.caller(" 4930123456 "))
    assert.equal("1001", number.caller("1001"))
    assert.equal("front-desk", number.caller("front-desk"))
  end)

  it("takes nothing that could change the header", function()
    for _, text in ipairs {
      "a b",
      "x>\r\nVia: y",
      "<sip:a@b>",
      "a@b",
      ("x"):rep(65),
      "",
      "+4930\r\n 777888",
      "+4930%0d%0a777888",
      "+4930777888\0",
      "%2B4930777888",
      "+49" .. (" "):rep(200) .. "30777888",
      "$ru",
      "$(hdr(To))",
      "%s%n",
    } do
      assert.is_nil(number.caller(text), text)
    end
  end)
end)

describe("a destination", function()
  it("is digits, star and hash, percent-decoded and without separators", function()
    assert.equal("+4989123456", number.destination("+49-89-123.456"))
    assert.equal("*21#", number.destination("*21%23"))
    assert.equal("*21%23", number.escaped("*21#"))
  end)

  it("is neither a name nor too short or long", function()
    for _, text in ipairs { "1", "+1", "anna", ("1"):rep(33), "12%0d%0a34", "12%0034", "" } do
      assert.is_nil(number.destination(text), text)
    end
  end)
end)
