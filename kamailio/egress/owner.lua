-- Takes: htable `owner` as sync keeps it (contract, "owners"), this node's name
-- Leaves: which node registers a trunk and counts its calls
-- Refuses: nothing; a trunk that nobody has to own has no owner (nil)

local memory = require "egress.sync.memory"

local owner = {}

local NODE = os.getenv("EGRESS_NODE") or "proxy-1"

function owner.of(trunk_id) return memory.get("owner", trunk_id) end

--- A node that knows of no owner is the only one there is.
function owner.is_mine(trunk_id) return (owner.of(trunk_id) or NODE) == NODE end

return owner
