local cjson = require "cjson"
local lookup = require "egress.sync.lookup"
local rows = require "support.rows"
local target = require "egress.sync.target"

local function trunk(members) return cjson.decode(rows.trunk("acme", members)) end

local function key(members) return target.key(trunk(members)) end

local HIGH = function() return 0.999 end
local LOW = function() return 0 end

local function dns(zone)
  local asked = {}
  return {
    asked = asked,
    srv = function(name)
      table.insert(asked, "SRV " .. name)
      return zone[name] or {}
    end,
    addresses = function(host)
      table.insert(asked, host)
      return zone[host] or {}
    end,
  }
end

local function find(members, zone, random)
  local server = dns(zone)
  local list, by = lookup.find(target.of_key(key(members)), server, random or LOW)
  local texts = {}
  for at, address in ipairs(list or {}) do
    texts[at] = address.ip .. " " .. address.port
  end
  return list and texts, by, server.asked
end

local NAME, NO_PORT = "sip.acme.example", rows.NONE

describe("a trunk's host", function()
  it("that is an address needs no DNS", function()
    assert.same({ bytes = { 198, 51, 100, 7 }, port = 5070 }, target.literal(trunk()))
    assert.equal(5060, target.literal(trunk({ port = NO_PORT })).port)
    assert.equal(5061, target.literal(trunk({ port = NO_PORT, transport = "tls" })).port)
    assert.equal(16, #target.literal(trunk({ host = "[2001:db8::1]" })).bytes)
    assert.is_nil(target.literal(trunk({ host = NAME })))
  end)

  it("with a port is asked for its addresses alone", function()
    local list, by, asked = find({ host = NAME }, { [NAME] = { "192.0.2.2", "2001:db8::2", "192.0.2.2" } })
    assert.same({ "192.0.2.2 5070", "2001:db8:0:0:0:0:0:2 5070" }, list)
    assert.equal("host", by)
    assert.same({ NAME }, asked)
  end)

  it("without a port is asked for the service of its transport first", function()
    for transport, service in pairs({ udp = "_sip._udp.", tcp = "_sip._tcp.", tls = "_sips._tcp." }) do
      local list, by, asked = find({ host = NAME, port = NO_PORT, transport = transport }, {
        [service .. NAME] = { { priority = 1, weight = 1, port = 5099, host = "a.example" } },
        ["a.example"] = { "192.0.2.9" },
      })
      assert.same({ "192.0.2.9 5099" }, list)
      assert.equal("srv", by)
      assert.same({ "SRV " .. service .. NAME, "a.example" }, asked)
    end
  end)

  it("without such a service has its own addresses and the usual port", function()
    assert.same({ "192.0.2.2 5060" }, (find({ host = NAME, port = NO_PORT }, { [NAME] = { "192.0.2.2" } })))
    assert.same(
      { "192.0.2.2 5061" },
      (find({ host = NAME, port = NO_PORT, transport = "tls" }, { [NAME] = { "192.0.2.2" } }))
    )
  end)

  it("that leads nowhere says why", function()
    assert.same(
      { nil, NAME .. " does not resolve" },
      { (function(a, b) return a, b end)(find({ host = NAME }, {})) }
    )
    local _, none = find({ host = NAME, port = NO_PORT }, {
      ["_sip._udp." .. NAME] = { { priority = 0, weight = 0, port = 0, host = "." } },
      [NAME] = { "192.0.2.2" },
    })
    assert.equal("_sip._udp." .. NAME .. " says that there is no such service", none)
    local _, dangling = find({ host = NAME, port = NO_PORT }, {
      ["_sip._udp." .. NAME] = { { priority = 0, weight = 0, port = 5060, host = "gone.example" } },
    })
    assert.equal("no host that _sip._udp." .. NAME .. " names resolves", dangling)
  end)

  it("with very many addresses is tried at sixteen of them", function()
    local many = {}
    for at = 1, 40 do
      many[at] = "192.0.2." .. at
    end
    assert.equal(16, #find({ host = NAME }, { [NAME] = many }))
  end)
end)

describe("service records", function()
  local RECORDS = {
    { priority = 20, weight = 0, port = 1, host = "backup" },
    { priority = 10, weight = 60, port = 2, host = "big" },
    { priority = 10, weight = 40, port = 3, host = "small" },
  }

  local function order(random)
    local hosts = {}
    local copies = {}
    for at, record in ipairs(RECORDS) do
      copies[at] = record
    end
    for at, record in ipairs(lookup.order(copies, random)) do
      hosts[at] = record.host
    end
    return hosts
  end

  it("are tried by priority, and within one by weighted chance", function()
    assert.same({ "big", "small", "backup" }, order(LOW))
    assert.same({ "small", "big", "backup" }, order(HIGH))
  end)

  it("come first about as often as their weight says", function()
    math.randomseed(1)
    local big = 0
    for _ = 1, 1000 do
      if order(math.random)[1] == "big" then big = big + 1 end
    end
    assert.is_true(big > 540 and big < 660, big)
  end)

  it("of weight 0 alone are all tried", function()
    local function weightless(host) return { priority = 1, weight = 0, port = 1, host = host } end
    assert.equal(2, #lookup.order({ weightless("a"), weightless("b") }, HIGH))
  end)
end)
