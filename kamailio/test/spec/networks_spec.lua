local ip = require "egress.ip"
local networks = require "egress.networks"

local function refusal(address, allowed) return networks.refusal(ip.parse(address), assert(networks.parse(allowed))) end

describe("an address that a carrier's name resolves to", function()
  it("is refused where only this host or its link can be", function()
    for address, kind in pairs({
      ["127.0.0.1"] = "loopback",
      ["127.255.255.254"] = "loopback",
      ["::1"] = "loopback",
      ["169.254.169.254"] = "link-local",
      ["fe80::1"] = "link-local",
      ["224.0.0.1"] = "multicast",
      ["ff02::1"] = "multicast",
      ["0.0.0.0"] = "unspecified",
      ["::"] = "unspecified",
      ["255.255.255.255"] = "reserved",
    }) do
      assert.equal(kind, refusal(address), address)
    end
  end)

  it("is refused too when IPv6 only wraps it", function()
    assert.equal("loopback", refusal("::ffff:127.0.0.1"))
    assert.equal("link-local", refusal("64:ff9b::169.254.169.254"))
    assert.is_nil(refusal("::ffff:192.0.2.1"))
  end)

  it("may be public, or private: carriers are reached over VPNs", function()
    for _, address in ipairs({
      "192.0.2.1",
      "10.1.2.3",
      "172.16.0.1",
      "192.168.0.1",
      "100.64.0.1",
      "2001:db8::1",
      "fd00::1",
    }) do
      assert.is_nil(refusal(address), address)
    end
  end)

  it("is accepted all the same where the operator allows its network, and only there", function()
    assert.is_nil(refusal("127.0.0.9", "127.0.0.0/8"))
    assert.is_nil(refusal("::1", "10.0.0.0/8, ::1"))
    assert.is_nil(refusal("::ffff:127.0.0.9", "127.0.0.0/8"))
    assert.equal("loopback", refusal("127.0.1.1", "127.0.0.0/24"))
    assert.equal("link-local", refusal("169.254.1.1", "127.0.0.0/8"))
  end)
end)

describe("the list of allowed networks", function()
  it("names its unreadable entry", function()
    assert.same({ nil, "10.0.0.0/40" }, { networks.parse("127.0.0.0/8,10.0.0.0/40") })
    assert.same({}, networks.parse(nil))
    assert.same({}, networks.parse(" , "))
  end)
end)
