-- Takes: the node's Record-Route keys
-- Leaves: egress.token over Kamailio's crypto, made at the first use
-- Refuses: (nil) everything while there is no usable key file

local crypto = require "egress.crypto"
local sealed = require "egress.sealed"
local token = require "egress.token"

local made

return function()
  if not made then
    local keys = sealed.keys()
    made = keys and token.new(keys, crypto)
  end
  return made
end
