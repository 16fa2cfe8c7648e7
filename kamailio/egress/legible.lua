-- Takes: a message as it came, its From, To and Call-ID
-- Leaves: whether everybody on the way reads the same in it
-- Refuses: (with a reason phrase) heads that are not whole lines of text (RFC 3261 §7), where one reads on and another
--   sees an end; parties without an address and tags that are no tokens, which stand in lines that we write

local uri = require "egress.uri"

local legible = {}

local TAB, LF, CR = 9, 10, 13

local function has_whole_lines(message)
  local last = message:find("\r\n\r\n", 1, true) or #message
  local at = message:find("%c")
  while at and at <= last do
    local char, following = message:byte(at, at + 1)
    if char == CR and following == LF then at = at + 1
    elseif char ~= TAB then return false
    end
    at = message:find("%c", at + 1)
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

--- What is wrong, nil if nothing is.
function legible.problem(message, from, to, call_id)
  if not has_whole_lines(message) then return "Bad Line End" end
  if not names_party(from, true) then return "Bad From" end
  if not names_party(to, false) then return "Bad To" end
  if not call_id or call_id:find("%s") then return "Bad Call-ID" end
end

return legible
