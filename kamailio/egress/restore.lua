-- Takes: a reply, and what its request looked like when it came
-- Leaves: From, To and CSeq as the sender of the request wrote them
-- Refuses: nothing

local calls = require "egress.calls"
local cseq = require "egress.cseq"
local headers = require "egress.headers"
local token = require "egress.token"
local tokens = require "egress.tokens"
local uri = require "egress.uri"

local restore = {}

local function tagged(value, tag)
  local parsed = uri.name_addr(value)
  if parsed and parsed.tag or not tag then return value end
  return value .. ";tag=" .. tag
end

--- @param begun what call.begun kept
function restore.reply(begun)
  headers.set("From", begun.from)
  headers.set("To", tagged(begun.to, KSR.pv.get("$tt")))
  headers.set("CSeq", begun.cseq)
  -- Only this product says why it refused a call.
  headers.remove("X-Egress-Reason")
end

local function addr(spec, tag) return ("<%s>;tag=%s"):format(spec, tag) end

--- A 2xx to an INVITE that comes again after its transaction has ended: all there is to know is in our Record-Route.
-- @return whether it could be restored
function restore.late_answer()
  local status, method = tonumber(KSR.pv.get("$rs")), KSR.pv.get("$rm")
  local from_tag, to_tag = KSR.pv.get("$ft"), KSR.pv.get("$tt")
  local known = tokens()
  if method ~= "INVITE" or status < 200 or status > 299 or not from_tag or not to_tag or not known then return false end
  for _, route in ipairs(headers.all("Record-Route")) do
    local text = token.find(route)
    local dialog, sender = nil, nil
    if text then dialog, sender = known.read(text, KSR.pv.get("$ci"), from_tag, to_tag) end
    if dialog and sender == "agent" then
      local number = cseq.parse(headers.get("CSeq"))
      headers.set("From", addr(dialog.agent_from, from_tag))
      headers.set("To", addr(dialog.agent_to, to_tag))
      headers.set("CSeq", cseq.render(cseq.to_agent(dialog.first, number), method))
      calls.answered_late(calls.key_in_dialog(dialog, from_tag), to_tag)
      return true
    end
  end
  return false
end

return restore
