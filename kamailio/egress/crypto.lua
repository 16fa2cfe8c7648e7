-- Takes: texts and keys; Kamailio's crypto module (key_derivation=0) and its pv transformations
-- Leaves: keyed and plain hashes, AES-256-CBC, random text
-- Refuses: nothing; what can't be decrypted is nil

local crypto = {}

local VALUE = "$var(egress_crypto)"
local MD5 = "$(var(egress_crypto){s.md5})"
local SHA256 = "$(var(egress_crypto){s.sha256})"

-- Clear text does not stay in Kamailio's memory longer than the call of a function.
local function take(name)
  local value = KSR.pv.get(name)
  KSR.pv.sets(VALUE, "")
  return value
end

local function hashed(text, transformation)
  KSR.pv.sets(VALUE, text)
  return take(transformation)
end

--- HMAC-SHA256 as base64url without padding.
function crypto.hmac(message, key)
  KSR.crypto.hmac_sha256(message, key, VALUE)
  return take(VALUE)
end

--- @return standard base64 of a random IV ‖ AES-256-CBC/PKCS#7
function crypto.encrypt(clear, base64_key)
  if KSR.crypto.aes_encrypt(clear, base64_key, VALUE) ~= 1 then return nil end
  return take(VALUE)
end

function crypto.decrypt(base64, base64_key)
  KSR.pv.sets(VALUE, "")
  if KSR.crypto.aes_decrypt(base64, base64_key, VALUE) ~= 1 then return nil end
  return take(VALUE)
end

--- In lower-case hexadecimal, like the next.
function crypto.md5(text) return hashed(text, MD5) end

function crypto.sha256(text) return hashed(text, SHA256) end

--- 16 hexadecimal digits that nobody can foresee (the cnonce of RFC 7616).
function crypto.random()
  local source = assert(io.open("/dev/urandom", "rb"))
  local bytes = source:read(8)
  source:close()
  return (bytes:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end))
end

return crypto
