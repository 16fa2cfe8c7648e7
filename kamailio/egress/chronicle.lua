-- Takes: attempts as they begin, are answered and end
-- Leaves: one record each in the queue of the sync process (egress/sync/records.lua); a call waits for nothing
-- Refuses: nothing; a full queue forgets its oldest record

local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local counters = require "egress.counters"
local record = require "egress.record"

local chronicle = {}

local NODE = os.getenv("EGRESS_NODE") or "proxy-1"
local QUEUE = "attempts"
local TRYING, RINGING = "$avp(egress_trying)", "$avp(egress_ringing)"

local function now() return ("%.0f"):format(clock.of_day() * 1000) end

local function note(variable)
  if not KSR.pv.get(variable) then KSR.pv.sets(variable, now()) end
end

--- Before an address is tried.
function chronicle.begins(state)
  state.began = now()
  KSR.pv.unset(TRYING)
  KSR.pv.unset(RINGING)
end

--- A provisional answer, in a reply route.
function chronicle.provisional(status)
  note(TRYING)
  if status >= 180 then note(RINGING) end
end

local function known_of(state, trunk, code, reason)
  return {
    callId = KSR.pv.get("$ci"), trunkId = trunk.trunkId, revision = trunk.revision, node = NODE,
    baseNumber = state.base, callerIdRule = state.wanted and "transfer" or trunk.callerId.mode,
    carrier = state.destination:match("^sip:([^;]+)"), transport = trunk.transport, code = code, reason = reason,
    startedAt = tonumber(state.began), tryingAt = tonumber(KSR.pv.get(TRYING) or nil),
    ringingAt = tonumber(KSR.pv.get(RINGING) or nil),
  }
end

local function put(attempt) KSR.mqueue.mq_add(QUEUE, attempt.trunkId, record.text(attempt)) end

--- An attempt has ended without a call.
-- @param answer `status`, `phrase`, and `given`: whether they are the carrier's
-- @param by "agent", "carrier", "proxy"
function chronicle.failed(state, trunk, answer, by)
  local attempt = known_of(state, trunk, answer.status, answer.phrase)
  attempt.endedAt, attempt.endedBy = tonumber(now()), by
  attempt.finalAt = answer.given and attempt.endedAt or nil
  counters.failed(answer, by)
  put(attempt)
end

--- What is told of silence in place of a carrier's phrase.
function chronicle.of_silence()
  if KSR.pv.get(RINGING) then return "rang without an answer" end
  return KSR.pv.get(TRYING) and "tried without ringing" or "no answer"
end

--- A call begins.
-- @return a text to be kept for its end, without control characters
function chronicle.answered(state, trunk, code, reason)
  local attempt = known_of(state, trunk, code, reason)
  attempt.finalAt = tonumber(now())
  counters.answered()
  return record.text(attempt)
end

--- A call has ended.
-- @param text what chronicle.answered gave
function chronicle.ended(text, by)
  local attempt = cjson.decode(text or "")
  if type(attempt) ~= "table" then return end
  attempt.endedAt, attempt.endedBy = tonumber(now()), by
  put(attempt)
end

return chronicle
