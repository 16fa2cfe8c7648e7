-- Takes: what stands in user parts and headers
-- Leaves: E.164 numbers, SIP users and destinations in their one form
-- Refuses: (nil) everything else, national forms and 00 prefixes included

local number = {}

local LEAST, MOST = 7, 15 -- digits of E.164 as we take it
local LONGEST_USER = 64
local LONGEST_WRITTEN = 128 -- with visual separators
local LEAST_DIALLED, MOST_DIALLED = 2, 32

local function without_separators(text) return (text:gsub("[ ().-]", "")) end

local function decoded(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

--- `+` and 7–15 digits; visual separators (RFC 3966 §5.1.1) go, a missing `+` is added.
function number.e164(text)
  local digits = without_separators(text):match("^%+?([1-9]%d+)$")
  if not digits or #digits < LEAST or #digits > MOST then return nil end
  return "+" .. digits
end

--- A plain SIP user: 1–64 letters, digits, `.`, `_`, `-`.
function number.user(text)
  if #text > LONGEST_USER or not text:match("^[%w._-]+$") then return nil end
  return text
end

--- What X-Caller-Id may say: E.164, else a plain SIP user.
function number.caller(text)
  if #text > LONGEST_WRITTEN or text:find("%c") then return nil end
  text = text:match("^%s*(.-)%s*$")
  return number.e164(text) or number.user(text)
end

--- Whom to call: 2–32 digits, `*` and `#`, perhaps after a `+`.
-- @param user the user part of the agent's Request-URI, still percent-encoded
function number.destination(user)
  local dialled = without_separators(decoded(user))
  local digits = dialled:match("^%+?([%d*#]+)$")
  if not digits or #digits < LEAST_DIALLED or #digits > MOST_DIALLED then return nil end
  return dialled
end

-- ITU-T E.164.D: what is dialled before a national and before an international number. In North America nothing and
-- 011, else as a rule 0 and 00.
local function prefixes(country)
  if country == "1" then return "", "011" end
  return "0", "00"
end

--- E.164 as a carrier wants it; what is no E.164 stays as it is.
-- @param format nil (with `+`), "e164" (without) or "national"
-- @param country the country code that national numbers are of
function number.written(value, format, country)
  local digits = value:match("^%+(%d+)$")
  if not digits or not format or format == "e164_plus" then return value end
  if format == "e164" then return digits end
  local national, international = prefixes(country)
  if digits:sub(1, #country) == country then return national .. digits:sub(#country + 1) end
  return international .. digits
end

--- Whether a user part is a telephone number (RFC 3261 §19.1.1, user=phone).
function number.is_telephone(user) return user:match("^%+?%d+$") ~= nil end

--- A destination as the user part of a URI: `#` has to be escaped there (RFC 3261 §25.1).
function number.escaped(destination) return (destination:gsub("#", "%%23")) end

return number
