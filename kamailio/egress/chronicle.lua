-- Takes: attempts as they begin, are answered and end
-- Leaves: one record each in the queue of the sync process (egress/sync/records.lua), counts of them; a call waits for
--   nothing
-- Refuses: nothing; a full queue forgets its oldest record

local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local counters = require "egress.counters"
local ending = require "egress.ending"
local record = require "egress.record"
local tally = require "egress.tally"

local chronicle = {}

local NODE = os.getenv("EGRESS_NODE") or "proxy-1"
local QUEUE = "attempts"
local TRYING, RINGING = "$avp(egress_trying)", "$avp(egress_ringing)"

local function now() return ("%.0f"):format(clock.of_day() * 1000) end

local function note(variable, text)
  if not KSR.pv.get(variable) then KSR.pv.sets(variable, text) end
end

--- Before an address is tried.
function chronicle.begins(state)
  state.began, state.challenged = now(), nil
  KSR.pv.unset(TRYING)
  KSR.pv.unset(RINGING)
end

--- A provisional answer, in a reply route.
function chronicle.provisional(status)
  note(TRYING, now())
  if status >= 180 then note(RINGING, ("%s %d"):format(now(), status)) end
end

--- A challenge is about to be answered with the trunk's credentials.
function chronicle.challenged(state, status) state.challenged = state.challenged or { at = now(), code = status } end

local function known_of(state, trunk, code, reason)
  local ringing_at, ringing_code = (KSR.pv.get(RINGING) or ""):match("^(%d+) (%d+)$")
  local challenged = state.challenged or {}
  return {
    callId = KSR.pv.get("$ci"),
    trunkId = trunk.trunkId,
    revision = trunk.revision,
    node = NODE,
    baseNumber = state.base,
    callerIdRule = state.wanted and "transfer" or trunk.callerId.mode,
    carrier = state.destination:match("^sip:([^;]+)"),
    transport = trunk.transport,
    code = code,
    reason = reason,
    startedAt = tonumber(state.began),
    tryingAt = tonumber(KSR.pv.get(TRYING) or nil),
    challengedAt = tonumber(challenged.at),
    challengeCode = challenged.code,
    ringingAt = tonumber(ringing_at),
    ringingCode = tonumber(ringing_code),
  }
end

local function put(attempt) KSR.mqueue.mq_add(QUEUE, attempt.trunkId, record.text(attempt)) end

local function count(attempt, answer, by)
  tally.ended(
    attempt.trunkId,
    ending.counts {
      status = answer.status,
      given = answer.given,
      rang = attempt.ringingAt ~= nil,
      cancelled = by == "agent",
    },
    attempt.ringingAt and attempt.ringingAt - attempt.startedAt
  )
end

--- An attempt has ended without a call.
-- @param answer `status`, `phrase`, and `given`: whether they are the carrier's
-- @param by "agent", "carrier", "proxy"
function chronicle.failed(state, trunk, answer, by)
  local attempt = known_of(state, trunk, answer.status, answer.phrase)
  attempt.endedAt, attempt.endedBy = tonumber(now()), by
  attempt.finalAt = answer.given and attempt.endedAt or nil
  counters.failed(answer, by)
  count(attempt, answer, by)
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
  count(attempt, { status = code, given = true }, "carrier")
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
