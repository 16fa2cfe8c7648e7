-- Takes: messages, keys and ciphertexts
-- Leaves: what Kamailio's crypto module would answer, computed by the openssl program
-- Refuses: nothing; a failed decryption is nil

local openssl = {}

local ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

function openssl.hex(bytes)
  return (bytes:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end))
end

function openssl.base64(bytes)
  local out = {}
  for at = 1, #bytes, 3 do
    local a, b, c = bytes:byte(at, at + 2)
    local bits = a * 65536 + (b or 0) * 256 + (c or 0)
    local quad = ""
    for shift = 3, 0, -1 do
      local digit = math.floor(bits / 64 ^ shift) % 64
      quad = quad .. ALPHABET:sub(digit + 1, digit + 1)
    end
    out[#out + 1] = quad:sub(1, (c and 4) or (b and 3) or 2) .. ("="):rep((c and 0) or (b and 1) or 2)
  end
  return table.concat(out)
end

function openssl.unbase64(text)
  local out = {}
  for quad in text:gsub("=", ""):gmatch("..?.?.?") do
    local bits = 0
    for at = 1, 4 do
      local digit = at <= #quad and ALPHABET:find(quad:sub(at, at), 1, true) - 1 or 0
      bits = bits * 64 + digit
    end
    local three = string.char(math.floor(bits / 65536) % 256, math.floor(bits / 256) % 256, bits % 256)
    out[#out + 1] = three:sub(1, #quad - 1)
  end
  return table.concat(out)
end

local function run(arguments, input)
  local input_file, output_file = os.tmpname(), os.tmpname()
  local file = assert(io.open(input_file, "wb"))
  file:write(input)
  file:close()
  local status = os.execute(("openssl %s < %s > %s 2>/dev/null"):format(arguments, input_file, output_file))
  file = assert(io.open(output_file, "rb"))
  local output = file:read("*a")
  file:close()
  os.remove(input_file)
  os.remove(output_file)
  return (status == 0 or status == true) and output or nil
end

local function digest(message, key)
  local input_file = os.tmpname()
  local file = assert(io.open(input_file, "wb"))
  file:write(message)
  file:close()
  local pipe = assert(
    io.popen(
      ("openssl dgst -sha256 -mac HMAC -macopt hexkey:%s -binary < %s"):format(openssl.hex(key), input_file),
      "r"
    )
  )
  local bytes = pipe:read("*a")
  pipe:close()
  os.remove(input_file)
  return bytes
end

function openssl.hmac(message, key)
  return (openssl.base64(digest(message, key)):gsub("+", "-"):gsub("/", "_"):gsub("=", ""))
end

local function hashed(algorithm, text)
  local bytes = run(("dgst -%s -binary"):format(algorithm), text)
  return bytes and openssl.hex(bytes)
end

function openssl.md5(text) return hashed("md5", text) end

function openssl.sha256(text) return hashed("sha256", text) end

function openssl.decrypt(base64, base64_key)
  local bytes = openssl.unbase64(base64)
  return run(
    ("enc -d -aes-256-cbc -K %s -iv %s"):format(
      openssl.hex(openssl.unbase64(base64_key)),
      openssl.hex(bytes:sub(1, 16))
    ),
    bytes:sub(17)
  )
end

--- Seals as the contract says, independently of the code under test.
function openssl.seal(id, key_text, context, value)
  local mac_key = openssl.hmac("egress seal mac 1", key_text)
  local aes_key = digest("egress seal encrypt 1", key_text)
  local iv = digest("iv\n" .. context .. "\n" .. value, mac_key):sub(1, 16)
  local cipher = run(("enc -aes-256-cbc -K %s -iv %s"):format(openssl.hex(aes_key), openssl.hex(iv)), value)
  local signed = ("s1.%s.%s"):format(id, openssl.base64(iv .. cipher))
  return signed .. "." .. openssl.hmac(context .. "\n" .. signed, mac_key)
end

return openssl
