local codecs = require "egress.codecs"

local function sdp(...)
  return table.concat({ "v=0", "o=- 1 1 IN IP4 192.0.2.1", "s=-", "t=0 0", ... }, "\r\n") .. "\r\n"
end

describe("an offer", function()
  it("is cut to the trunk's codecs in the trunk's order; tones and comfort noise stay", function()
    local offer = sdp("m=audio 6000 RTP/AVP 0 8 9 13 101 96", "a=rtpmap:101 telephone-event/8000",
      "a=fmtp:101 0-15", "a=rtpmap:96 opus/48000/2", "a=fmtp:96 useinbandfec=1", "a=sendrecv")
    assert.equal(sdp("m=audio 6000 RTP/AVP 8 0 13 101", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15",
      "a=sendrecv"), codecs.cut(offer, { "PCMA", "PCMU" }))
  end)

  it("knows codecs by their rtpmap, in any case", function()
    local offer = sdp("m=audio 6000 RTP/AVP 96 0", "a=rtpmap:96 OPUS/48000/2", "a=fmtp:96 stereo=1")
    assert.equal(sdp("m=audio 6000 RTP/AVP 96", "a=rtpmap:96 OPUS/48000/2", "a=fmtp:96 stereo=1"),
      codecs.cut(offer, { "opus" }))
  end)

  it("is refused when no codec is left, tones alone included", function()
    assert.is_nil(codecs.cut(sdp("m=audio 6000 RTP/AVP 9 101", "a=rtpmap:101 telephone-event/8000"), { "PCMA" }))
    assert.is_nil(codecs.cut(sdp("m=video 6002 RTP/AVP 31"), { "PCMA" }))
  end)

  it("keeps the place of other media with port 0", function()
    assert.equal(sdp("m=audio 6000 RTP/AVP 8", "m=video 0 RTP/AVP 31", "a=x"),
      codecs.cut(sdp("m=audio 6000 RTP/AVP 8", "m=video 6002 RTP/AVP 31", "a=x"), { "PCMA" }))
  end)
end)
