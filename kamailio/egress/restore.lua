-- Takes: a reply, and what its request looked like when it came
-- Leaves: the reply as the sender of the request expects it; what a carrier gets of it is on the list
-- Refuses: nothing

local calls = require "egress.calls"
local cseq = require "egress.cseq"
local headers = require "egress.headers"
local passage = require "egress.passage"
local route = require "egress.route"
local settings = require "egress.settings"
local token = require "egress.token"
local tokens = require "egress.tokens"
local uri = require "egress.uri"

local restore = {}

local function tagged(value, tag)
  local parsed = uri.name_addr(value)
  if parsed and parsed.tag or not tag then return value end
  return value .. ";tag=" .. tag
end

-- Ours with the address that agents reach us at, and behind it those of the platform, which carriers never saw.
local function add_routes(lines, transport, of_the_platform)
  for _, one in ipairs(route.list(headers.all("Record-Route"))) do
    local ours = token.find(one)
    lines[#lines + 1] =
      { "Record-Route", ours and settings.inner_route(transport, token.PARAM .. "=" .. ours) or one }
    if ours then break end
  end
  for _, one in ipairs(of_the_platform or {}) do
    lines[#lines + 1] = { "Record-Route", one }
  end
end

-- Only this product says why it refused a call.
local NOT_OF_CARRIERS = {
  "Via",
  "Record-Route",
  "From",
  "To",
  "CSeq",
  "X-Egress-Reason",
  "X-Egress-Attempts",
  "X-Egress-Hop",
}

--- A carrier's reply to a request of the agent.
-- @param begun what call.begun kept, `routes` (the platform's Record-Route values) of a new call
function restore.to_agent(begun)
  local lines = {}
  for at, value in ipairs(begun.via) do
    lines[at] = { "Via", value }
  end
  if headers.get("Record-Route") then add_routes(lines, begun.transport_in, begun.routes) end
  lines[#lines + 1] = { "From", begun.from }
  lines[#lines + 1] = { "To", tagged(begun.to, KSR.pv.get("$tt")) }
  lines[#lines + 1] = { "CSeq", begun.cseq }
  headers.replace(NOT_OF_CARRIERS, lines, true)
end

local function stays_for_carriers(long) return long == "via" or passage.is_for_carriers(long) end

--- The agent's reply to a request of the carrier.
-- @param begun what call.begun kept
-- @param contact our own
function restore.to_carrier(begun, contact)
  local lines = {
    { "From", begun.from },
    { "To", tagged(begun.to, KSR.pv.get("$tt")) },
    { "CSeq", begun.cseq },
  }
  if headers.get("Contact") then lines[#lines + 1] = { "Contact", contact } end
  headers.keep_whole(stays_for_carriers, lines)
end

local function addr(spec, tag) return ("<%s>;tag=%s"):format(spec, tag) end

local function known_of_reply(from_tag, to_tag)
  local known = tokens()
  for _, one in ipairs(known and headers.all("Record-Route") or {}) do
    local text = token.find(one)
    local dialog, sender
    if text then
      dialog, sender = known.read(text, KSR.pv.get("$ci"), from_tag, to_tag)
    end
    if sender == "agent" then
      local place = uri.parse(route.uri(one)) or {}
      return dialog, settings.is_own(place.host, place.port)
    end
  end
end

--- A 2xx to an INVITE that comes again after its transaction has ended: all there is to know is in our Record-Route.
-- @return whether it could be restored
function restore.late_answer()
  local status, method = tonumber(KSR.pv.get("$rs")), KSR.pv.get("$rm")
  local from_tag, to_tag = KSR.pv.get("$ft"), KSR.pv.get("$tt")
  if method ~= "INVITE" or status < 200 or status > 299 or not from_tag or not to_tag then return false end
  local dialog, is_own = known_of_reply(from_tag, to_tag)
  -- Another node served the call that was handed over to it, and has restored the answer.
  if dialog and not is_own then return true end
  if not dialog or not dialog.via then return false end
  calls.answered_late(calls.key_in_dialog(dialog, from_tag), to_tag)
  local number = cseq.parse(headers.get("CSeq"))
  -- The core sends it by the second Via, hence has to read it once more.
  local lines = { { "Via", headers.get("Via"):match("^[^,]*") }, { "Via", dialog.via } }
  add_routes(lines, dialog.transport_in or "udp", { dialog.routes })
  lines[#lines + 1] = { "From", addr(dialog.agent_from, from_tag) }
  lines[#lines + 1] = { "To", addr(dialog.agent_to, to_tag) }
  lines[#lines + 1] = { "CSeq", cseq.render(cseq.to_agent(dialog.first, number), method) }
  headers.replace(NOT_OF_CARRIERS, lines, true)
  return KSR.textopsx.msg_apply_changes() > 0
end

return restore
