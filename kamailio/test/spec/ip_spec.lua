local ip = require "egress.ip"

local function text(address)
  local bytes = ip.parse(address)
  return bytes and ip.text(bytes)
end

describe("an address", function()
  it("is written as Kamailio writes the source of a request", function()
    assert.equal("192.0.2.1", text("192.0.2.1"))
    assert.equal("2001:db8:0:0:0:0:0:1", text("2001:DB8::1"))
    assert.equal("0:0:0:0:0:0:0:0", text("::"))
    assert.equal("fe80:0:0:0:1:2:3:4", text("fe80::1:2:3:4"))
    assert.equal("0:0:0:0:0:ffff:7f00:1", text("::ffff:127.0.0.1"))
    assert.equal("1:2:3:4:5:6:7:8", text("1:2:3:4:5:6:7:8"))
  end)

  it("is nothing that only resembles one", function()
    for _, other in ipairs({
      "",
      "1.2.3",
      "1.2.3.4.5",
      "256.1.1.1",
      "010.0.0.1",
      "1.2.3.4 ",
      "1..2.3",
      "0x7f.0.0.1",
      "a.b.c.d",
      ":",
      ":::",
      "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "12345::",
      "fe80::1%eth0",
      "[::1]",
      "::1.2.3",
      "::g",
      "1:2:3:4:5:6:7::8",
    }) do
      assert.is_nil(ip.parse(other), other)
    end
  end)
end)

describe("a network", function()
  it("holds the addresses that share its first bits", function()
    local function within(address, network) return ip.within(ip.parse(address), assert(ip.network(network))) end
    assert.is_true(within("10.255.0.1", "10.0.0.0/8"))
    assert.is_false(within("11.0.0.1", "10.0.0.0/8"))
    assert.is_true(within("172.31.255.255", "172.16.0.0/12"))
    assert.is_false(within("172.32.0.0", "172.16.0.0/12"))
    assert.is_true(within("192.0.2.1", "192.0.2.1"))
    assert.is_false(within("192.0.2.2", "192.0.2.1/32"))
    assert.is_true(within("8.8.8.8", "0.0.0.0/0"))
    assert.is_true(within("febf::1", "fe80::/10"))
    assert.is_false(within("fec0::1", "fe80::/10"))
    assert.is_false(within("10.0.0.1", "::/0"))
  end)

  it("needs a length that fits", function()
    for _, other in ipairs({ "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "/8", "" }) do
      assert.is_nil(ip.network(other), other)
    end
  end)
end)
