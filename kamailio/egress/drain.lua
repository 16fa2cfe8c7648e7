-- Takes: kamailio/drain's word that this node is to stop (htable `meta`), what is on its way through it
-- Leaves: no new call begins here; `drained` in htable `meta` once this node can stop and no call notices
-- Refuses: new calls and OPTIONS of agents, who then take their calls to another node

local cjson = require "cjson.safe"
local counters = require "egress.counters"
local connections = require "egress.sync.connections"
local headers = require "egress.headers"
local memory = require "egress.sync.memory"

local drain = {}

local REASON = "draining"
local LOOKS, PAUSE = 50, 10000 -- µs

function drain.is_on() return memory.get("meta", "draining") ~= nil end

--- Answers a request that asks whether this node takes calls; false.
function drain.refuse()
  headers.append_to_reply("Reason", ('SIP;cause=503;text="%s"'):format(REASON))
  headers.append_to_reply("X-Egress-Reason", REASON)
  KSR.sl.sl_send_reply(503, "Service Unavailable")
  return false
end

--- The same to a call that an agent asks for.
function drain.refuse_call()
  counters.call()
  counters.refused(REASON)
  drain.refuse()
end

--- Who owns the trunk after a node that leaves. The one time that a call waits: for half a second at most, until this
-- node has heard it, too.
-- @param before the node that leaves; nil for this one
-- @return nil when nobody does
function drain.next_owner(trunk_id, before)
  if not before and not drain.is_on() then return nil end
  for _ = 1, LOOKS do
    local owner = memory.get("owner", trunk_id)
    if owner and owner ~= before then return owner end
    KSR.cfgutils.usleep(PAUSE)
  end
end

-- Transactions that have no final answer yet, requests in a dialog and of other nodes among them.
local function is_quiet()
  local fine, body = connections.rpc("tm.stats")
  local said = fine and cjson.decode(body or "")
  local stats = said and said.result
  return type(stats) == "table" and stats.current - stats.waiting <= 0
end

--- For the process that follows Redis.
-- @param has_left whether other nodes own what this one owned
function drain.tell(has_left)
  if has_left and is_quiet() then memory.put("meta", "drained", "1") end
end

return drain
