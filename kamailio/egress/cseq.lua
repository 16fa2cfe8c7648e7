-- Takes: the CSeq numbers of the agent, how many attempts came before
-- Leaves: the CSeq numbers of the carrier, and the way back; nothing has to be remembered between two requests
-- Refuses: (nil) what would leave the 31 bits of RFC 3261 §8.1.1.5

local cseq = {}

-- The carrier sees 32·(n − b) + a: strictly rising whatever is challenged or fails over, and never the same twice
-- with one Call-ID, even when two trunks lead to one carrier (RFC 3261 §8.2.2.2). b keeps agents that begin near 2^31
-- in range.
local SCALE = 32
local STEP = 2 ^ 25
local LIMIT = 2 ^ 31

--- Attempts of one request that a CSeq has room for.
cseq.ATTEMPTS = SCALE

local function base(first) return first - first % STEP end

--- @param first the number of the dialog's INVITE
-- @param number the number of this request
-- @param attempt 0 for the first, then one more for each
function cseq.to_carrier(first, number, attempt)
  local scaled = SCALE * (number - base(first)) + attempt
  if attempt >= SCALE or scaled < 0 or scaled >= LIMIT then return nil end
  return scaled
end

function cseq.to_agent(first, scaled) return math.floor(scaled / SCALE) + base(first) end

--- The number and the method of a header value.
function cseq.parse(value)
  local number, method = value:match("^%s*(%d+)%s+(%S+)%s*$")
  return tonumber(number), method
end

function cseq.render(number, method) return ("%.0f %s"):format(number, method) end

--- RAck (RFC 3262 §7.2) names the CSeq of the request that was answered.
-- @param map gives the number as the other side knows it
-- @return the header value, or nil when it can't be mapped
function cseq.rack(value, map)
  local rseq, number, method = value:match("^%s*(%d+)%s+(%d+)%s+(%S+)%s*$")
  local mapped = rseq and map(tonumber(number), method)
  return mapped and ("%s %.0f %s"):format(rseq, mapped, method)
end

return cseq
