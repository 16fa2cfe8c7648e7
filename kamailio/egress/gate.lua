-- Takes: every request
-- Leaves: requests that are sane, known by where they come from, and no retransmissions
-- Refuses: strangers, silently and before anything is spent on them; what is malformed, has gone too far, or is no
--   method for them, with an answer to those who are known

local connection = require "egress.connection"
local drain = require "egress.drain"
local handover = require "egress.handover"
local headers = require "egress.headers"
local legible = require "egress.legible"
local memory_of_strangers = require "egress.sync.log"
local source = require "egress.source"
local token = require "egress.token"

local gate = {}

--- What admit gives when the request has been dealt with.
gate.CLOSED = {}

local SANITY = 18407 -- sanity module: all checks but those of parsers that SIP extensions defeat
local SANITY_URI = 7

local function answer(status, phrase) KSR.sl.sl_send_reply(status, phrase) end

function gate.has_to_tag() return KSR.siputils.has_totag() > 0 end

function gate.is_cancel() return KSR.kx.get_method() == "CANCEL" end

-- A stranger's request may go on if it could belong to a call: it names a token, or a transaction that we know, or
-- another node hands a call over.
local function may_prove_itself()
  if gate.is_cancel() then return KSR.tm.t_check_trans() > 0 end
  if not gate.has_to_tag() then return handover.is_proven() end
  if token.find(headers.get("Route") or "") then return true end
  return KSR.kx.get_method() == "ACK" and KSR.tm.t_check_trans() > 0
end

-- Over UDP a body may end with its datagram (RFC 3261 §18.3); what puts another one in its place goes by the header.
local function says_length()
  local body = KSR.pv.get("$rb")
  if not body or body == "" or KSR.hdr.is_present("Content-Length") > 0 then return true end
  headers.append("Content-Length", tostring(#body))
  return KSR.textopsx.msg_apply_changes() > 0
end

local function is_sane(from)
  local is_answered = from and KSR.kx.get_method() ~= "ACK"
  if KSR.sanity.sanity_check(SANITY, SANITY_URI) < 0 then
    if is_answered then KSR.sanity.sanity_reply() end
    return false
  end
  local problem = legible.problem(KSR.pv.get("$mb"), headers.get("From"), headers.get("To"), headers.get("Call-ID"))
  if problem then
    if is_answered then answer(400, problem) end
    return false
  end
  if KSR.maxfwd.process_maxfwd(70) < 0 then
    if is_answered then answer(483, "Too Many Hops") end
    return false
  end
  return says_length()
end

--- @return "agent", "carrier", nil for a request that must prove itself, or gate.CLOSED
function gate.admit()
  local address = KSR.kx.get_srcip()
  local from = source.of(address)
  if not from and not may_prove_itself() then
    memory_of_strangers.lasting(
      "strangers",
      "requests of unlisted sources are dropped, the last one from " .. address
    )
    connection.drop()
    return gate.CLOSED
  end
  if not is_sane(from) then return gate.CLOSED end
  connection.keep()
  return from
end

--- CANCEL proves itself by the branch of the INVITE (RFC 3261 §9.2).
function gate.cancel()
  if KSR.tm.t_check_trans() > 0 then KSR.tm.t_relay() end
end

--- Answers what is no call; whether it is one.
function gate.places_call(from)
  local method = KSR.kx.get_method()
  if method == "ACK" then
    KSR.tm.t_check_trans()
    return false
  end
  if KSR.tm.t_check_trans() == 0 then return false end
  if method == "OPTIONS" then
    if from == "agent" and drain.is_on() then return drain.refuse() end
    answer(200, "OK")
  elseif method ~= "INVITE" then
    KSR.hdr.append_to_reply("Allow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\n")
    answer(405, "Method Not Allowed")
  elseif from ~= "agent" and not handover.is_proven() then
    answer(404, "Not Found")
  else
    return true
  end
  return false
end

return gate
