-- Takes: calls whose next trunk belongs to another node; INVITEs and answers of such a node
-- Leaves: the agent's INVITE on its way to that node, with a ticket; from there its dialog leads past this node
-- Refuses: (nil) tickets that are not genuine, or come a second time

local call = require "egress.call"
local clock = require "egress.sync.clock"
local crypto = require "egress.crypto"
local headers = require "egress.headers"
local memory = require "egress.sync.memory"
local outward = require "egress.outward"
local sealed = require "egress.sealed"
local settings = require "egress.settings"
local ticket = require "egress.ticket"

local handover = {}

local ATTEMPTS = "X-Egress-Attempts"

local made

local function tickets()
  if not made then
    local keys = sealed.keys()
    made = keys and ticket.new(keys, crypto.hmac)
  end
  return made
end

-- A line break in the Contact becomes a blank on the way (egress/headers.lua).
local function invite_at_hand()
  local contact = headers.get("Contact")
  return {
    call_id = KSR.pv.get("$ci"),
    tag = KSR.pv.get("$ft"),
    number = tonumber(KSR.pv.get("$cs")),
    contact = contact and contact:gsub("%s+", " "),
    body = KSR.pv.get("$rb"),
  }
end

-- At the owner ------------------------------------------------------------------------------------------------------

local function read()
  local text = headers.get(ticket.HEADER)
  return text
      and KSR.kx.get_method() == "INVITE"
      and tickets()
      and tickets().read(text, invite_at_hand(), clock.of_day())
    or nil
end

--- Whether the request at hand proves that another node hands it over.
function handover.is_proven() return read() ~= nil end

--- What the ticket of the INVITE at hand says; nil without a genuine one. Of an INVITE that comes a second time, past
-- its transaction, only the first counts: false.
function handover.taken()
  local known = read()
  if not known then return nil end
  local key = ("%s|%s|%s|%d"):format(KSR.pv.get("$ci"), KSR.pv.get("$ft"), KSR.pv.get("$cs"), known.attempt)
  return memory.add("handed", key, 1) == 1 and known
end

--- Before the owner's own final answer: how many attempts the call has used.
function handover.account(state)
  if not state.handed or state.attempt == state.before then return end
  headers.append_to_reply(ATTEMPTS, ("%.0f"):format(state.attempt))
end

-- At the node that the agent called ---------------------------------------------------------------------------------

--- Hands the call over. False when it can't be sent.
-- @param owner `name`, `node` (where it takes calls) and the `trunk` that it owns
function handover.send(state, owner)
  local trunk_id, hop = owner.trunk, owner.node
  state.to_node = { trunk = trunk_id, name = owner.name, attempt = state.attempt + 1 }
  KSR.pv.sets("$ru", state.asked)
  KSR.pv.sets("$du", hop)
  outward.set(trunk_id, "udp", "")
  KSR.tm.t_set_fr(settings.hop_patience, settings.hop_silence)
  KSR.tm.t_on_branch("ksr_branch_hop")
  KSR.tm.t_on_reply("ksr_reply_hop")
  KSR.tm.t_on_failure("ksr_failure_hop")
  call.save(state)
  KSR.info(("call %s: trunk %s, handed over to %s\n"):format(KSR.pv.get("$ci"), trunk_id, hop))
  return KSR.tm.t_relay() > 0
end

-- The agent's own headers, but none that only nodes may write.
local function stays(long) return long ~= "route" and not long:find("^x%-egress%-") end

--- Branch route of an INVITE that is handed over.
function handover.branch()
  local state = call.load()
  headers.keep(stays, {
    {
      ticket.HEADER,
      tickets().make({
        trunk = state.to_node.trunk,
        attempt = state.to_node.attempt,
        base = state.base,
        called = state.called,
        wanted = state.wanted,
        source = state.source,
        transport_in = state.transport_in,
      }, invite_at_hand(), clock.of_day()),
    },
  })
  -- Should our Via show an address for carriers, the answer still comes back here (RFC 3581).
  KSR.add_local_rport()
end

--- Reply route of such an INVITE.
function handover.reply() headers.replace({ "X-Egress-Reason", ATTEMPTS, ticket.HEADER }, {}) end

--- What the owner's final answer says beside its status, in a failure route: why it refused the call without an
-- attempt, nil if it made some, and the last attempt that it made.
function handover.told()
  local attempts = headers.all_of_reply(ATTEMPTS)[1]
  return headers.all_of_reply("X-Egress-Reason")[1], tonumber(attempts)
end

return handover
