local envelope = require "egress.envelope"
local openssl = require "support.openssl"

local OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
local NEW = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA="
local ACME = "trunk/acme/auth.password"

local function opener(text) return envelope.new(assert(envelope.parse_keys(text)), openssl) end

describe("the key file", function()
  it("has one key a line, the first one active, comments and blank lines apart", function()
    local keys = assert(envelope.parse_keys("# ours\n\nnew " .. NEW .. "  # since May\r\nold " .. OLD .. "\n"))
    assert.same({ { id = "new", text = NEW }, { id = "old", text = OLD } }, keys)
    assert.equal("new", opener("new " .. NEW .. "\nold " .. OLD).keys().active)
  end)

  it("is refused as a whole when a line can't be right, and the sentence does not repeat the key", function()
    local short = NEW:sub(5)
    for text, reason in pairs({
      [""] = "holds no key",
      ["# nothing"] = "holds no key",
      ["new"] = "line 1 is not '<id> <key>'",
      ["new " .. NEW .. " extra"] = "line 1 is not '<id> <key>'",
      ["New " .. NEW] = "line 1 has a bad key id",
      [("x"):rep(17) .. " " .. NEW] = "line 1 has a bad key id",
      ["new " .. short] = "line 1 has no base64 key of 32 bytes",
      ["new " .. NEW:gsub("=", "!")] = "line 1 has no base64 key of 32 bytes",
      ["new " .. NEW .. "\nnew " .. OLD] = "line 2 repeats a key id",
    }) do
      local keys, got = envelope.parse_keys(text)
      assert.is_nil(keys)
      assert.equal(reason, got)
    end
  end)
end)

describe("a sealed password", function()
  local both = "new " .. NEW .. "\nold " .. OLD
  local sealed = openssl.seal("new", NEW, ACME, 's3cret "Grüße"')

  it(
    "opens where it was sealed for",
    function() assert.equal('s3cret "Grüße"', opener(both).open(sealed, ACME)) end
  )

  it(
    "opens with a key that no longer seals",
    function() assert.equal("older", opener(both).open(openssl.seal("old", OLD, ACME, "older"), ACME)) end
  )

  it("may be long or empty", function()
    for _, value in ipairs({ "", ("x"):rep(16), ("y"):rep(1000) }) do
      assert.equal(value, opener(both).open(openssl.seal("new", NEW, ACME, value), ACME))
    end
  end)

  it("does not open for another trunk or another field", function()
    for _, context in ipairs({ "trunk/kestrel/auth.password", "trunk/acme/auth.user", "" }) do
      assert.same({ nil, envelope.NOT_GENUINE }, { opener(both).open(sealed, context) })
    end
  end)

  it("does not open with one character changed", function()
    local same = opener(both)
    local body = #"s1.new." + 1
    for _, at in ipairs({ body, body + 30, #sealed - 10 }) do
      local other = sealed:sub(at, at) == "A" and "B" or "A"
      local altered = sealed:sub(1, at - 1) .. other .. sealed:sub(at + 1)
      assert.same({ nil, envelope.NOT_GENUINE }, { same.open(altered, ACME) })
    end
  end)

  it("does not open without its key", function()
    assert.same({ nil, envelope.UNKNOWN_KEY }, { opener("old " .. OLD).open(sealed, ACME) })
    assert.same({ nil, envelope.NOT_GENUINE }, { opener("new " .. OLD).open(sealed, ACME) })
  end)

  it("is told from anything else before a key is touched", function()
    local deaf = envelope.new({ { id = "new", text = NEW } }, {
      hmac = function(message) return message:match("^egress ") and "derived" or error("asked for a MAC") end,
      decrypt = function() error("asked to decrypt") end,
    })
    for _, value in ipairs({
      "",
      "s3cret",
      "s1.new",
      "s2.new.AAAA.BBBB",
      "s1.new.AAAA.BBBB",
      "s1.new.A===.x",
      7,
      false,
      sealed .. "\n",
      " " .. sealed,
      (sealed:gsub("%.[^.]*$", "")),
    }) do
      assert.same({ nil, envelope.MALFORMED }, { deaf.open(value, ACME) })
    end
  end)

  it("whose tag is right but whose content is not still gives nothing", function()
    local keys = { { id = "new", text = NEW } }
    local undecryptable = envelope.new(keys, { hmac = openssl.hmac, decrypt = function() return nil end })
    assert.same({ nil, envelope.UNREADABLE }, { undecryptable.open(sealed, ACME) })
  end)
end)

describe("the keys for Record-Route", function()
  it("differ by use and by key, for every id of the file", function()
    local keys = opener("new " .. NEW .. "\nold " .. OLD).keys()
    local seen = {}
    for _, id in ipairs({ "new", "old" }) do
      assert.equal(43, #keys.mac[id])
      assert.equal(32, #openssl.unbase64(keys.encrypt[id]))
      for _, key in ipairs({ keys.mac[id], keys.encrypt[id], keys.hop[id] }) do
        assert.is_nil(seen[key])
        seen[key] = true
      end
    end
    assert.equal(openssl.hmac("egress record-route mac 1", NEW), keys.mac.new)
    assert.equal(openssl.hmac("egress hop mac 1", NEW), keys.hop.new)
  end)
end)
