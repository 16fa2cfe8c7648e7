local farewell = require "egress.farewell"

local function reply(overrides)
  local out = {
    via = "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKab.1.0;received=192.0.2.1;rport=5060",
    from = "<sip:+493012345@carrier.example>;tag=a",
    to = "<sip:+4989555@carrier.example>;tag=c",
    call_id = "id",
    number = 33,
    contact = "<sip:gw@198.51.100.7:5062>",
    record_routes = {},
  }
  for key, value in pairs(overrides) do
    out[key] = value
  end
  return out
end

local function is_ours(value) return value:find(";eg=", 1, true) ~= nil end

local URI = "sip:+4989555@carrier.example"

local function requests(overrides) return farewell.requests(reply(overrides), URI, is_ours, "z9hG4bKnew") end

describe("a late provisional answer", function()
  it(
    "is followed by the CANCEL of its INVITE: same Request-URI, Via, From, number, and To without a tag",
    function()
      assert.same({
        table.concat({
          "CANCEL sip:+4989555@carrier.example SIP/2.0",
          "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKab.1.0",
          "Max-Forwards: 70",
          "From: <sip:+493012345@carrier.example>;tag=a",
          "To: <sip:+4989555@carrier.example>",
          "Call-ID: id",
          "CSeq: 33 CANCEL",
          "Content-Length: 0",
          "",
          "",
        }, "\r\n"),
      }, requests { status = 180 })
    end
  )
end)

describe("a late failure", function()
  it("is acknowledged within its transaction", function()
    local list = requests { status = 487 }
    assert.equal(1, #list)
    assert.equal(
      1,
      list[1]:find(
        "ACK " .. URI .. " SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;" .. "branch=z9hG4bKab.1.0\r\n",
        1,
        true
      )
    )
    assert.truthy(list[1]:find("\r\nTo: <sip:+4989555@carrier.example>;tag=c\r\n", 1, true))
    assert.truthy(list[1]:find("\r\nCSeq: 33 ACK\r\n", 1, true))
  end)
end)

describe("a late success", function()
  it("is acknowledged and hung up in its dialog", function()
    local list = requests { status = 200 }
    assert.equal(2, #list)
    assert.truthy(list[1]:find("^ACK sip:gw@198%.51%.100%.7:5062 SIP/2%.0\r\n"))
    assert.truthy(list[1]:find("\r\nCSeq: 33 ACK\r\n", 1, true))
    assert.truthy(list[2]:find("^BYE sip:gw@198%.51%.100%.7:5062 SIP/2%.0\r\n"))
    assert.truthy(list[2]:find("\r\nCSeq: 34 BYE\r\n", 1, true))
    assert.not_equal(list[1]:match("branch=(%S+)"), list[2]:match("branch=(%S+)"))
  end)

  it("goes by way of the carrier's proxies, the nearest first", function()
    local list = requests {
      status = 200,
      record_routes = {
        "<sip:far.carrier.example;lr>, <sip:198.51.100.1;lr>",
        "<sip:192.0.2.1;lr;eg=token>",
        "<sip:10.0.0.1;lr>",
      },
    }
    assert.truthy(
      list[2]:find("\r\nRoute: <sip:198.51.100.1;lr>\r\nRoute: <sip:far.carrier.example;lr>\r\nMax", 1, true)
    )
  end)

  it("without a Contact names what the INVITE named", function()
    local bare = reply { status = 200 }
    bare.contact = nil
    assert.equal(1, farewell.requests(bare, URI, is_ours, "z")[1]:find("ACK " .. URI .. " SIP", 1, true))
  end)
end)

describe("a reply without a Via of ours", function()
  it("gets nothing", function() assert.same({}, requests { status = 200, via = "" }) end)
end)
