describe("what sends a request", function()
  local outward, log, before

  before_each(function()
    before, log = _G.KSR, {}
    local function note(what)
      return function(key) log[#log + 1] = what .. " " .. key end
    end
    _G.KSR = { cfgutils = { lock = note "lock", unlock = note "unlock" } }
    package.loaded["egress.settings"], package.loaded["egress.outward"] = {}, nil
    outward = require "egress.outward"
  end)

  after_each(function()
    _G.KSR = before
    package.loaded["egress.settings"], package.loaded["egress.outward"] = nil, nil
  end)

  local function send()
    log[#log + 1] = "send"
    return 1
  end

  local TLS = "sip:192.0.2.1:5061;transport=tls"

  it("runs alone where it may have to open a TLS connection", function()
    assert.equal(1, outward.send(send, TLS))
    assert.same({ "lock " .. TLS, "send", "unlock " .. TLS }, log)
  end)

  it("waits for nobody over other transports", function()
    for _, transport in ipairs { "udp", "tcp" } do
      assert.equal(1, outward.send(send, "sip:192.0.2.1:5060;transport=" .. transport))
    end
    assert.same({ "send", "send" }, log)
  end)

  it("lets the others go on when it fails", function()
    assert.has_error(function()
      outward.send(function() error("broken", 0) end, TLS)
    end, "broken")
    assert.same({ "lock " .. TLS, "unlock " .. TLS }, log)
    outward.send(send, TLS)
    assert.equal(5, #log)
  end)

  it("does not wait for itself", function()
    outward.send(function() return outward.send(send, TLS) end, TLS)
    assert.same({ "lock " .. TLS, "send", "unlock " .. TLS }, log)
  end)
end)
