local cjson = require "cjson.safe"
local new_memory = require "support.memory"
local registrations = require "egress.sync.registrations"

describe("registrations in Redis", function()
  local memory, mine, owners

  local function trunk(id, method) return { trunkId = id, enabled = true, auth = { method = method } } end

  local function bind(id, members)
    local record = {
      trunkId = id,
      revision = 7,
      state = "registered",
      tries = 0,
      changedAt = 5,
      nextAt = 9,
      code = 200,
      reason = "OK",
      boundUntil = 100,
      aim = { place = "place of " .. id },
    }
    for name, value in pairs(members or {}) do
      record[name] = value
    end
    memory.put("registration", id, cjson.encode(record))
    mine.changed(id)
  end

  local function asked(all)
    local text, written = mine.argument(all)
    return cjson.decode(text), written
  end

  before_each(function()
    memory, owners = new_memory(), {}
    mine = registrations.new(
      memory,
      "proxy-1",
      function(row) return "place of " .. row.trunkId end,
      function(id) return owners[id] end
    )
  end)

  it("are told when they change, once", function()
    assert.is_false(mine.is_changed())
    bind("acme")
    assert.is_true(mine.is_changed())
    local argument = asked(false)
    assert.equal("proxy-1", argument.node)
    assert.matches('"state":"registered","until":100000', argument.entries.acme, 1, true)
    assert.is_false(mine.is_changed())
  end)

  it("are taken out when the trunk has none any more", function()
    bind("acme")
    memory.remove("registration", "acme")
    mine.changed("acme")
    assert.same({ acme = false }, asked(false).entries)
  end)

  it("are told again when Redis did not take them", function()
    bind("acme")
    local _, written = asked(false)
    mine.failed(written)
    assert.is_true(mine.is_changed())
  end)

  it("are all told when that is wanted, but not those that are being removed", function()
    bind("acme")
    asked(false)
    memory.put("registration", "kestrel|call-id", cjson.encode { removing = true })
    local argument = asked(true)
    assert.is_true(argument.all)
    assert.is_string(argument.entries.acme)
    assert.is_nil(argument.entries["kestrel|call-id"])
  end)

  it("keep a trunk from being ready until it is registered as its row says", function()
    mine.after(trunk("acme", "registration"))
    mine.after(trunk("kestrel", "digest"))
    assert.same({ { trunkId = "acme", reason = "is being registered" } }, mine.not_ready(50))
    bind("acme")
    assert.same({}, mine.not_ready(50))
    assert.same({ { trunkId = "acme", reason = "is being registered" } }, mine.not_ready(101))
    bind("acme", { code = 403, reason = "Forbidden", boundUntil = 1 })
    assert.same({ { trunkId = "acme", reason = "is not registered: 403 Forbidden" } }, mine.not_ready(50))
    bind("acme", { aim = { place = "where it was before" } })
    assert.same({ { trunkId = "acme", reason = "is being registered" } }, mine.not_ready(50))
    mine.gone("acme")
    assert.same({}, mine.not_ready(50))
  end)

  it("keep trunks of other nodes out of what this node is not ready for", function()
    mine.after(trunk("acme", "registration"))
    owners.acme = "proxy-2"
    assert.same({}, mine.not_ready(50))
    owners.acme = "proxy-1"
    assert.equal(1, #mine.not_ready(50))
  end)
end)
