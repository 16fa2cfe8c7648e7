-- Takes: the candidates of a call
-- Leaves: an INVITE on its way to the next address that may take it; each address is one attempt of ours
-- Refuses: (a reason) when nothing is left to try

local call = require "egress.call"
local calls = require "egress.calls"
local carrier_side = require "egress.carrier_side"
local chronicle = require "egress.chronicle"
local drain = require "egress.drain"
local handover = require "egress.handover"
local hop = require "egress.hop"
local number = require "egress.number"
local outward = require "egress.outward"
local owner = require "egress.owner"
local passed_over = require "egress.passed_over"
local registered = require "egress.registration.registered"
local settings = require "egress.settings"
local trunks = require "egress.trunks"

local attempt = {}

-- Of one call, challenges included: as many as tm has branches (kamailio.cfg, max_branches). A CSeq has room for 32.
local MOST = 30

local RINGS = "$avp(egress_rings)"

--- Whether the call may have one more.
function attempt.has_room(state) return state.attempt + 1 < MOST end

--- The trunk of the present attempt, as it was when the attempt began.
function attempt.trunk(state) return trunks.decoded(state.row) end

local function request_uri(state, trunk)
  local written = number.written(state.called, trunk.numberFormat, trunk.countryCode)
  return ("sip:%s@%s%s%s%s"):format(
    number.escaped(written),
    trunk.host,
    trunk.port and ":" .. ("%d"):format(trunk.port) or "",
    trunk.params and ";" .. trunk.params or "",
    trunk.userPhone and number.is_telephone(written) and ";user=phone" or ""
  )
end

--- The carrier of the present attempt rings, from a reply route: its time runs from the first answer that says so.
function attempt.rings(state)
  if KSR.pv.get(RINGS) then return end
  KSR.pv.seti(RINGS, 1)
  local seconds = attempt.trunk(state).ringTimeout
  KSR.tm.t_set_fr(seconds and seconds * 1000 or settings.ringing, settings.silence)
end

--- Sends the present attempt, again if a challenge was answered. False on a transport error.
function attempt.send(state)
  local trunk = attempt.trunk(state)
  state.uri = request_uri(state, trunk)
  KSR.pv.sets("$ru", state.uri)
  KSR.pv.sets("$du", state.destination)
  outward.set(trunk.trunkId, trunk.transport, (trunk.outboundProxy or trunk).host)
  KSR.pv.unset(RINGS)
  KSR.tm.t_set_fr(settings.trying, settings.silence)
  KSR.tm.t_on_branch("ksr_branch_invite")
  KSR.tm.t_on_reply("ksr_reply_invite")
  KSR.tm.t_on_failure("ksr_failure_invite")
  call.save(state)
  KSR.info(
    ("call %s attempt %d: trunk %s, %s\n"):format(
      KSR.pv.get("$ci"),
      state.attempt,
      trunk.trunkId,
      state.destination
    )
  )
  return outward.send(KSR.tm.t_relay, state.destination) > 0
end

-- A trunk of another node: the one address to try is that node's.
local function take_elsewhere(state, trunk_id)
  if state.handed then return drain.is_on() and "draining" or "trunk-not-ready" end
  local node = owner.of(trunk_id) or drain.next_owner(trunk_id)
  local place = node and owner.hop(node)
  if not place then return "trunk-not-ready" end
  state.addresses = { { node = place, name = node, trunk = trunk_id } }
end

-- Why the trunk is passed over, nil if it isn't.
local function take_trunk(state, trunk_id)
  local row, addresses = trunks.pair(trunk_id)
  local trunk = row and trunks.decoded(row)
  if not trunk or not trunk.enabled then return "no-trunk" end
  if owner.is_needed(trunk) and not owner.is_mine(trunk_id) then return take_elsewhere(state, trunk_id) end
  if not addresses or #addresses == 0 then return "trunk-not-ready" end
  state.registered = nil
  if trunk.auth.method == "registration" then
    state.registered = registered.of(trunk, addresses)
    if not state.registered then return "trunk-not-ready" end
    addresses = { { ip = state.registered.ip, port = state.registered.port } }
  end
  if not carrier_side.fits(trunk) then return "codec-mismatch" end
  local full = calls.admit(state, trunk, row)
  if full then return full end
  state.row, state.addresses, state.transport = row, addresses, trunk.transport
end

--- Notes why a trunk was not tried.
function attempt.pass_over(state, reason) state.passed_over[#state.passed_over + 1] = reason end

--- The trunk of the last attempt is tried once more, before the others.
function attempt.again(state, trunk_id) table.insert(state.candidates, 1, trunk_id) end

local function next_address(state)
  while not state.addresses or #state.addresses == 0 do
    local trunk_id = table.remove(state.candidates, 1)
    calls.leave(state)
    if not trunk_id then return nil end
    local reason = take_trunk(state, trunk_id)
    if reason then attempt.pass_over(state, reason) end
  end
  return table.remove(state.addresses, 1)
end

-- Whether it is under way.
local function try_address(state, address)
  state.attempt = state.attempt + 1
  state.challenges, state.answers = {}, nil
  state.destination = hop.to(address.ip, address.port, state.transport)
  chronicle.begins(state)
  if attempt.send(state) then return true end
  if KSR.tm.t_is_canceled() <= 0 then
    chronicle.failed(state, attempt.trunk(state), { status = 503, phrase = "could not be sent" }, "proxy")
  end
  return false
end

local function try_node(state, address)
  if handover.send(state, address) then return true end
  attempt.pass_over(state, "trunk-not-ready")
  return false
end

local function try(state)
  while true do
    local address = attempt.has_room(state) and next_address(state)
    if not address then break end
    if (address.node and try_node or try_address)(state, address) then return nil end
    if KSR.tm.t_is_canceled() > 0 then return "cancelled" end
  end
  return state.attempt > state.before and "failed" or passed_over.reason(state.passed_over)
end

--- @return nil when an attempt is under way, else why there is none: a reason of egress.passed_over when each trunk was
--   passed over, "failed" when attempts were made, "cancelled" when the agent has given up
function attempt.next(state)
  local reason = try(state)
  if reason then calls.leave(state) end
  return reason
end

return attempt
