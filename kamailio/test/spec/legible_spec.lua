local legible = require "egress.legible"

local FROM, TO = "<sip:a@b>;tag=a-1.B!%*_+`'~", "<sip:c@d>"

local function problem(more, from, to, call_id)
  return legible.problem(
    "INVITE sip:c@d SIP/2.0\r\n" .. (more or "") .. "\r\n\r\nv=0\ns=\0\r",
    from or FROM,
    to or TO,
    call_id or "1@b"
  )
end

describe("a legible message", function()
  it("may have folded lines and tabs, and any body", function() assert.is_nil(problem("Subject:\r\n\tfolded")) end)

  it("has no line end of another kind, no NUL, no control character", function()
    for _, hidden in ipairs { "\r", "\n", "\0", "\1", "\127", "\n\r" } do
      assert.are.equal("Bad Line End", problem("Subject: 1" .. hidden .. "2"))
    end
  end)

  it(
    "may be all head",
    function() assert.are.equal("Bad Line End", legible.problem("INVITE sip:a@b SIP/2.0\nX: 1", FROM, TO, "1")) end
  )

  it("has nothing before its method", function()
    for _, before in ipairs { "\r\n", "\r\n\t", " " } do
      assert.are.equal("Bad Start Line", legible.problem(before .. "INVITE sip:c@d SIP/2.0\r\n\r\n", FROM, TO, "1"))
    end
  end)

  it("names both parties, the sender with a tag", function()
    for _, from in ipairs { "", "<sip:a@b>", "<sip:a@b>;t<ag=1", "nobody;tag=1" } do
      assert.are.equal("Bad From", problem(nil, from))
    end
    assert.are.equal("Bad To", problem(nil, nil, "nobody"))
  end)

  it("has tags that are tokens", function()
    for _, tag in ipairs { "a<b", 'a"', "a>", "a@b" } do
      assert.are.equal("Bad From", problem(nil, "<sip:a@b>;tag=" .. tag))
      assert.are.equal("Bad To", problem(nil, nil, "<sip:c@d>;tag=" .. tag))
    end
  end)

  it("has a Call-ID without blanks", function() assert.are.equal("Bad Call-ID", problem(nil, nil, nil, "1 2")) end)
end)
