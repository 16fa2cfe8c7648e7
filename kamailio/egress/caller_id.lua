-- Takes: the trunk's caller-ID mode and its carrier's habits, the agent's wish, the base number, the agent's From
-- Leaves: who calls, as the carrier shall see it
-- Refuses: nothing: wishes have been checked, what is in rows is safe on the wire

local number = require "egress.number"

local caller_id = {}

-- RFC 3261 §25.1, the characters of a user part. What is not made of them can't be passed through.
local USER = "^[%w%-_.!~*'()&=+$,;?/%%]+$"

local HEADERS = { pai = "P-Asserted-Identity", ppi = "P-Preferred-Identity", rpid = "Remote-Party-ID" }

-- RFC 3261 §25.1, display-name: tokens, or a quoted string. What is neither is quoted.
local function shown(display)
  if display:match("^[%w%-.!%%*_+`'~ ]*$") then return display end
  local inner = display:match('^"(.*)"$')
  if inner and not inner:gsub("\\.", ""):find('["\\]') then return display end
  return '"' .. display:gsub('["\\]', "") .. '"'
end

local function is_anonymous(from)
  return not from.user
    or not from.user:match(USER)
    or from.user:lower() == "anonymous"
    or (from.host or ""):lower() == "anonymous.invalid"
end

--- A user at the carrier's domain, as its addr-spec.
-- @param user E.164, a destination or a plain user
function caller_id.at(trunk, user)
  local written = number.written(user, trunk.numberFormat, trunk.countryCode)
  local phone = trunk.userPhone and number.is_telephone(written) and ";user=phone" or ""
  return ("sip:%s@%s%s"):format(number.escaped(written), trunk.fromDomain or trunk.host, phone)
end

local function identity_of(trunk, user, privacy)
  local name = HEADERS[trunk.identityHeader or "pai"]
  if not name then return nil end
  local value = "<" .. caller_id.at(trunk, user) .. ">"
  if name == HEADERS.rpid then value = value .. ";party=calling;privacy=" .. (privacy and "full" or "off") end
  return { name = name, value = value }
end

local function chosen(trunk, wanted, base, from)
  local mode = trunk.callerId.mode
  if wanted then return wanted, nil, "transfer" end
  if mode == "base_number" then return base, nil, mode end
  if mode == "override" then return trunk.callerId.value, nil, mode end
  return from.user, from.display, mode
end

--- @param trunk the decoded row
-- @param wanted X-Caller-Id in its one form, or nil; it wins over the trunk's mode
-- @param base the call's base number
-- @param from `{display, user, host}` of the agent's From
-- @return `{from, identity, privacy, rule}`: the From value without tag; `{name, value}` of the header that asserts who
--   it is (RFC 3325), or nil when the carrier wants none; whether `Privacy: id` (RFC 3323) is asked for; by which rule
function caller_id.of(trunk, wanted, base, from)
  local user, display, rule = chosen(trunk, wanted, base, from)
  if rule == "passthrough" and is_anonymous(from) then
    -- RFC 3323 §4.1.1.3: the network may still know who it was.
    return {
      from = '"Anonymous" <sip:anonymous@anonymous.invalid>',
      identity = identity_of(trunk, base, true),
      privacy = true,
      rule = rule,
    }
  end
  local from_user = trunk.fromUser == "auth_user" and trunk.auth.user:match("^[^@]*") or user
  return {
    from = (display and shown(display) .. " " or "") .. "<" .. caller_id.at(trunk, from_user) .. ">",
    identity = identity_of(trunk, user, false),
    privacy = false,
    rule = rule,
  }
end

return caller_id
