local body = require "egress.body"

local function with(text, content_type, other)
  local sdp, change = body.sdp(text, content_type)
  return sdp, change and change(other)
end

describe("a body", function()
  it("that is SDP is all of it", function()
    for _, type in ipairs { "application/sdp", "Application/SDP", " application/sdp ; charset=utf-8" } do
      assert.same({ "v=0\r\n", "x" }, { with("v=0\r\n", type, "x") })
    end
  end)

  it("of several parts has its SDP in one of them; the others stay", function()
    local parts = "preamble\r\n--b1\r\nContent-Type: application/isup;version=itu-t92+\r\n\r\n\1\2\3\r\n--b1\r\n"
      .. "Content-Disposition: session\r\ncontent-type: application/sdp\r\n\r\n%s\r\n--b1--\r\n"
    local sdp, changed = with(parts:format("v=0\r\ns=-"), 'multipart/mixed;boundary="b1"', "v=1")
    assert.equal("v=0\r\ns=-", sdp)
    assert.equal(parts:format("v=1"), changed)
  end)

  it("may begin with its first part, and name its boundary without quotes", function()
    local parts = "--x\r\nc: application/sdp\r\n\r\n%s\r\n--x--"
    assert.same(
      { "v=0", parts:format("v=1") },
      { with(parts:format("v=0"), "multipart/related; type=a; Boundary=x", "v=1") }
    )
  end)

  it("without SDP is left alone, however broken", function()
    for _, case in ipairs {
      { "v=0", nil },
      { "", "application/sdp" },
      { "v=0", "text/plain" },
      { "v=0", "" },
      { nil, "application/sdp" },
      { "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--", "multipart/mixed;boundary=b" },
      { "--b\r\nContent-Type: application/sdp\r\n\r\nv=0", "multipart/mixed;boundary=b" },
      { "--b\r\n--b\r\n--b--", "multipart/mixed;boundary=b" },
      { "v=0", "multipart/mixed" },
      { "--\r\n\r\nx\r\n----", 'multipart/mixed;boundary=""' },
      { "--b\r\nContent-Type: application/sdp\r\n\r\n\r\n--b--", "multipart/mixed;boundary=b" },
    } do
      assert.is_nil(body.sdp(case[1], case[2]))
    end
  end)
end)
