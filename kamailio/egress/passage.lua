-- Takes: the name of a header, as it was written
-- Leaves: whether it may pass to a carrier (contract, "Headers towards carriers")
-- Refuses: every header that nobody has thought of

local remember = require "egress.remember"

local passage = {}

local MOST_NAMES = 500

-- RFC 3261 §7.3.3 and IANA's register of compact forms.
local COMPACT = {
  a = "accept-contact",
  b = "referred-by",
  c = "content-type",
  d = "request-disposition",
  e = "content-encoding",
  f = "from",
  i = "call-id",
  j = "reject-contact",
  k = "supported",
  l = "content-length",
  m = "contact",
  n = "identity-info",
  o = "event",
  r = "refer-to",
  s = "subject",
  t = "to",
  u = "allow-events",
  v = "via",
  x = "session-expires",
  y = "identity",
}

-- What the callee's side needs, and nothing that says where the agent is or who it claims to be.
passage.FOR_CARRIERS = {
  ["max-forwards"] = true,
  ["call-id"] = true,
  ["content-type"] = true,
  ["content-length"] = true,
  ["content-encoding"] = true,
  ["content-language"] = true,
  ["content-disposition"] = true,
  ["mime-version"] = true,
  ["accept"] = true,
  ["accept-encoding"] = true,
  ["accept-language"] = true,
  ["allow"] = true,
  ["supported"] = true,
  ["require"] = true,
  ["unsupported"] = true,
  ["session-expires"] = true,
  ["min-se"] = true,
  ["expires"] = true,
  ["retry-after"] = true,
  ["rseq"] = true,
  ["reason"] = true,
  ["privacy"] = true,
  ["p-early-media"] = true,
  ["info-package"] = true,
  ["recv-info"] = true,
}

--- The long form, in lower case.
passage.long = remember(MOST_NAMES, function(name)
  local lower = name:lower()
  return COMPACT[lower] or lower
end)

local BLANK, TAB = (" "):byte(), ("\t"):byte()

--- The names of a message's headers as they are written, in order.
-- @param message whose head is made of whole lines
function passage.names(message)
  local names, at = {}, 1
  local stop = message:find("\r\n\r\n", 1, true) or #message
  while true do
    local line_end = message:find("\n", at, true)
    if not line_end or line_end >= stop then return names end
    at = line_end + 1
    local first, colon = message:byte(at), message:find(":", at, true)
    if first ~= BLANK and first ~= TAB and colon then
      names[#names + 1] = message:sub(at, colon - 1):match("^%S*")
    end
  end
end

--- @param long as passage.long gives it
function passage.is_for_carriers(long) return passage.FOR_CARRIERS[long] == true end

return passage
