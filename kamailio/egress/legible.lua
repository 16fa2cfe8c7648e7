-- Takes: a message as it came, its From, To and Call-ID
-- Leaves: whether everybody on the way reads the same in it
-- Refuses: (with a reason phrase) heads that are not whole lines of text (RFC 3261 §7), where one reads on and another
--   sees an end; parties without an address and tags that are no tokens, which stand in lines that we write

local uri = require "egress.uri"

local legible = {}

local CR, LF = 13, 10

-- All that is no text but the line end and the tab. A plain search for each is many times as fast as one for the class.
local NO_TEXT = { "\127" }
for code = 0, 31 do
  if code ~= 9 and code ~= CR and code ~= LF then NO_TEXT[#NO_TEXT + 1] = string.char(code) end
end

local function has_whole_lines(message)
  local stop = message:find("\r\n\r\n", 1, true) or #message
  local at = 1
  while true do
    local line_end = message:find("\n", at, true)
    local return_at = message:find("\r", at, true)
    if not line_end or line_end > stop then
      if return_at and return_at < stop then return false end
      break
    end
    if return_at ~= line_end - 1 then return false end
    at = line_end + 1
  end
  for _, char in ipairs(NO_TEXT) do
    local found = message:find(char, 1, true)
    if found and found < stop then return false end
  end
  return true
end

-- RFC 3261 §25.1, token.
local function is_token(text) return text:find("^[%w%-.!%%*_+`'~]+$") ~= nil end

local function names_party(value, needs_tag)
  local party = value and uri.name_addr(value)
  if not party then return false end
  if not party.tag then return not needs_tag end
  return is_token(party.tag)
end

-- What stands before it would be sent on with the request.
local function begins_with_method(message) return message:find("^%a") ~= nil end

--- What is wrong, nil if nothing is.
function legible.problem(message, from, to, call_id)
  if not begins_with_method(message) then return "Bad Start Line" end
  if not has_whole_lines(message) then return "Bad Line End" end
  if not names_party(from, true) then return "Bad From" end
  if not names_party(to, false) then return "Bad To" end
  if not call_id or call_id:find("%s") then return "Bad Call-ID" end
end

return legible
