local lines = require "egress.lines"

describe("the head of a message", function()
  it("may have folded lines and tabs, and any body", function()
    assert.is_true(lines.are_whole("INVITE sip:a@b SIP/2.0\r\nFrom:\r\n\t<sip:a@b>\r\n\r\nv=0\ns=\0\r"))
  end)

  it("has no line end of another kind, no NUL, no control character", function()
    for _, hidden in ipairs { "\r", "\n", "\0", "\1", "\127", "\n\r" } do
      assert.is_false(lines.are_whole("INVITE sip:a@b SIP/2.0\r\nCall-ID: 1" .. hidden .. "2\r\n\r\n"))
    end
  end)

  it("is all there is when a message has no body", function()
    assert.is_false(lines.are_whole("INVITE sip:a@b SIP/2.0\nX: 1"))
  end)

  it("has tags that are tokens", function()
    assert.is_true(lines.is_token("a-1.B!%*_+`'~"))
    for _, text in ipairs { "", "a b", "a<b", 'a"', "a;b", "a>" } do assert.is_false(lines.is_token(text)) end
  end)
end)
