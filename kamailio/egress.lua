-- Takes: every request and reply that reaches this node
-- Leaves: the agent's calls on the trunks that admins saved
-- Refuses: everything else

local abandoned = require "egress.abandoned"
local attempt = require "egress.attempt"
local call = require "egress.call"
local calls = require "egress.calls"
local carrier_side = require "egress.carrier_side"
local check = require "egress.sync.check"
local chronicle = require "egress.chronicle"
local connection = require "egress.connection"
local dialog = require "egress.dialog"
local disk = require "egress.sync.disk"
local failover = require "egress.failover"
local follow = require "egress.sync.follow"
local gate = require "egress.gate"
local handover = require "egress.handover"
local invite = require "egress.invite"
local openssl = require "egress.openssl"
local peer = require "egress.peer"
local register = require "egress.registration.register"
local registrar_wire = require "egress.registration.wire"
local resolve = require "egress.sync.resolve"
local restore = require "egress.restore"

--- In the order in which a request meets it.
function ksr_request_route()
  local from = gate.admit()
  if from == gate.CLOSED then return 1 end
  if gate.is_cancel() then
    gate.cancel()
  elseif gate.has_to_tag() then
    dialog.request(from)
  elseif gate.places_call(from) then
    invite.request()
  end
  return 1
end

--- Every reply, before its transaction is looked for.
function ksr_reply_route()
  if not peer.is_who_it_should_be() then
    KSR.x.drop()
    return 0
  end
  if not abandoned.success() then
    if KSR.tm.t_check_trans() > 0 then
      connection.keep()
      return 1
    end
    if not abandoned.reply() and restore.late_answer() then return 1 end
  end
  KSR.x.drop()
  return 0
end

-- A request that could not be written as its receiver shall see it must not leave as it came.
local function or_nothing_leaves(write)
  local fine, problem = pcall(write)
  if fine then return 1 end
  KSR.err("a request could not be written and stays here: " .. tostring(problem) .. "\n")
  KSR.x.drop()
end

function ksr_branch_invite()
  return or_nothing_leaves(function()
    local state = call.read()
    carrier_side.invite(state, attempt.trunk(state))
  end)
end

function ksr_reply_invite()
  local state = call.read()
  local status = tonumber(KSR.pv.get("$rs"))
  if status < 200 then chronicle.provisional(status) end
  if status >= 180 and status < 200 then
    attempt.rings(state)
    if status <= 182 then failover.rings() end
  elseif status >= 200 and status < 300 then
    calls.answered(
      state,
      KSR.pv.get("$tt"),
      chronicle.answered(state, attempt.trunk(state), status, KSR.pv.get("$rr"))
    )
  end
  if status > 100 then restore.to_agent(state) end
  return 1
end

-- Whatever goes wrong here, the call's place on its trunk must not stay taken for hours.
function ksr_failure_invite()
  local fine, problem = pcall(failover.invite)
  if not fine then
    KSR.err("a failed attempt could not be followed up: " .. tostring(problem) .. "\n")
    calls.leave(call.load())
  end
  return 1
end

function ksr_branch_hop() return or_nothing_leaves(handover.branch) end

function ksr_reply_hop()
  local status = tonumber(KSR.pv.get("$rs"))
  if status >= 180 and status <= 182 then failover.rings() end
  handover.reply()
  return 1
end

function ksr_failure_hop()
  failover.handed()
  return 1
end

function ksr_branch_dialog() return or_nothing_leaves(dialog.branch) end

function ksr_reply_dialog()
  dialog.reply()
  return 1
end

function ksr_failure_dialog()
  dialog.failure()
  return 1
end

-- Shared memory is filled before the workers are forked.
function ksr_htable_event(event)
  if event == "htable:mod-init" then
    follow.start()
    calls.load()
    local fine, problem = openssl.part_processes()
    if not fine then KSR.warn("processes share OpenSSL's errors: " .. tostring(problem) .. "\n") end
  elseif event == "htable:expired:call" then
    local record = calls.expired(KSR.pv.get("$shtrecord(key)"), KSR.pv.get("$shtrecord(value)"))
    if record then chronicle.ended(record.note, "proxy") end
  end
  return 1
end

-- Requests of this node's own.
function ksr_local_request()
  registrar_wire.number()
  return 1
end

function ksr_own_reply()
  registrar_wire.heard()
  return 1
end

function ksr_sync() return follow.tick() end

function ksr_resolve() return resolve.tick() end

function ksr_check() return check.tick() end

function ksr_disk()
  disk.tick()
  calls.tidy()
  return 1
end

function ksr_register() return register.tick() end
