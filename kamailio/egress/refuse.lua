-- Takes: why we can't take a call
-- Leaves: our own final answer to the agent: Reason (RFC 3326) and X-Egress-Reason say why
-- Refuses: is its duty

local counters = require "egress.counters"
local headers = require "egress.headers"

local refuse = {}

local ANSWERS = {
  ["no-base-number"] = { 403, "Forbidden" },
  ["no-trunk"] = { 404, "Not Found" },
  ["bad-caller-id"] = { 400, "Bad Caller ID" },
  ["bad-destination"] = { 484, "Address Incomplete" },
  ["trunk-not-ready"] = { 503, "Service Unavailable" },
  ["cap-reached"] = { 503, "Service Unavailable" },
  ["draining"] = { 503, "Service Unavailable" },
  ["codec-mismatch"] = { 488, "Not Acceptable Here" },
}

--- A call that an agent asked this node for.
function refuse.call(reason)
  counters.refused(reason)
  refuse.uncounted(reason)
end

--- What has been counted, or will be: a call that another node asked for, an offer within a call.
function refuse.uncounted(reason)
  local status, phrase = unpack(ANSWERS[reason])
  headers.append_to_reply("Reason", ('SIP;cause=%d;text="%s"'):format(status, reason))
  headers.append_to_reply("X-Egress-Reason", reason)
  KSR.info(("call %s refused: %d %s\n"):format(KSR.pv.get("$ci"), status, reason))
  KSR.tm.t_send_reply(status, phrase)
end

return refuse
