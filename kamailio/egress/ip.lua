-- Takes: texts of IPv4 and IPv6 addresses and of networks in CIDR form
-- Leaves: comparable addresses, and whether one lies in a network
-- Refuses: (nil) whatever is not the exact text of one, such as 010.0.0.1, fe80::1%eth0 or 10.0.0.0/33

local ip = {}

local function parse_v4(text)
  local bytes = {}
  for part in (text .. "."):gmatch("([^.]*)%.") do
    if not part:match("^%d%d?%d?$") or (#part > 1 and part:sub(1, 1) == "0") then return nil end
    local byte = tonumber(part)
    if byte > 255 then return nil end
    bytes[#bytes + 1] = byte
  end
  return #bytes == 4 and bytes or nil
end

local function groups(text)
  local bytes = {}
  if text == "" then return bytes end
  for group in (text .. ":"):gmatch("([^:]*):") do
    if not group:match("^%x%x?%x?%x?$") then return nil end
    local word = tonumber(group, 16)
    bytes[#bytes + 1] = math.floor(word / 256)
    bytes[#bytes + 1] = word % 256
  end
  return bytes
end

local function parse_v6(text)
  local before, tail = text:match("^(.*:)([%d.]+%.[%d.]+)$")
  if tail then
    local v4 = parse_v4(tail)
    if not v4 then return nil end
    text = ("%s%x:%x"):format(before, v4[1] * 256 + v4[2], v4[3] * 256 + v4[4])
  end
  local at = text:find("::", 1, true)
  if not at then
    local bytes = groups(text)
    return bytes and #bytes == 16 and bytes or nil
  end
  local head, rest = groups(text:sub(1, at - 1)), groups(text:sub(at + 2))
  if not head or not rest or #head + #rest > 14 then return nil end
  for _ = #head + #rest + 1, 16 do
    head[#head + 1] = 0
  end
  for _, byte in ipairs(rest) do
    head[#head + 1] = byte
  end
  return head
end

--- The address as a list of 4 or 16 bytes, or nil. IPv6 comes without brackets.
function ip.parse(text) return text:find(":", 1, true) and parse_v6(text) or parse_v4(text) end

--- The text that Kamailio itself uses for the address (`$si`): dotted, or eight hexadecimal groups in full.
function ip.text(bytes)
  if #bytes == 4 then return table.concat(bytes, ".") end
  local words = {}
  for at = 1, 16, 2 do
    words[#words + 1] = ("%x"):format(bytes[at] * 256 + bytes[at + 1])
  end
  return table.concat(words, ":")
end

--- @param text an address or `address/length`
-- @return `{bytes = …, length = bits}` or nil
function ip.network(text)
  local address, length = text:match("^([^/]+)/(%d%d?%d?)$")
  local bytes = ip.parse(address or text)
  if not bytes then return nil end
  length = length and tonumber(length) or #bytes * 8
  if length > #bytes * 8 then return nil end
  return { bytes = bytes, length = length }
end

--- The address with all bits behind the first `length` ones cleared.
function ip.masked(bytes, length)
  local out = {}
  for at = 1, #bytes do
    local unit = 2 ^ math.min(8, math.max(0, at * 8 - length))
    out[at] = bytes[at] - bytes[at] % unit
  end
  return out
end

function ip.within(bytes, network)
  if #bytes ~= #network.bytes then return false end
  local whole = math.floor(network.length / 8)
  for at = 1, whole do
    if bytes[at] ~= network.bytes[at] then return false end
  end
  local rest = network.length % 8
  if rest == 0 then return true end
  local unit = 2 ^ (8 - rest)
  return math.floor(bytes[whole + 1] / unit) == math.floor(network.bytes[whole + 1] / unit)
end

return ip
