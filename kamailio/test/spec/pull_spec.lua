local cjson = require "cjson"
local pull = require "egress.sync.pull"
local rows = require "support.rows"

-- Redis as far as the script needs it, and nothing that writes.
local function redis_with(store)
  local call = {}
  function call.HMGET(key, ...)
    local values = {}
    for at, field in ipairs({ ... }) do
      values[at] = (store[key] or {})[field] or false
    end
    return values
  end
  function call.HGET(key, field) return (store[key] or {})[field] or false end
  function call.HGETALL(key)
    local flat = {}
    for field, value in pairs(store[key] or {}) do
      flat[#flat + 1] = field
      flat[#flat + 1] = value
    end
    return flat
  end
  local function after(id, from)
    local exclusive = from:sub(1, 1) == "("
    local a, b = tonumber((id:match("^%d+"))), tonumber((from:match("%d+")))
    return exclusive and a > b or (not exclusive and a >= b)
  end
  function call.XRANGE(key, from, to)
    local found = {}
    for _, entry in ipairs(store[key] or {}) do
      if after(entry[1], from) and (to == "+" or entry[1] == to) then found[#found + 1] = entry end
    end
    return found
  end
  function call.XREVRANGE(key)
    local stream = store[key] or {}
    return { stream[#stream] }
  end
  return { call = function(command, ...) return assert(call[command], command .. " is not read-only")(...) end }
end

local HEAD, TRUNKS, NUMBERS, CHANGES = "egress:2:head", "egress:2:trunks", "egress:2:numbers", "egress:2:changes"

local function ask(store, known)
  local script = assert(loadstring(pull.SCRIPT))
  setfenv(
    script,
    setmetatable({
      redis = redis_with(store),
      cjson = cjson,
      KEYS = { HEAD, TRUNKS, NUMBERS, CHANGES },
      ARGV = { pull.argument(known) },
    }, { __index = _G })
  )
  local batch = pull.batch(script(), known)
  local got = { state = batch.state, rows = {}, order = {}, batch = batch }
  for kind, key, text in batch.rows do
    got.rows[kind .. " " .. key] = text
    got.order[#got.order + 1] = kind
  end
  return got
end

local function entry(id, revision, members)
  local fields = { "revision", tostring(revision) }
  for name, value in pairs(members) do
    fields[#fields + 1] = name
    fields[#fields + 1] = value
  end
  return { id .. "-0", fields }
end

local N1 = "+4930111111"

describe("a pull", function()
  local store

  before_each(
    function()
      store = {
        [HEAD] = { epoch = "u:1", revision = "7" },
        [TRUNKS] = { acme = rows.trunk("acme"), kestrel = rows.trunk("kestrel") },
        [NUMBERS] = { [N1] = rows.number(N1, "acme") },
        [CHANGES] = {
          entry(1, 5, { full = "1" }),
          entry(2, 6, { trunks = '["acme"]', numbers = "[]" }),
          entry(3, 7, { trunks = '["kestrel","gone"]', numbers = '["' .. N1 .. '"]' }),
        },
      }
    end
  )

  local function all()
    return {
      ["trunk acme"] = rows.trunk("acme"),
      ["trunk kestrel"] = rows.trunk("kestrel"),
      ["number " .. N1] = rows.number(N1, "acme"),
    }
  end

  it("brings everything to a node that starts, trunks before numbers", function()
    local got = ask(store, {})
    assert.equal("full", got.state)
    assert.same(all(), got.rows)
    assert.same({ "trunk", "trunk", "number" }, got.order)
    assert.same(
      { "u:1", 7, "3-0", true, false },
      { got.batch.epoch, got.batch.revision, got.batch.last, got.batch.full, got.batch.keep }
    )
  end)

  it("brings what changed since the last entry that the node has seen, and what is gone as gone", function()
    local got = ask(store, { epoch = "u:1", revision = 6, last = "2-0" })
    assert.equal("delta", got.state)
    assert.same({
      ["trunk kestrel"] = rows.trunk("kestrel"),
      ["trunk gone"] = false,
      ["number " .. N1] = rows.number(N1, "acme"),
    }, got.rows)
    assert.is_false(got.batch.full)
  end)

  it(
    "brings nothing when nothing changed",
    function() assert.equal("same", ask(store, { epoch = "u:1", revision = 7, last = "3-0" }).state) end
  )

  it("brings everything when what happened in between can't be known", function()
    local function state(known) return ask(store, known).state end
    assert.equal("full", state({ epoch = "u:0", revision = 6, last = "2-0" }), "another epoch")
    assert.equal("full", state({ epoch = "u:1", revision = 6, last = "0-0" }), "nothing seen yet")
    assert.equal("full", state({ epoch = "u:1", revision = 4, last = "9-0" }), "the entry was trimmed")
    store[CHANGES][3] = entry(3, 7, { full = "1" })
    assert.equal("full", state({ epoch = "u:1", revision = 6, last = "2-0" }), "an entry says full")
    store[CHANGES][3] = entry(3, 7, { trunks = "[" })
    assert.equal("full", state({ epoch = "u:1", revision = 6, last = "2-0" }), "an entry can't be read")
    store[CHANGES][3] = entry(3, 7, { trunks = "[7]" })
    assert.equal("full", state({ epoch = "u:1", revision = 6, last = "2-0" }), "an entry names no key")
    store[CHANGES][3] = nil
    assert.equal("full", state({ epoch = "u:1", revision = 6, last = "2-0" }), "an entry is missing")
    store[CHANGES] = nil
    assert.equal("full", state({ epoch = "u:1", revision = 7, last = "3-0" }), "there are no entries")
  end)

  it("brings everything when very many rows changed", function()
    local many = {}
    for at = 1, 2001 do
      many[at] = "t" .. at
    end
    store[CHANGES][3] = entry(3, 7, { trunks = cjson.encode(many) })
    assert.equal("full", ask(store, { epoch = "u:1", revision = 6, last = "2-0" }).state)
  end)

  it("tells a Redis without rows", function()
    for _, head in ipairs({ {}, { epoch = "u:1" }, { revision = "7" }, { epoch = "u:1", revision = "x" } }) do
      store[HEAD] = head
      assert.equal("empty", ask(store, {}).state)
    end
    assert.equal("empty", ask({}, { epoch = "u:1", revision = 7, last = "3-0" }).state)
  end)

  it("tells a Redis that lost its last moments, and follows it into a new epoch", function()
    assert.equal("older", ask(store, { epoch = "u:1", revision = 8, last = "4-0" }).state)
    assert.equal("full", ask(store, { epoch = "u:0", revision = 8, last = "4-0" }).state)
  end)

  it("tells a Redis that lost its trunks while numbers name them", function()
    store[TRUNKS] = nil
    assert.equal("damaged", ask(store, {}).state)
    store[NUMBERS] = { [N1] = rows.number(N1) }
    assert.equal("full", ask(store, {}).state)
  end)

  it("removes nothing at the revision that the node already has", function()
    assert.is_true(ask(store, { epoch = "u:1", revision = 7 }).batch.keep)
    assert.is_false(ask(store, { epoch = "u:1", revision = 6 }).batch.keep)
  end)

  it("brings garbage through unharmed, so that one bad row can't hide others", function()
    store[TRUNKS] = { ["a 1 1\n"] = "x\ntrunk 1 1\n", [""] = "", ["%s\0"] = "\255" }
    local expected = {
      ["trunk a 1 1\n"] = "x\ntrunk 1 1\n",
      ["trunk "] = "",
      ["trunk %s\0"] = "\255",
      ["number " .. N1] = rows.number(N1, "acme"),
    }
    assert.same(expected, ask(store, {}).rows)
  end)

  it("that is answered by something else is no batch", function()
    for _, text in ipairs({ "", "OK", "[]", "7", "{}" }) do
      assert.is_nil(pull.batch(text, {}))
    end
  end)
end)
