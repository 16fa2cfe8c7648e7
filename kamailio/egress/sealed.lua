-- Takes: EGRESS_PROXY_KEYS_FILE
-- Leaves: open(sealed, context) and keys(), for whoever needs a credential or a derived key
-- Refuses: everything, with one logged sentence, while there is no usable key file

local crypto = require "egress.crypto"
local envelope = require "egress.envelope"

local sealed = {}

local NO_KEYS = "can't be opened: this node has no usable key file"

local function read_keys()
  local path = os.getenv("EGRESS_PROXY_KEYS_FILE") or ""
  local file = io.open(path, "r")
  if not file then return nil, "can't be read" end
  local text = file:read("*a")
  file:close()
  return envelope.parse_keys(text or "")
end

local opener, tried

-- At the first use and not when the script is loaded: Kamailio's functions don't work before there is a message.
local function ready()
  if not tried then
    tried = true
    local keys, reason = read_keys()
    if keys then
      opener = envelope.new(keys, crypto)
    else
      KSR.err("sealed: EGRESS_PROXY_KEYS_FILE " .. reason .. "\n")
    end
  end
  return opener
end

--- The clear value of what the service sealed for `context` (`trunk/<trunkId>/auth.password`).
-- @return the value, or nil and a reason that holds nothing of it
function sealed.open(value, context)
  if not ready() then return nil, NO_KEYS end
  return opener.open(value, context)
end

--- What envelope.new derives, `{active = id, mac = {[id] = text}, encrypt = {[id] = base64}, hop = {[id] = text}}`; nil
-- without a key file.
function sealed.keys() return ready() and opener.keys() or nil end

return sealed
