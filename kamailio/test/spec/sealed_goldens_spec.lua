local cjson = require "cjson"
local envelope = require "egress.envelope"
local openssl = require "support.openssl"
local goldens = require "support.goldens"

describe("what the service seals", function()
  local opener = envelope.new(assert(envelope.parse_keys(goldens.text("proxy.keys"))), openssl)

  for _, golden in ipairs(cjson.decode(goldens.text("sealed.json"))) do
    it(
      ("opens on a node: %s, %d bytes"):format(golden.context, #golden.clear),
      function() assert.equal(golden.clear, opener.open(golden.sealed, golden.context)) end
    )
  end
end)
