local codecs = require "egress.codecs"

local SESSION = { "v=0", "o=- 1 1 IN IP4 192.0.2.1", "s=-", "t=0 0" }

local function sdp(...)
  local lines = {}
  for _, line in ipairs(SESSION) do
    lines[#lines + 1] = line
  end
  for _, line in ipairs { ... } do
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\r\n") .. "\r\n"
end

describe("an offer", function()
  it("is cut to the trunk's codecs in the trunk's order; tones and comfort noise stay", function()
    local offer = sdp(
      "m=audio 6000 RTP/AVP 0 8 9 13 101 96",
      "a=rtpmap:101 telephone-event/8000",
      "a=fmtp:101 0-15",
      "a=rtpmap:96 opus/48000/2",
      "a=fmtp:96 useinbandfec=1",
      "a=sendrecv"
    )
    assert.equal(
      sdp("m=audio 6000 RTP/AVP 8 0 13 101", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15", "a=sendrecv"),
      codecs.cut(offer, { "PCMA", "PCMU" })
    )
  end)

  it("knows codecs by their rtpmap, in any case", function()
    local offer = sdp("m=audio 6000 RTP/AVP 96 0", "a=rtpmap:96 OPUS/48000/2", "a=fmtp:96 stereo=1")
    assert.equal(
      sdp("m=audio 6000 RTP/AVP 96", "a=rtpmap:96 OPUS/48000/2", "a=fmtp:96 stereo=1"),
      codecs.cut(offer, { "opus" })
    )
  end)

  it("is refused when no codec is left, tones alone included", function()
    assert.is_nil(codecs.cut(sdp("m=audio 6000 RTP/AVP 9 101", "a=rtpmap:101 telephone-event/8000"), { "PCMA" }))
    assert.is_nil(codecs.cut(sdp("m=video 6002 RTP/AVP 31"), { "PCMA" }))
    assert.is_nil(codecs.cut(sdp("m=image 6002 udptl t38"), { "PCMA" }))
  end)

  it("keeps the place of other media with port 0", function()
    assert.equal(
      sdp("m=audio 6000 RTP/AVP 8", "m=video 0 RTP/AVP 31", "a=x"),
      codecs.cut(sdp("m=audio 6000 RTP/AVP 8", "m=video 6002 RTP/AVP 31", "a=x"), { "PCMA" })
    )
    assert.equal(
      sdp("m=audio 6000 RTP/AVP 8", "m=video 0 RTP/AVP 31"),
      codecs.cut(sdp("m=audio 6000 RTP/AVP 8", "m=video 6002/2 RTP/AVP 31"), { "PCMA" })
    )
  end)

  it("that goes on changes nothing but the codecs: keys, addresses, hold and packet times stay", function()
    local offer = sdp(
      "m=audio 6000 RTP/SAVP 0 8",
      "c=IN IP4 0.0.0.0",
      "b=AS:64",
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:aaaa",
      "a=rtpmap:0 PCMU/8000",
      "a=rtpmap:8 PCMA/8000",
      "a=ptime:20",
      "a=rtcp-fb:* nack",
      "a=rtcp-fb:0 nack",
      "a=sendonly"
    )
    assert.equal(
      sdp(
        "m=audio 6000 RTP/SAVP 8",
        "c=IN IP4 0.0.0.0",
        "b=AS:64",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:aaaa",
        "a=rtpmap:8 PCMA/8000",
        "a=ptime:20",
        "a=rtcp-fb:* nack",
        "a=sendonly"
      ),
      codecs.cut(offer, { "PCMA" })
    )
  end)
end)

describe("tones", function()
  local OFFER = sdp(
    "m=audio 6000 RTP/AVP 96 8 101 102",
    "a=rtpmap:96 opus/48000/2",
    "a=rtpmap:101 telephone-event/8000",
    "a=rtpmap:102 telephone-event/48000",
    "a=fmtp:102 0-16"
  )

  it("stay at the clock rates of the codecs that stay", function()
    assert.equal(
      sdp("m=audio 6000 RTP/AVP 8 101", "a=rtpmap:101 telephone-event/8000"),
      codecs.cut(OFFER, { "PCMA" })
    )
    assert.equal(
      sdp(
        "m=audio 6000 RTP/AVP 96 102",
        "a=rtpmap:96 opus/48000/2",
        "a=rtpmap:102 telephone-event/48000",
        "a=fmtp:102 0-16"
      ),
      codecs.cut(OFFER, { "opus" })
    )
    assert.truthy(codecs.cut(OFFER, { "PCMA", "opus" }):find("m=audio 6000 RTP/AVP 8 96 101 102\r\n", 1, true))
  end)

  it("all stay when none is at such a rate", function()
    local offer =
      sdp("m=audio 6000 RTP/AVP 96 101", "a=rtpmap:96 opus/48000/2", "a=rtpmap:101 telephone-event/8000")
    assert.equal(offer, codecs.cut(offer, { "opus" }))
  end)

  it("go with G.722, whose clock rate is written 8000 (RFC 3551 §4.5.2)", function()
    local offer = sdp("m=audio 6000 RTP/AVP 9 101", "a=rtpmap:9 G722/8000", "a=rtpmap:101 telephone-event/8000")
    assert.equal(offer, codecs.cut(offer, { "G722" }))
  end)
end)

describe("payload types", function()
  it("count by what they are mapped to, static ones included", function()
    assert.equal(
      sdp("m=audio 6000 RTP/AVP 97", "a=rtpmap:97 PCMA/8000"),
      codecs.cut(sdp("m=audio 6000 RTP/AVP 0 97", "a=rtpmap:97 PCMA/8000"), { "PCMA" })
    )
    assert.is_nil(codecs.cut(sdp("m=audio 6000 RTP/AVP 8", "a=rtpmap:8 opus/48000/2"), { "PCMA" }))
  end)

  it("of one codec all stay, in the agent's order", function()
    local offer = sdp(
      "m=audio 6000 RTP/AVP 98 97 8",
      "a=rtpmap:97 AMR/8000",
      "a=fmtp:97 octet-align=1",
      "a=rtpmap:98 AMR/8000",
      "a=fmtp:98 mode-set=0,2"
    )
    assert.equal(
      sdp(
        "m=audio 6000 RTP/AVP 98 97",
        "a=rtpmap:97 AMR/8000",
        "a=fmtp:97 octet-align=1",
        "a=rtpmap:98 AMR/8000",
        "a=fmtp:98 mode-set=0,2"
      ),
      codecs.cut(offer, { "AMR" })
    )
    local linear = sdp("m=audio 6000 RTP/AVP 10 11 96", "a=rtpmap:96 L16/16000")
    assert.equal(linear, codecs.cut(linear, { "L16" }))
  end)

  it(
    "listed twice are listed once",
    function()
      assert.equal(
        sdp("m=audio 6000 RTP/AVP 8 0"),
        codecs.cut(sdp("m=audio 6000 RTP/AVP 0 8 8 0"), { "PCMA", "PCMU" })
      )
    end
  )

  it(
    "that nothing explains are dropped",
    function()
      assert.equal(sdp("m=audio 6000 RTP/AVP 8"), codecs.cut(sdp("m=audio 6000 RTP/AVP 99 8 x"), { "PCMA" }))
    end
  )
end)

describe("several streams", function()
  it(
    "are each cut for themselves; one without a codec in common is declined",
    function()
      assert.equal(
        sdp("m=audio 6000 RTP/AVP 8", "m=audio 0 RTP/AVP 9", "m=audio 6004 RTP/AVP 8"),
        codecs.cut(sdp("m=audio 6000 RTP/AVP 0 8", "m=audio 6002 RTP/AVP 9", "m=audio 6004 RTP/AVP 8"), { "PCMA" })
      )
    end
  )

  it("that were closed before stay as they are, and count for nothing", function()
    local offer = sdp("m=audio 0 RTP/AVP 0 8", "m=audio 6000 RTP/AVP 8")
    assert.equal(offer, codecs.cut(offer, { "PCMA" }))
    assert.is_nil(codecs.cut(sdp("m=audio 0 RTP/AVP 8", "m=audio 6000 RTP/AVP 0"), { "PCMA" }))
  end)

  it("may all be closed, as when a call is parked", function()
    local offer = sdp("m=audio 0 RTP/AVP 0 8", "m=video 0 RTP/AVP 31")
    assert.equal(offer, codecs.cut(offer, { "opus" }))
  end)

  it("leave their group when they are declined (RFC 8843)", function()
    local function grouped(group, ...)
      return sdp("a=group:BUNDLE" .. group, "m=audio 6000 RTP/AVP 8", "a=mid:a", ...)
    end
    assert.equal(
      grouped(" a", "m=video 0 RTP/AVP 96", "a=mid:v"),
      codecs.cut(grouped(" a v", "m=video 6002 RTP/AVP 96", "a=mid:v", "a=bundle-only"), { "PCMA" })
    )
    assert.equal(
      sdp("m=audio 6000 RTP/AVP 8", "m=video 0 RTP/AVP 96", "a=mid:v"),
      codecs.cut(sdp("a=group:LS v", "m=audio 6000 RTP/AVP 8", "m=video 6002 RTP/AVP 96", "a=mid:v"), { "PCMA" })
    )
  end)
end)

describe("a text that is hardly SDP", function()
  it(
    "is read as far as it goes: lone line feeds, blank lines",
    function()
      assert.equal("v=0\r\nm=audio 6000 RTP/AVP 8\r\n", codecs.cut("v=0\n\nm=audio 6000 RTP/AVP 8\n\n", { "PCMA" }))
    end
  )

  it("is no offer for anyone", function()
    for _, text in ipairs {
      "",
      "x",
      "m=",
      "m=audio",
      "m=audio 6000",
      "m=audio 6000 RTP/AVP",
      "m=audio x y z\r\nm=",
      "a=rtpmap:8 PCMA/8000",
      "m=audio 1 RTP/AVP 99\r\na=rtpmap:99 /",
      ("\0"):rep(100),
    } do
      assert.is_nil(codecs.cut(text, { "PCMA" }), text)
    end
  end)
end)

describe("any offer at all", function()
  local OFFER = sdp(
    "a=group:BUNDLE a v",
    "m=audio 6000 RTP/SAVP 0 8 96 101 13",
    "a=rtpmap:96 opus/48000/2",
    "a=fmtp:96 x=1;y=2",
    "a=rtpmap:101 telephone-event/8000",
    "a=mid:a",
    "m=video 6002/2 RTP/AVP 31",
    "a=mid:v"
  )

  local function count(text, pattern)
    local total = 0
    for _ in text:gmatch(pattern) do
      total = total + 1
    end
    return total
  end

  it("keeps its streams, and of its codecs no other than the trunk's", function()
    math.randomseed(4)
    local taken = 0
    for _ = 1, 3000 do
      local text = OFFER
      for _ = 1, math.random(4) do
        local at = math.random(#text)
        text = text:sub(1, at - 1) .. string.char(math.random(0, 255)):rep(math.random(0, 3)) .. text:sub(at + 1)
      end
      local cut = codecs.cut(text, { "PCMA" })
      if cut then
        taken = taken + 1
        assert.equal(count("\n" .. text, "\nm="), count("\n" .. cut, "\nm="), text)
        assert.is_nil(cut:match("m=audio [1-9]%d* RTP/SAVP [^\r]*%f[%d]0%f[^%d]"), text)
        assert.equal(cut, codecs.cut(cut, { "PCMA" }), text)
      end
    end
    assert.is_true(taken > 1000)
  end)
end)
