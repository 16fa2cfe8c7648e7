-- Takes: the calls of this node as they begin, are answered and end
-- Leaves: the count of each trunk, and each call's record: its trunk's row as it was when the call began; those that
--   matter after a restart are found again
-- Refuses: ("cap-reached") calls that would be one more than the trunk may have

local clock = require "egress.sync.clock"
local journal = require "egress.journal"
local ledger = require "egress.ledger"
local log = require "egress.sync.log"
local memory = require "egress.sync.memory"
local settings = require "egress.settings"
local tally = require "egress.tally"

local calls = {}

local TIDY_EVERY = 5 -- s

local kept = journal.new(
  memory,
  os.getenv("EGRESS_STATE_DIR") or ".",
  function(problem) log.lasting("calls", "calls can't be kept for a restart: " .. tostring(problem)) end
)
local book = ledger.new(memory, kept, tally.calls)

local function now() return ("%.6f"):format(clock.of_day()) end

--- The name of the call that a request or reply of its agent's side belongs to.
-- @param state what egress.call holds of an INVITE
function calls.key(state) return ledger.key(KSR.pv.get("$ci"), KSR.pv.get("$ft"), state.number) end

--- The same for a request in a dialog.
-- @param known what the token says
-- @param agent_tag From tag of the agent's requests, To tag of the carrier's
function calls.key_in_dialog(known, agent_tag) return ledger.key(KSR.pv.get("$ci"), agent_tag, known.first) end

--- Before the first attempt on a trunk. The slot is kept for all its addresses and challenges, until calls.leave.
-- @param row the trunk's row, `trunk` the same decoded
-- @return nil, or "cap-reached"
function calls.admit(state, trunk, row)
  state.call, state.admitted = calls.key(state), now()
  local fine = book.take(state.call, {
    trunk = trunk.trunkId,
    row = row,
    began = state.admitted,
    most = trunk.maxCalls,
    kept = trunk.maxCalls ~= nil or trunk.auth.method ~= "ip_only",
  })
  if fine then return nil end
  state.admitted = nil
  tally.passed_over(trunk.trunkId)
  return "cap-reached"
end

--- The call has ended without an answer, or goes on to another trunk.
-- @return the record that was removed, nil when the call had none any more
function calls.leave(state)
  local admitted = state.admitted
  state.admitted = nil
  return admitted and book.drop(state.call, admitted)
end

--- A carrier has answered 2xx.
-- @param note a text that the record keeps, for whoever hears of the call's end
function calls.answered(state, tag, note)
  if state.admitted then book.answer(state.call, tag, now(), note) end
end

--- The same for an answer that outlived the INVITE's transaction.
function calls.answered_late(key, tag) book.answer(key, tag, now()) end

--- A BYE has ended the dialog with one side of the carrier.
-- @return the record when that was the call's end
function calls.hung_up(key, tag) return book.hang_up(key, tag) end

--- The record has become as old as a call may be. From htable's event.
-- @return the record
function calls.expired(key, text) return book.expire(key, text) end

--- The record of a call, nil when it is not known: it has ended, or began before a restart that forgot it.
function calls.of(key) return book.of(key) end

--- `take(trunk_id, count)` for each trunk that has calls on this node now.
calls.each_count = book.each_count

local function each_kept(take)
  memory.each("call", function(key, text)
    if ledger.is_kept(text) then take(key, text) end
  end)
end

--- Counts the calls of before the restart again. Once, before Kamailio forks its workers.
function calls.load()
  local time, count = clock.of_day(), 0
  kept.load(function(key, text)
    local left = ledger.seconds_left(text, time, settings.longest, settings.longest_unanswered)
    if left <= 0 then return end
    book.recall(key, text, math.ceil(left))
    count = count + 1
  end)
  kept.compact(each_kept)
  if count > 0 then log.info(("%d calls go on from before the restart"):format(count)) end
end

local tidy_at = 0

--- One turn of the disk process: a journal that has become large gives way to a copy.
function calls.tidy()
  local time = clock.now()
  if time < tidy_at then return end
  tidy_at = time + TIDY_EVERY
  if kept.is_large() then kept.compact(each_kept) end
end

return calls
