-- Takes: every request
-- Leaves: requests that are sane, known by where they come from, and no retransmissions
-- Refuses: strangers, silently; what is malformed, has gone too far, or is no method for them, with an answer to those
--   who are known

local lines = require "egress.lines"
local memory_of_strangers = require "egress.sync.log"
local source = require "egress.source"
local uri = require "egress.uri"

local gate = {}

--- What admit gives when the request has been dealt with.
gate.CLOSED = {}

local SANITY = 17895    -- sanity module: all checks but those of parsers that SIP extensions defeat
local SANITY_URI = 7

local function answer(status, phrase) KSR.sl.sl_send_reply(status, phrase) end

function gate.has_to_tag() return KSR.siputils.has_totag() > 0 end

function gate.is_cancel() return KSR.pv.get("$rm") == "CANCEL" end

local function names_party(name, must_have_tag)
  local party = uri.name_addr(KSR.hdr.get(name))
  if not party then return false end
  if not party.tag then return not must_have_tag end
  return lines.is_token(party.tag)
end

-- Everybody on the way must read the same in it.
local function is_legible()
  return lines.are_whole(KSR.pv.get("$mb")) and names_party("From", true) and names_party("To", false)
end

-- Over UDP a body may end with its datagram (RFC 3261 §18.3); what puts another one in its place goes by the header.
local function says_length()
  local body = KSR.pv.get("$rb")
  if not body or body == "" or KSR.hdr.is_present("Content-Length") > 0 then return true end
  KSR.hdr.append(("Content-Length: %d\r\n"):format(#body))
  return KSR.textopsx.msg_apply_changes() > 0
end

local function is_stranger(from) return from == nil and not gate.has_to_tag() and not gate.is_cancel() end

--- @return "agent", "carrier", nil for a request that must prove itself, or gate.CLOSED
function gate.admit()
  local from = source.of(KSR.pv.get("$si"))
  if KSR.sanity.sanity_check(SANITY, SANITY_URI) < 0 then
    if from and KSR.pv.get("$rm") ~= "ACK" then KSR.sanity.sanity_reply() end
    return gate.CLOSED
  end
  if not is_legible() then
    if from and KSR.pv.get("$rm") ~= "ACK" then answer(400, "Bad Request") end
    return gate.CLOSED
  end
  if is_stranger(from) then
    memory_of_strangers.lasting("strangers", "requests of unlisted sources are dropped, the last one from "
      .. KSR.pv.get("$si"))
    return gate.CLOSED
  end
  if KSR.maxfwd.process_maxfwd(70) < 0 then
    if from and KSR.pv.get("$rm") ~= "ACK" then answer(483, "Too Many Hops") end
    return gate.CLOSED
  end
  return says_length() and from or gate.CLOSED
end

--- CANCEL proves itself by the branch of the INVITE (RFC 3261 §9.2).
function gate.cancel()
  if KSR.tm.t_check_trans() > 0 then KSR.tm.t_relay() end
end

--- Answers what is no call; whether it is one.
function gate.places_call(from)
  local method = KSR.pv.get("$rm")
  if method == "ACK" then
    KSR.tm.t_check_trans()
    return false
  end
  if KSR.tm.t_check_trans() == 0 then return false end
  if method == "OPTIONS" then
    answer(200, "OK")
  elseif method ~= "INVITE" then
    KSR.hdr.append_to_reply("Allow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\n")
    answer(405, "Method Not Allowed")
  elseif from ~= "agent" then
    answer(404, "Not Found")
  else
    return true
  end
  return false
end

return gate
