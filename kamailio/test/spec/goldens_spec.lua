local cjson = require "cjson"
local envelope = require "egress.envelope"
local goldens = require "support.goldens"
local openssl = require "support.openssl"
local row = require "egress.sync.row"

describe("the rows of the golden", function()
  local opener = envelope.new(assert(envelope.parse_keys(goldens.text("proxy.keys"))), openssl)

  -- Of each trunk, by the names of what is sealed.
  local function secrets(desired)
    local values, wanted = {}, {}
    for _, variable in ipairs(desired.variables or {}) do
      values[variable.name] = variable.value
    end
    for _, trunk in ipairs(desired.trunks) do
      wanted[trunk.trunkId] = {
        password = trunk.authPass,
        certificate = values[trunk.tlsCertVariable],
        ca = values[trunk.tlsCaVariable],
      }
    end
    return wanted
  end

  for _, fixture in ipairs(goldens.fixtures()) do
    it(fixture .. " are rows that a node takes, with the secrets that admins gave", function()
      local redis = cjson.decode(goldens.text(fixture .. "/redis.json"))
      local wanted = secrets(cjson.decode(goldens.text(fixture .. "/desired.json")))
      for trunk_id, text in pairs(redis.trunks) do
        local trunk, reason = row.trunk(trunk_id, text, opener.open)
        assert.is_nil(reason)
        local function opened(sealed, name)
          return sealed and opener.open(sealed, "trunk/" .. trunk_id .. "/" .. name)
        end
        local auth = trunk.auth or {}
        assert.same(trunk.enabled and wanted[trunk_id] or {}, {
          password = opened(auth.password, "auth.password"),
          certificate = opened(auth.certificate, "auth.certificate"),
          ca = opened(trunk.tlsCa, "tlsCa"),
        })
      end
      for number, text in pairs(redis.numbers) do
        local _, reason = row.number(number, text)
        assert.is_nil(reason)
      end
    end)
  end
end)
