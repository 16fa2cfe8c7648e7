-- Takes: htables `owner`, `heir` and `hop`, which the sync process fills from Redis and from the disk copy; this node's
--   name
-- Leaves: which node registers a trunk and counts its calls, and where that node takes calls
-- Refuses: (nil) to guess: a trunk that needs an owner and has none known is not ready

local memory = require "egress.sync.memory"
local owners = require "egress.sync.owners"

local owner = {}

local NODE = os.getenv("EGRESS_NODE") or "proxy-1"

--- Whether the trunk has to belong to one node.
owner.is_needed = owners.needs

--- The name of the node, nil when it is not known or nobody has to own the trunk.
function owner.of(trunk_id) return memory.get("owner", trunk_id) end

function owner.is_mine(trunk_id) return owner.of(trunk_id) == NODE end

--- Whether this node registers the trunk: it owns it, or is about to.
function owner.registers(trunk_id) return owner.is_mine(trunk_id) or memory.get("heir", trunk_id) ~= nil end

--- Where a node takes calls, as a URI; nil when it is not living.
function owner.hop(node)
  local hop = memory.get("hop", node)
  return hop and "sip:" .. hop .. ";transport=udp"
end

return owner
