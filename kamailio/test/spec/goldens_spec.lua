local cjson = require "cjson"
local envelope = require "egress.envelope"
local goldens = require "support.goldens"
local openssl = require "support.openssl"
local row = require "egress.sync.row"

describe("the rows of the golden", function()
  local opener = envelope.new(assert(envelope.parse_keys(goldens.text("proxy.keys"))), openssl)

  for _, fixture in ipairs(goldens.fixtures()) do
    it(fixture .. " are rows that a node takes, with the passwords that admins gave", function()
      local redis = cjson.decode(goldens.text(fixture .. "/redis.json"))
      local passwords = {}
      for _, trunk in ipairs(cjson.decode(goldens.text(fixture .. "/desired.json")).trunks) do
        passwords[trunk.trunkId] = trunk.authPass
      end
      for trunk_id, text in pairs(redis.trunks) do
        local trunk, reason = row.trunk(trunk_id, text, opener.open)
        assert.is_nil(reason)
        local sealed = trunk.auth and trunk.auth.password
        assert.equal(trunk.enabled and passwords[trunk_id] or nil,
          sealed and opener.open(sealed, "trunk/" .. trunk_id .. "/auth.password"))
      end
      for number, text in pairs(redis.numbers) do
        local _, reason = row.number(number, text)
        assert.is_nil(reason)
      end
    end)
  end
end)
