-- Takes: what is known of an attempt that has ended
-- Leaves: its record, as the contract has it ("attempts")
-- Refuses: in texts of others what is no UTF-8, does not print, or has no end

local cjson = require "cjson.safe"

local record = {}

local LONGEST = 200 -- bytes

local ORDER = {
  "callId",
  "trunkId",
  "revision",
  "node",
  "baseNumber",
  "callerIdRule",
  "carrier",
  "transport",
  "code",
  "reason",
  "endedBy",
  "startedAt",
  "tryingAt",
  "challengedAt",
  "challengeCode",
  "ringingAt",
  "ringingCode",
  "finalAt",
  "endedAt",
}

-- The characters of RFC 3629 §4 that print; Lua patterns know bytes alone.
local CHARACTERS = {
  "^[\32-\126]",
  "^[\194-\223][\128-\191]",
  "^\224[\160-\191][\128-\191]",
  "^[\225-\236\238\239][\128-\191][\128-\191]",
  "^\237[\128-\159][\128-\191]",
  "^\240[\144-\191][\128-\191][\128-\191]",
  "^[\241-\243][\128-\191][\128-\191][\128-\191]",
  "^\244[\128-\143][\128-\191][\128-\191]",
}

local function character_at(text, at)
  for _, pattern in ipairs(CHARACTERS) do
    local first, last = text:find(pattern, at)
    if first then return text:sub(first, last) end
  end
end

--- The text as a log may show it: valid UTF-8 of printable characters, not too long.
function record.plain(text)
  if #text <= LONGEST and not text:find("[^\32-\126]") then return text end
  local out, length, at = {}, 0, 1
  while at <= #text do
    local character = character_at(text, at)
    length = length + #(character or "?")
    if length > LONGEST then break end
    out[#out + 1] = character or "?"
    at = at + #(character or "?")
  end
  return table.concat(out)
end

--- @param attempt the fields of the contract; of texts of others `callId` and `reason`, times in milliseconds
-- @return JSON
function record.text(attempt)
  local members = {}
  for _, name in ipairs(ORDER) do
    local value = attempt[name]
    if name == "callId" or name == "reason" then value = value and record.plain(value) end
    if type(value) == "number" then
      members[#members + 1] = ('"%s":%.0f'):format(name, value)
    elseif value ~= nil then
      members[#members + 1] = ('"%s":%s'):format(name, cjson.encode(value))
    end
  end
  return "{" .. table.concat(members, ",") .. "}"
end

return record
