-- Takes: header values of a registrar's answer (RFC 3261 §10.2, RFC 3608)
-- Leaves: for how long our own contact is registered, the Service-Route
-- Refuses: what can't be read; other bindings of the same address of record are none of our business

local uri = require "egress.uri"

local answer = {}

local LONGEST = 7 * 24 * 3600

--- The parts of a header value that commas separate (RFC 3261 §7.3.1).
function answer.split(value)
  local parts, start, quoted, angle, at = {}, 1, false, false, 1
  while at <= #value do
    local char = value:sub(at, at)
    if quoted then
      if char == "\\" then
        at = at + 1
      elseif char == '"' then
        quoted = false
      end
    elseif char == '"' then
      quoted = not angle
    elseif char == "<" then
      angle = true
    elseif char == ">" then
      angle = false
    elseif char == "," and not angle then
      parts[#parts + 1] = value:sub(start, at - 1)
      start = at + 1
    end
    at = at + 1
  end
  parts[#parts + 1] = value:sub(start)
  local list = {}
  for _, part in ipairs(parts) do
    local text = part:match("^%s*(.-)%s*$")
    if text ~= "" then list[#list + 1] = text end
  end
  return list
end

local function seconds(text)
  local whole = text and text:match("^%s*(%d+)")
  return whole and math.min(tonumber(whole), LONGEST) or nil
end

local function expires_of(contact)
  local params = contact:match(">(.*)$") or contact:match("^[^;]*(.*)$")
  return seconds((";" .. params):match(';%s*[eE][xX][pP][iI][rR][eE][sS]%s*=%s*"?(%d+)'))
end

local function parsed(contact)
  local name_addr = uri.name_addr(contact)
  return name_addr and uri.parse(name_addr.uri)
end

local function is_same(one, other)
  local default = one.scheme == "sips" and 5061 or 5060
  return one.user == other.user
    and one.host:lower() == (other.host or ""):lower()
    and (one.port or default) == (other.port or default)
    and (uri.param(one.params, "transport") or "udp") == (uri.param(other.params, "transport") or "udp")
end

--- Seconds that our contact stays registered: what its own line says, else (some registrars rewrite it, or list none)
-- the least that any contact of our user has, else the Expires header, else what was asked for.
-- @param said `{contacts, expires}`: all Contact values, the value of Expires or nil
-- @param own the contact that was registered, an addr-spec
function answer.granted(said, own, asked)
  local mine, least = uri.parse(own), nil
  local by_header = seconds(said.expires)
  for _, value in ipairs(said.contacts) do
    for _, contact in ipairs(answer.split(value)) do
      local other = parsed(contact)
      if other and other.user == mine.user then
        local granted = expires_of(contact) or by_header or asked
        if is_same(mine, other) then return granted end
        least = math.min(least or granted, granted)
      end
    end
  end
  return least or by_header or asked
end

--- Seconds of Min-Expires or Retry-After, nil when there is no such number.
function answer.seconds(value) return seconds(value) end

-- What would end a header line, or is no route, never gets onto the wire.
local function is_route(text) return text:match("^[^<>%c]*<[sS][iI][pP][sS]?:[^<>%c%s]+>[^<>%c]*$") ~= nil end

--- The routes of all Service-Route headers in order; none when one of them can't be read.
function answer.routes(values)
  local routes = {}
  for _, value in ipairs(values) do
    for _, route in ipairs(answer.split(value)) do
      if not is_route(route) then return {} end
      routes[#routes + 1] = route
    end
  end
  return routes
end

return answer
