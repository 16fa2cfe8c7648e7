-- Takes: SIP, SIPS and tel URIs, and header values of the form name-addr (RFC 3261 §19.1, §20.10, RFC 3966)
-- Leaves: their parts, as they were written
-- Refuses: (nil) what is neither

local uri = {}

--- @return `{scheme, user, host, port, params}`: `scheme` in lower case, `host` with brackets if IPv6, `port` a number
--   or nil, `params` without the leading `;` or nil. A tel URI has a `user` and no `host`. Passwords and headers are
--   dropped.
function uri.parse(text)
  local scheme, rest = text:match("^%s*(%a+):(%S+)%s*$")
  scheme = scheme and scheme:lower()
  if scheme == "tel" then
    local user, params = rest:match("^([^;]+);?(.*)$")
    return user and { scheme = scheme, user = user, params = params ~= "" and params or nil } or nil
  end
  if scheme ~= "sip" and scheme ~= "sips" then return nil end
  local user, place = rest:match("^([^@]*)@(.*)$")
  if user then
    user = user:match("^[^:]*")
  else
    place = rest
  end
  place = place:match("^[^?]*")
  local host, tail = place:match("^(%[[%x:.]+%])(.*)$")
  if not host then
    host, tail = place:match("^([%w._-]+)(.*)$")
  end
  if not host then return nil end
  local port, params = tail:match("^:(%d+)(.*)$")
  if not port then params = tail end
  if params ~= "" and params:sub(1, 1) ~= ";" then return nil end
  return {
    scheme = scheme,
    user = user ~= "" and user or nil,
    host = host,
    port = tonumber(port),
    params = #params > 1 and params:sub(2) or nil,
  }
end

local QUOTE = 34

local function after_quoted(value)
  local at = value:find('["\\]', 2)
  while at and value:byte(at) ~= QUOTE do
    at = value:find('["\\]', at + 2)
  end
  return at and at + 1
end

--- @return `{display, uri, tag}` of a From, To, Contact or P-Asserted-Identity value; `display` as it was written, with
--   its quotes, or nil
function uri.name_addr(value)
  if value:find("^%s") or value:find("^%s", #value) then value = value:match("^%s*(.-)%s*$") end
  local from = 1
  if value:sub(1, 1) == '"' then
    from = after_quoted(value)
    if not from then return nil end
  end
  local open = value:find("<", from, true)
  local address, params, display
  if open then
    address, params = value:match("^<([^>]*)>(.*)$", open)
    display = open > 1 and value:sub(1, open - 1):match("^(.-)%s*$") or nil
  else
    address, params = value:match("^([^;]*)(.*)$")
  end
  if not address or not address:find(":", 1, true) then return nil end
  return {
    display = display ~= "" and display or nil,
    uri = address,
    tag = (";" .. params):match(";%s*[tT][aA][gG]%s*=%s*([^;,%s]+)"),
  }
end

--- The value of a parameter in lower case, "" when it has none, nil when it is not there.
function uri.param(params, name)
  for param in ((params or "") .. ";"):gmatch("([^;]*);") do
    local key, value = param:match("^([^=]+)=?(.*)$")
    if key and key:lower() == name then return value:lower() end
  end
end

return uri
