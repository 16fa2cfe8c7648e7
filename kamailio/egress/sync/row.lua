-- Takes: the text of a trunk or number row under its key, and a function that opens sealed values
-- Leaves: the decoded row, every member of which has been checked (contract, "trunk row", "number row")
-- Refuses: a row with any member missing, unknown, of a wrong type, out of range or unsafe on the wire, with the reason

local cjson = require("cjson.safe").new()
local ip = require "egress.ip"
local members = require "egress.sync.members"

cjson.decode_invalid_numbers(false)

local row = {}

-- What no row should ever get: a fault of the check itself, which must not keep other rows from being taken.
row.UNCHECKABLE = "could not be checked"

local LONGEST_TEXT = 65536
local LARGEST_REVISION = 2 ^ 53

local TRANSPORTS = { udp = true, tcp = true, tls = true }
local WITH_PASSWORD = { digest = true, registration = true, ip_and_digest = true }
local IDENTITY_HEADERS = { pai = true, ppi = true, rpid = true, none = true }
local CALLER_ID_MODES = { passthrough = true, base_number = true, override = true }

-- What is wrong is thrown as a sentence: reasons reach Redis and logs, so they never repeat a value.
local function refuse(reason) error({ reason = reason }, 0) end

local function need(condition, reason)
  if not condition then refuse(reason) end
end

-- What the service asks for must not be left out in silence, as if it were in force.
local function need_known(unknown)
  if unknown then refuse(("holds %s, which this node does not know"):format(unknown)) end
end

local function is_integer(value, lowest, highest)
  return type(value) == "number" and value % 1 == 0 and value >= lowest and value <= highest
end

-- JSON arrays and objects both become tables. An empty one can't be told apart, and means the same here.
local function is_list(value)
  if type(value) ~= "table" then return false end
  local count = 0
  for key in pairs(value) do
    if type(key) ~= "number" then return false end
    count = count + 1
  end
  return count == #value
end

local function is_line(value, longest)
  return type(value) == "string" and value ~= "" and #value <= longest and not value:find("%c")
end

local function is_trunk_id(value)
  return type(value) == "string"
    and #value <= 63
    and (value:match("^[a-z0-9]$") or value:match("^[a-z0-9][a-z0-9_-]*[a-z0-9]$")) ~= nil
end

local function is_number(value)
  return type(value) == "string" and #value >= 8 and #value <= 16 and value:match("^%+[1-9]%d+$") ~= nil
end

local function is_name(host)
  if #host > 253 then return false end
  local last
  for label in (host .. "."):gmatch("([^.]*)%.") do
    if #label > 63 or not (label:match("^[a-z0-9_]$") or label:match("^[a-z0-9_][a-z0-9_-]*[a-z0-9_]$")) then
      return false
    end
    last = label
  end
  return not last:match("^%d+$")
end

local function is_host(value)
  if type(value) ~= "string" then return false end
  local inner = value:match("^%[([^%]]+)%]$")
  if inner then return inner:find(":", 1, true) ~= nil and ip.parse(inner) ~= nil end
  if value:find(":", 1, true) then return false end
  return ip.parse(value) ~= nil or is_name(value)
end

-- RFC 3261 §25.1, paramchar; the transport is said by the row's own member.
local function is_params(value)
  if not is_line(value, 1024) or value:find("[^%w%-_.!~*'()%[%]/:&+$%%=;]") then return false end
  if value:gsub("%%%x%x", ""):find("%%") then return false end
  for param in (value .. ";"):gmatch("([^;]*);") do
    local name, rest = param:match("^([^=]+)(.*)$")
    if not name or name:lower() == "transport" then return false end
    if rest ~= "" and not rest:match("^=[^=]+$") then return false end
  end
  return true
end

local function is_caller_value(value)
  return is_number(value) or (type(value) == "string" and #value <= 64 and value:match("^[%w._-]+$") ~= nil)
end

local function check_sealed(value, name, trunk_id, open)
  need(type(value) == "string", name .. " is not text")
  local clear, reason = open(value, "trunk/" .. trunk_id .. "/" .. name)
  need(clear, name .. " " .. tostring(reason))
end

-- RFC 3261 §25.1, the characters of a user part.
local function is_user_part(value) return is_line(value, 128) and not value:find("[^%w%-_.!~*'()&=+$,;?/%%]") end

local function check_auth(auth, trunk_id, open)
  need(type(auth) == "table", "auth is not an object")
  if auth.method == "ip_only" then return end
  if auth.method == "tls_mutual" then return check_sealed(auth.certificate, "auth.certificate", trunk_id, open) end
  need(WITH_PASSWORD[auth.method], "auth.method is not one that this node knows")
  need(is_line(auth.user, 512), "auth.user is not a line of text")
  need(auth.realm == nil or is_line(auth.realm, 512), "auth.realm is not a line of text")
  check_sealed(auth.password, "auth.password", trunk_id, open)
  need(auth.method ~= "registration" or is_user_part(auth.identity), "auth.identity is not a SIP user")
end

local function check_place(place)
  need(type(place) == "table" and is_host(place.host), "outboundProxy has no host")
  need(
    place.port == nil or is_integer(place.port, 1, 65535),
    "outboundProxy has a port that is not from 1 to 65535"
  )
end

local function check_networks(list)
  need(is_list(list) and #list > 0 and #list <= 1000, "allowedIps is not a list of networks")
  for _, text in ipairs(list) do
    need(type(text) == "string" and ip.network(text) ~= nil, "allowedIps holds what is no network")
  end
end

-- What carriers differ in: each member is absent when the trunk goes by the default.
local function check_habits(trunk)
  need(trunk.fromDomain == nil or is_host(trunk.fromDomain), "fromDomain is not a host")
  need(
    trunk.fromUser == nil
      or (
        trunk.fromUser == "auth_user"
        and WITH_PASSWORD[trunk.auth.method]
        and is_user_part((trunk.auth.user:match("^[^@]*")))
      ),
    "fromUser is not one that this node knows"
  )
  need(
    trunk.identityHeader == nil or IDENTITY_HEADERS[trunk.identityHeader],
    "identityHeader is not one that this node knows"
  )
  need(
    trunk.numberFormat == nil or trunk.numberFormat == "e164" or trunk.numberFormat == "national",
    "numberFormat is not one that this node knows"
  )
  need(
    trunk.numberFormat ~= "national"
      or (type(trunk.countryCode) == "string" and trunk.countryCode:match("^[1-9]%d?%d?$") ~= nil),
    "countryCode is not 1 to 3 digits"
  )
  need(trunk.userPhone == nil or type(trunk.userPhone) == "boolean", "userPhone is neither true nor false")
end

local function check_caller_id(caller_id)
  need(type(caller_id) == "table", "callerId is not an object")
  need(CALLER_ID_MODES[caller_id.mode], "callerId.mode is not one that this node knows")
  if caller_id.mode == "override" then
    need(is_caller_value(caller_id.value), "callerId.value is neither E.164 nor a SIP user")
  end
end

local function check_codecs(codecs)
  need(is_list(codecs) and #codecs > 0 and #codecs <= 64, "codecs is not a list of names")
  local seen = {}
  for _, name in ipairs(codecs) do
    need(is_line(name, 32) and not name:find("[^%w._-]"), "codecs holds what is no encoding name")
    need(not seen[name:lower()], "codecs names one twice")
    seen[name:lower()] = true
  end
end

local function check_trunk(trunk, key, open)
  need(is_trunk_id(trunk.trunkId), "trunkId is not a trunk ID")
  need(trunk.trunkId == key, "trunkId is not the key that the row stands under")
  need(is_integer(trunk.revision, 0, LARGEST_REVISION), "revision is not a whole number")
  need(type(trunk.enabled) == "boolean", "enabled is neither true nor false")
  if not trunk.enabled then return end
  need(is_integer(trunk.priority, 0, 100), "priority is not a whole number from 0 to 100")
  need(TRANSPORTS[trunk.transport], "transport is not udp, tcp or tls")
  need(is_host(trunk.host), "host is not a lower-case DNS name, an IPv4 or a bracketed IPv6 address")
  need(trunk.port == nil or is_integer(trunk.port, 1, 65535), "port is not from 1 to 65535")
  need(trunk.params == nil or is_params(trunk.params), "params are not SIP URI parameters")
  if trunk.outboundProxy ~= nil then check_place(trunk.outboundProxy) end
  check_auth(trunk.auth, key, open)
  if trunk.allowedIps ~= nil then check_networks(trunk.allowedIps) end
  need(trunk.auth.method ~= "ip_and_digest" or trunk.allowedIps, "allowedIps is missing")
  if trunk.tlsCa ~= nil then check_sealed(trunk.tlsCa, "tlsCa", key, open) end
  need(trunk.auth.method ~= "tls_mutual" or trunk.transport == "tls", "transport is not tls")
  check_caller_id(trunk.callerId)
  check_habits(trunk)
  need(trunk.maxCalls == nil or is_integer(trunk.maxCalls, 1, 2 ^ 31 - 1), "maxCalls is not a whole number from 1")
  need(
    trunk.ringTimeout == nil or is_integer(trunk.ringTimeout, 5, 180),
    "ringTimeout is not a whole number from 5 to 180"
  )
  check_codecs(trunk.codecs)
  need_known(members.unknown_of_trunk(trunk))
end

local function check_number(number, key)
  need(is_number(number.number), "number is not E.164")
  need(number.number == key, "number is not the key that the row stands under")
  need(is_integer(number.revision, 0, LARGEST_REVISION), "revision is not a whole number")
  need(is_list(number.trunks), "trunks is not a list")
  for _, trunk_id in ipairs(number.trunks) do
    need(is_trunk_id(trunk_id), "trunks holds what is no trunk ID")
  end
  need_known(members.unknown_of_number(number))
end

local function read(text, check, ...)
  if type(text) ~= "string" then return nil, "is not text" end
  if #text > LONGEST_TEXT then return nil, "is longer than a row can be" end
  if text:find("%c") then return nil, "holds control characters" end
  local decoded = cjson.decode(text)
  if type(decoded) ~= "table" then return nil, "is not a JSON object" end
  local fine, problem = pcall(check, decoded, ...)
  if fine then return decoded end
  return nil,
    type(problem) == "table" and problem.reason or row.UNCHECKABLE,
    is_integer(decoded.revision, 0, LARGEST_REVISION) and decoded.revision or nil
end

--- @param open `open(sealed, context)` of egress.sealed
-- @return the trunk, or nil, the reason, and the row's revision as far as it could be read
function row.trunk(key, text, open) return read(text, check_trunk, key, open) end

--- @return the number, or nil, the reason, and the row's revision as far as it could be read
function row.number(key, text) return read(text, check_number, key) end

return row
