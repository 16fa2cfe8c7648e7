local cjson = require "cjson"
local addresses = require "egress.sync.addresses"
local ip = require "egress.ip"
local new_memory = require "support.memory"
local new_tls = require "support.tls"
local rows = require "support.rows"

local function trunk(id, members) return cjson.decode(rows.trunk(id, members)) end

local function permitted(bytes)
  if bytes[1] == 127 then return nil, "is in a loopback network" end
  return true
end

describe("the addresses of trunks", function()
  local memory, book

  before_each(function()
    memory = new_memory()
    book = addresses.new(memory, permitted, new_tls(memory).places)
  end)

  local function put(row)
    book.before(row)
    book.after(row)
  end

  local function resolved(key, ...)
    local list = {}
    for at, address in ipairs({ ... }) do
      list[at] = { ip = address, port = 5060 }
    end
    memory.put("resolved", key, cjson.encode({ by = "host", addresses = list }))
    book.answered(key)
  end

  local NAMED = { host = "sip.acme.example", port = rows.NONE }
  local KEY = "udp/sip.acme.example/"

  it("are there at once for a literal host", function()
    put(trunk("acme"))
    assert.equal('[{"ip":"198.51.100.7","port":5070}]', memory.get("address", "acme"))
    assert.same({ ["198.51.100.7"] = "1" }, memory.all("carrier"))
    assert.same({}, book.not_ready(9))
  end)

  it("of a name come when it is resolved, and until then the trunk is not ready", function()
    put(trunk("acme", NAMED))
    assert.same({ [KEY] = "1" }, memory.all("target"))
    assert.is_true(book.take_targets_changed())
    assert.is_false(book.take_targets_changed())
    assert.same({ { trunkId = "acme", reason = "sip.acme.example is being resolved" } }, book.not_ready(9))
    resolved(KEY, "192.0.2.1", "192.0.2.2")
    assert.equal('[{"ip":"192.0.2.1","port":5060},{"ip":"192.0.2.2","port":5060}]', memory.get("address", "acme"))
    assert.same({}, book.not_ready(9))
  end)

  it("say why there are none when the name does not resolve", function()
    put(trunk("acme", NAMED))
    memory.put("resolved", KEY, '{"reason":"sip.acme.example does not resolve"}')
    book.answered(KEY)
    assert.same({ { trunkId = "acme", reason = "sip.acme.example does not resolve" } }, book.not_ready(9))
  end)

  it("are not taken from an answer that is garbage, as a damaged disk copy may hold one", function()
    put(trunk("acme", NAMED))
    for _, garbage in ipairs({
      "x",
      "[]",
      "{}",
      '{"addresses":7}',
      '{"reason":{}}',
      '{"addresses":[7]}',
      '{"addresses":[{"ip":7,"port":5060}]}',
      '{"addresses":[{"ip":"x","port":5060}]}',
      '{"addresses":[{"ip":"192.0.2.1"}]}',
      '{"addresses":[{"ip":"192.0.2.1","port":0}]}',
    }) do
      memory.put("resolved", KEY, garbage)
      book.answered(KEY)
      assert.is_nil(memory.get("address", "acme"))
      assert.equal(1, #book.not_ready(9))
    end
  end)

  it("are shared by trunks of the same host and known at once to the second one", function()
    put(trunk("acme", NAMED))
    resolved(KEY, "192.0.2.1")
    put(trunk("kestrel", NAMED))
    assert.equal(memory.get("address", "acme"), memory.get("address", "kestrel"))
    book.gone("acme")
    assert.same({ ["192.0.2.1"] = "1" }, memory.all("carrier"))
    assert.same({ [KEY] = "1" }, memory.all("target"))
    book.gone("kestrel")
    assert.same({}, memory.all("carrier"))
    assert.same({}, memory.all("target"))
    assert.same({}, memory.all("address"))
  end)

  it("leave out where carriers may not be", function()
    put(trunk("acme", NAMED))
    resolved(KEY, "127.0.0.1", "192.0.2.1")
    assert.equal('[{"ip":"192.0.2.1","port":5060}]', memory.get("address", "acme"))
    resolved(KEY, "127.0.0.1")
    assert.is_nil(memory.get("address", "acme"))
    assert.same({}, memory.all("carrier"))
    assert.same({ { trunkId = "acme", reason = "127.0.0.1 is in a loopback network" } }, book.not_ready(9))
    put(trunk("kestrel", { host = "127.0.0.9" }))
    assert.is_nil(memory.get("address", "kestrel"))
  end)

  it("are those of IPv6 in the form of Kamailio's source addresses", function()
    put(trunk("acme", { host = "[2001:db8::1]" }))
    assert.equal('[{"ip":"2001:db8:0:0:0:0:0:1","port":5070}]', memory.get("address", "acme"))
    assert.equal("1", memory.get("carrier", ip.text(ip.parse("2001:db8::1"))))
  end)

  it("go before the row of a moved trunk is replaced, and stay for any other edit", function()
    put(trunk("acme"))
    book.before(trunk("acme", { priority = 9, auth = { method = "digest" } }))
    assert.truthy(memory.get("address", "acme"))
    book.before(trunk("acme", { host = "203.0.113.5" }))
    assert.is_nil(memory.get("address", "acme"))
    assert.is_nil(memory.get("carrier", "198.51.100.7"))
    book.after(trunk("acme", { host = "203.0.113.5" }))
    assert.equal('[{"ip":"203.0.113.5","port":5070}]', memory.get("address", "acme"))
  end)

  it("go when a trunk is disabled, and it is not called not ready", function()
    put(trunk("acme", NAMED))
    put({ trunkId = "acme", revision = 8, enabled = false })
    assert.same({}, memory.all("address"))
    assert.same({}, memory.all("target"))
    assert.same({}, book.not_ready(9))
    assert.equal(0, book.count_not_ready())
  end)

  it("follow a change of DNS, carriers' addresses too", function()
    put(trunk("acme", NAMED))
    resolved(KEY, "192.0.2.1")
    resolved(KEY, "192.0.2.2")
    assert.same({ ["192.0.2.2"] = "1" }, memory.all("carrier"))
  end)

  it("are swept of what earlier rows left", function()
    memory.put("carrier", "192.0.2.66", "1")
    memory.put("address", "gone", "[]")
    memory.put("target", "udp/gone.example/", "1")
    put(trunk("acme", NAMED))
    book.sweep()
    assert.same({}, memory.all("carrier"))
    assert.same({}, memory.all("address"))
    assert.same({ [KEY] = "1" }, memory.all("target"))
  end)

  it("are told missing for as many trunks as are asked for, in the order of their IDs", function()
    for _, id in ipairs({ "c", "a", "b" }) do
      put(trunk(id, { host = id .. ".example" }))
    end
    local ids = {}
    for at, entry in ipairs(book.not_ready(2)) do
      ids[at] = entry.trunkId
    end
    assert.same({ "a", "b" }, ids)
    assert.equal(3, book.count_not_ready())
  end)
end)
