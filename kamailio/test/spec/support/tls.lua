-- Takes: what egress.sync.memory takes
-- Leaves: identities and places over it, with sealed values that are their own clear text and a clock that is set
-- Refuses: PEM that begins with "bad"

local identity_book = require "egress.sync.identities"
local place_book = require "egress.sync.places"
local pool = require "egress.sync.pool"

local ORDINARY = 5061

return function(memory)
  local tls = { now = 1000, examined = {}, calls = {} }
  local tools = {}

  function tools.open(sealed) return sealed end

  function tools.sha256(text) return (text:gsub("%W", "."):sub(1, 32)) end

  function tools.examine(identity)
    tls.examined[#tls.examined + 1] = identity
    if (identity.certificate or identity.ca):find("^bad") then return nil, "auth.certificate is bad" end
    return true
  end

  function tools.calls(trunk_id) return tls.calls[trunk_id] or 0 end

  function tools.now() return tls.now end

  tls.identities = identity_book.new(memory, pool.new(5062, 5063), tools, ORDINARY)
  tls.places = place_book.new(memory, tls.identities.of)
  return tls
end
