-- Takes: the text of the key file, two crypto functions, sealed values with their context
-- Leaves: the clear value, and the keys that are derived for other uses (contract, "Sealed values")
-- Refuses: unreadable key files, and values that are malformed, of an unknown key, altered or moved

local envelope = {}

-- Reasons never carry anything of the value: they travel to Redis and into logs.
envelope.MALFORMED = "is not a sealed value"
envelope.UNKNOWN_KEY = "is sealed with a key that this node does not have"
envelope.NOT_GENUINE = "was altered, or sealed for another place"
envelope.UNREADABLE = "can't be decrypted"

local IV_AND_ONE_BLOCK = 32

local function bytes_of_base64(text)
  local body, padding = text:match("^([%w+/]+)(=*)$")
  if not body or #text % 4 ~= 0 or #padding > 2 then return nil end
  return #text / 4 * 3 - #padding
end

--- The keys of a key file, in its order: `{{id = "k1", text = "<base64 of 32 bytes>"}, …}`.
-- @return the list, or nil and a sentence that names the line but nothing of the key
function envelope.parse_keys(text)
  local keys, seen, number = {}, {}, 0
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    number = number + 1
    local words = {}
    for word in line:gsub("#.*", ""):gmatch("%S+") do
      words[#words + 1] = word
    end
    local id, key = words[1], words[2]
    if id then
      if #words ~= 2 then return nil, "line " .. number .. " is not '<id> <key>'" end
      if not id:match("^[a-z0-9]+$") or #id > 16 then return nil, "line " .. number .. " has a bad key id" end
      if bytes_of_base64(key) ~= 32 then return nil, "line " .. number .. " has no base64 key of 32 bytes" end
      if seen[id] then return nil, "line " .. number .. " repeats a key id" end
      seen[id] = true
      keys[#keys + 1] = { id = id, text = key }
    end
  end
  if #keys == 0 then return nil, "holds no key" end
  return keys
end

local function base64_of_base64url(text)
  text = text:gsub("-", "+"):gsub("_", "/")
  return text .. ("="):rep(-#text % 4)
end

--- @param keys what parse_keys gave
-- @param crypto `hmac(message, key)` gives HMAC-SHA256 as base64url without padding, `decrypt(base64, base64_key)`
--   gives the clear text of IV ‖ AES-256-CBC or nil
function envelope.new(keys, crypto)
  local by_id = {}
  local derived = { active = keys[1].id, mac = {}, encrypt = {}, hop = {} }
  for _, key in ipairs(keys) do
    local function mac_key(label) return crypto.hmac(label, key.text) end
    local function aes_key(label) return base64_of_base64url(mac_key(label)) end
    by_id[key.id] = { mac = mac_key("egress seal mac 1"), encrypt = aes_key("egress seal encrypt 1") }
    derived.mac[key.id] = mac_key("egress record-route mac 1")
    derived.encrypt[key.id] = aes_key("egress record-route encrypt 1")
    derived.hop[key.id] = mac_key("egress hop mac 1")
  end

  local opener = {}

  --- @return the clear value, or nil and one of the four reasons above
  function opener.open(sealed, context)
    if type(sealed) ~= "string" then return nil, envelope.MALFORMED end
    local signed, id, body, tag = sealed:match("^(s1%.([a-z0-9]+)%.([%w+/=]+))%.([%w_-]+)$")
    local length = body and bytes_of_base64(body)
    if not length or length < IV_AND_ONE_BLOCK or length % 16 ~= 0 then return nil, envelope.MALFORMED end
    local key = by_id[id]
    if not key then return nil, envelope.UNKNOWN_KEY end
    -- Lua compares strings by identity: nothing about where two tags differ shows in the time that it takes.
    if crypto.hmac(context .. "\n" .. signed, key.mac) ~= tag then return nil, envelope.NOT_GENUINE end
    local clear = crypto.decrypt(body, key.encrypt)
    if not clear then return nil, envelope.UNREADABLE end
    return clear
  end

  --- The keys for Record-Route and for what nodes say to each other: `active` is the id that signs; `mac[id]` and
  -- `hop[id]` are used as they stand, `encrypt[id]` is the standard base64 of an AES-256 key.
  function opener.keys() return derived end

  return opener
end

return envelope
