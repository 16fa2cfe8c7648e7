local cjson = require "cjson"
local new_memory = require "support.memory"
local new_tls = require "support.tls"
local rows = require "support.rows"

local TLS = { transport = "tls", host = "sip.acme.example" }

local function trunk(id, members)
  local all = {}
  for name, value in pairs(TLS) do
    all[name] = value
  end
  for name, value in pairs(members or {}) do
    all[name] = value
  end
  return cjson.decode(rows.trunk(id, all))
end

local function with_certificate(id, pem, members)
  members = members or {}
  members.auth = { method = "tls_mutual", certificate = pem }
  return trunk(id, members)
end

describe("the identity of a TLS trunk", function()
  local memory, tls, identities

  before_each(function()
    memory = new_memory()
    tls = new_tls(memory)
    identities = tls.identities
  end)

  local function put(row)
    local reason = identities.admit(row)
    if not reason then identities.after(row) end
    return reason
  end

  local function load()
    memory.each_key("profile", function(server) memory.put("loaded", server, "1") end)
    return identities.loaded()
  end

  local function of(id)
    local text = memory.get("identity", id)
    return text and cjson.decode(text)
  end

  local function port_of(id) return (of(id) or {}).port end

  it("is the node's own at once without a certificate and CA", function()
    assert.is_nil(put(trunk("acme")))
    assert.same({ server = "node", port = 5061, name = "sip.acme.example" }, of("acme"))
    assert.equal("node", identities.of("acme").server)
    assert.same({}, memory.all("profile"))
  end)

  it("is none without TLS", function()
    put(cjson.decode(rows.trunk("acme")))
    assert.is_nil(identities.of("acme"))
    assert.is_nil(of("acme"))
  end)

  it("goes by the host that requests are sent to", function()
    put(trunk("acme", { outboundProxy = { host = "edge.example" } }))
    assert.equal("edge.example", of("acme").name)
  end)

  it("holds only when Kamailio has loaded it", function()
    put(with_certificate("acme", "cert one"))
    assert.is_false(identities.of("acme"))
    assert.is_nil(of("acme"))
    assert.is_true(identities.take_changed())
    assert.same({ "acme" }, load())
    assert.equal(5062, port_of("acme"))
    assert.equal(5062, identities.of("acme").port)
    assert.same({}, identities.loaded())
  end)

  it("has a port of its own for each certificate and each CA", function()
    put(with_certificate("acme", "cert one"))
    put(trunk("kestrel", { tlsCa = "ca" }))
    load()
    assert.same({ 5062, 5063 }, { port_of("acme"), port_of("kestrel") })
  end)

  it("is shared by trunks with the same certificate and CA", function()
    put(with_certificate("acme", "cert one"))
    put(with_certificate("kestrel", "cert one", { host = "sip.kestrel.example" }))
    load()
    assert.same({ 5062, 5062 }, { port_of("acme"), port_of("kestrel") })
    assert.equal("sip.kestrel.example", of("kestrel").name)
  end)

  it("is another one for the same certificate with another CA", function()
    put(with_certificate("acme", "cert one"))
    put(with_certificate("kestrel", "cert one", { tlsCa = "ca" }))
    load()
    assert.same({ 5062, 5063 }, { port_of("acme"), port_of("kestrel") })
  end)

  it("is refused when no port is left, and the others stay", function()
    put(with_certificate("acme", "cert one"))
    put(with_certificate("kestrel", "cert two"))
    load()
    put(trunk("third"))
    assert.equal("all 2 client certificate sockets are taken", put(with_certificate("third", "cert three")))
    assert.same({ server = "node", port = 5061, name = "sip.acme.example" }, of("third"))
  end)

  it("is refused when it can't be used, and the one before stays", function()
    put(with_certificate("acme", "cert one"))
    load()
    assert.equal("auth.certificate is bad", put(with_certificate("acme", "bad cert")))
    assert.equal(5062, port_of("acme"))
    put(with_certificate("kestrel", "cert two"))
    load()
    assert.equal(5063, port_of("kestrel"))
  end)

  it("is examined once", function()
    put(with_certificate("acme", "cert one"))
    put(with_certificate("acme", "cert one", { priority = 9 }))
    assert.equal(1, #tls.examined)
  end)

  describe("that is replaced", function()
    before_each(function()
      put(with_certificate("acme", "cert one"))
      load()
      put(with_certificate("acme", "cert two"))
    end)

    it("holds until the new one is loaded", function()
      assert.equal(5062, port_of("acme"))
      assert.equal(5062, identities.of("acme").port)
      assert.same({ "acme" }, load())
      assert.equal(5063, port_of("acme"))
    end)

    it("does not hold for another host", function()
      put(with_certificate("acme", "cert two", { host = "elsewhere.example" }))
      assert.is_false(identities.of("acme"))
    end)

    it("does not hold for another port", function()
      put(with_certificate("acme", "cert two", { port = 5999 }))
      assert.is_false(identities.of("acme"))
    end)

    it("keeps its port for a while, until its connections are gone", function()
      load()
      local open, closed = { { id = 7, port = 5062 }, { id = 8, port = 5063 } }, {}
      local connections = { list = function() return open end, close = function(id) closed[#closed + 1] = id end }
      tls.now = tls.now + 299
      identities.tick(connections)
      assert.equal("all 2 client certificate sockets are taken", put(with_certificate("kestrel", "cert three")))
      tls.now = tls.now + 1
      identities.tick(connections)
      assert.same({ 7 }, closed)
      assert.is_false(identities.take_freed())
      open = { open[2] }
      identities.tick(connections)
      assert.is_true(identities.take_freed())
      assert.is_nil(put(with_certificate("kestrel", "cert three")))
      load()
      assert.equal(5062, port_of("kestrel"))
      assert.equal(5063, port_of("acme"))
    end)

    it("comes back to its port when it is wanted again", function()
      load()
      put(with_certificate("acme", "cert one"))
      load()
      assert.equal(5062, port_of("acme"))
    end)
  end)

  describe("of a trunk that is gone", function()
    local nothing = { list = function() return {} end, close = error }

    before_each(function()
      put(with_certificate("acme", "cert one"))
      load()
      identities.gone("acme")
    end)

    it("stays until its running calls have ended", function()
      tls.calls.acme = 1
      tls.now = tls.now + 10000
      identities.tick(nothing)
      assert.equal(5062, port_of("acme"))
      assert.truthy(next(memory.all("profile")))
      tls.calls.acme = 0
      identities.tick(nothing)
      assert.is_nil(of("acme"))
      assert.same({}, memory.all("profile"))
    end)

    it("stays for a while without calls too, for requests that are under way", function()
      tls.now = tls.now + 299
      identities.tick(nothing)
      assert.equal(5062, port_of("acme"))
    end)

    it("is its own again when it comes back", function()
      put(with_certificate("acme", "cert one"))
      load()
      tls.now = tls.now + 20000
      identities.tick(nothing)
      assert.equal(5062, port_of("acme"))
    end)

    it("gives way when the trunk comes back with another one", function()
      put(with_certificate("acme", "cert two"))
      load()
      assert.equal(5063, port_of("acme"))
      tls.now = tls.now + 300
      identities.tick(nothing)
      assert.equal(5063, port_of("acme"))
      identities.tick(nothing)
      assert.is_nil(put(with_certificate("kestrel", "cert three")))
    end)

    it("stays for its running calls through a new Lua", function()
      tls = new_tls(memory)
      identities = tls.identities
      identities.adopt()
      identities.sweep()
      tls.calls.acme = 1
      tls.now = tls.now + 10000
      identities.tick(nothing)
      assert.equal(5062, port_of("acme"))
    end)
  end)

  it("keeps its port through a new Lua", function()
    put(with_certificate("kestrel", "cert two"))
    put(with_certificate("acme", "cert one"))
    load()
    tls = new_tls(memory)
    identities = tls.identities
    identities.adopt()
    put(with_certificate("acme", "cert one"))
    assert.equal(5063, port_of("acme"))
    assert.equal(5063, identities.of("acme").port)
  end)

  it("gives its port back when its row was not put after all", function()
    put(with_certificate("kestrel", "cert two"))
    identities.admit(with_certificate("acme", "cert one"))
    identities.dismiss("acme")
    local connections = { list = function() return {} end, close = error }
    identities.tick(connections)
    assert.is_nil(put(with_certificate("third", "cert three")))
  end)
end)
