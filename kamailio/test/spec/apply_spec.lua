local addresses = require "egress.sync.addresses"
local apply = require "egress.sync.apply"
local new_memory = require "support.memory"
local new_tls = require "support.tls"
local rows = require "support.rows"

local N1, N2 = "+4930111111", "+4930222222"

describe("pulled rows", function()
  local memory, book, sync, told

  local function begin()
    local tls = new_tls(memory)
    book = addresses.new(memory, function() return true end, tls.places)
    told = {}
    sync = apply.new(memory, book, function() return nil, "is not a sealed value" end, tls.identities, {
      {
        after = function(trunk) told[#told + 1] = "after " .. trunk.trunkId end,
        gone = function(trunk_id) told[#told + 1] = "gone " .. trunk_id end,
      },
    })
  end

  before_each(function()
    memory = new_memory()
    begin()
  end)

  local function batch(list, how)
    how = how or {}
    return sync.batch({ revision = how.revision or 9, full = how.full, keep = how.keep, rows = rows.iterate(list) })
  end

  local function refused()
    local texts = {}
    for at, entry in ipairs(sync.refused(100)) do
      texts[at] = ("%s %s %d %s"):format(entry.kind, entry.key, entry.revision, entry.reason)
    end
    return texts
  end

  local BASE = {
    { "trunk", "acme", rows.trunk("acme") },
    { "trunk", "off", rows.disabled("off") },
    { "number", N1, rows.number(N1, "acme") },
  }

  it("stand in shared memory exactly as they stand in Redis", function()
    assert.same({ 3, 0 }, { batch(BASE) })
    assert.equal(rows.trunk("acme"), memory.get("trunk", "acme"))
    assert.equal(rows.disabled("off"), memory.get("trunk", "off"))
    assert.equal(rows.number(N1, "acme"), memory.get("number", N1))
    assert.truthy(memory.get("address", "acme"))
    assert.is_nil(memory.get("address", "off"))
  end)

  it("are put only where they differ", function()
    batch(BASE)
    memory.log = {}
    assert.same({ 0, 0 }, { batch(BASE, { full = true }) })
    assert.same({}, memory.log)
  end)

  it("never let a number name a missing trunk, neither coming nor going", function()
    batch(BASE)
    assert.same({ "put trunk acme" }, { memory.log[1] })
    assert.equal("put number " .. N1, memory.log[#memory.log])
    memory.log = {}
    batch({
      { "trunk", "acme", false },
      { "trunk", "kestrel", rows.trunk("kestrel") },
      { "number", N1, false },
      { "number", N2, rows.number(N2, "kestrel") },
    })
    local order = {}
    for _, line in ipairs(memory.log) do
      if line:find(" trunk ") or line:find(" number ") then order[#order + 1] = line end
    end
    assert.same({ "put trunk kestrel", "put number " .. N2, "remove number " .. N1, "remove trunk acme" }, order)
    assert.is_nil(memory.get("address", "acme"))
  end)

  it("take out whatever a full batch does not name", function()
    batch(BASE)
    assert.same({ 0, 2 }, { batch({ { "trunk", "acme", rows.trunk("acme") } }, { full = true }) })
    assert.is_nil(memory.get("trunk", "off"))
    assert.is_nil(memory.get("number", N1))
  end)

  it("are told to who watches: trunks that were put and those that are gone", function()
    batch({ { "trunk", "acme", rows.trunk("acme") }, { "number", N1, rows.number(N1, "acme") } }, { full = true })
    batch({ { "trunk", "acme", rows.trunk("acme") } }, { full = true })
    batch({}, { full = true })
    assert.same({ "after acme", "gone acme" }, told)
  end)

  it("take out nothing when Redis lacks rows at the revision that it had them at", function()
    batch(BASE)
    assert.same({ 0, 0 }, { batch({}, { full = true, keep = true }) })
    assert.truthy(memory.get("trunk", "acme"))
  end)

  it("that are bad leave the last good one in force and are listed, others are taken", function()
    batch(BASE)
    batch({
      { "trunk", "acme", rows.trunk("acme", { priority = 101, revision = 41 }) },
      { "trunk", "kestrel", rows.trunk("kestrel") },
      { "number", N1, "garbage" },
    }, { revision = 43 })
    assert.equal(rows.trunk("acme"), memory.get("trunk", "acme"))
    assert.truthy(memory.get("address", "acme"))
    assert.equal(rows.number(N1, "acme"), memory.get("number", N1))
    assert.truthy(memory.get("trunk", "kestrel"))
    assert.same({
      "number " .. N1 .. " 43 is not a JSON object",
      "trunk acme 41 priority is not a whole number from 0 to 100",
    }, refused())
    assert.equal(2, sync.count_refused())
  end)

  it("are no longer listed once they are good, as they were before, or gone", function()
    batch(BASE)
    local bad =
      { { "trunk", "acme", "{" }, { "trunk", "off", "{" }, { "trunk", "new", "{" }, { "number", N1, "{" } }
    batch(bad)
    assert.equal(4, sync.count_refused())
    batch({
      { "trunk", "acme", rows.trunk("acme", { priority = 1 }) },
      { "trunk", "off", rows.disabled("off") },
      { "trunk", "new", false },
      { "number", N1, false },
    })
    assert.same({}, refused())
    batch(bad)
    batch({ { "trunk", "acme", rows.trunk("acme") } }, { full = true })
    assert.same({}, refused())
    assert.equal(0, sync.count_refused())
  end)

  it("that don't fit into shared memory are listed as such", function()
    batch(BASE)
    memory.full.trunk = true
    batch({ { "trunk", "acme", rows.trunk("acme", { host = "203.0.113.5" }) } })
    assert.equal(rows.trunk("acme"), memory.get("trunk", "acme"))
    assert.equal('[{"ip":"198.51.100.7","port":5070}]', memory.get("address", "acme"))
    assert.same({ "trunk acme 7 does not fit into shared memory" }, refused())
    memory.full.trunk = nil
    batch({ { "trunk", "acme", rows.trunk("acme", { priority = 1 }) } })
    assert.same({}, refused())
  end)

  it("have their keys made harmless before anyone is told of them", function()
    batch({ { "trunk", 'a"\n\255' .. ("x"):rep(200), "{" } })
    local key = sync.refused(1)[1].key
    assert.equal('a"??', key:sub(1, 4))
    assert.equal(128, #key)
  end)

  it("that a Lua loaded anew finds in shared memory are taken up with their addresses", function()
    batch(BASE)
    local address = memory.get("address", "acme")
    memory.put("carrier", "192.0.2.99", "1")
    memory.put(
      "trunk",
      "sealed",
      rows.trunk("sealed", {
        auth = { method = "digest", user = "u", password = "s1.x.y.z" },
      })
    )
    begin()
    sync.adopt()
    assert.equal(address, memory.get("address", "acme"))
    assert.same({ ["198.51.100.7"] = "1" }, memory.all("carrier"))
    assert.same({ "trunk sealed 7 auth.password is not a sealed value" }, refused())
    assert.truthy(memory.get("trunk", "sealed"))
  end)
end)
