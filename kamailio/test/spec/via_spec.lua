local via = require "egress.via"

describe("the Via of a request", function()
  local function received(...) return via.received({ ... }, "10.0.0.7", 5080) end

  it(
    "goes back as it came when it says where that was",
    function()
      assert.same(
        { "SIP/2.0/UDP 10.0.0.7:5080;branch=z9hG4bKa" },
        received("SIP/2.0/UDP 10.0.0.7:5080;branch=z9hG4bKa")
      )
    end
  )

  it("says where it came from when it names another place", function()
    assert.same(
      { "SIP/2.0/UDP media.example;branch=z9hG4bKa;received=10.0.0.7", "SIP/2.0/TCP b" },
      received("SIP/2.0/UDP media.example;branch=z9hG4bKa", "SIP/2.0/TCP b")
    )
    assert.same(
      { "SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKa;received=10.0.0.7" },
      received("SIP/2.0/UDP [2001:db8::1]:5060;received=192.0.2.9;branch=z9hG4bKa")
    )
  end)

  it("says the port too to who asks for it", function()
    local asked = "SIP/2.0/UDP 10.0.0.7:5080;branch=z9hG4bKa;received=10.0.0.7;rport=5080"
    assert.same({ asked }, received("SIP/2.0/UDP 10.0.0.7:5080;rport;branch=z9hG4bKa"))
    assert.same({ asked }, received("SIP/2.0/UDP 10.0.0.7:5080;branch=z9hG4bKa;rport=1"))
  end)

  it("keeps those behind it in the same line", function()
    local behind = ", SIP/2.0/UDP b;rport;received=192.0.2.1"
    assert.same(
      { "SIP/2.0/UDP a;branch=z9hG4bKa;received=10.0.0.7;rport=5080" .. behind },
      received("SIP/2.0/UDP a;branch=z9hG4bKa;rport" .. behind)
    )
  end)
end)
