-- Takes: nothing
-- Leaves: the version of the Redis contract that this node reads, the keys that the service writes in it
-- Refuses: nothing

local contract = { VERSION = 2 }

local PREFIX = ("egress:%d:"):format(contract.VERSION)

contract.HEAD = PREFIX .. "head"
contract.TRUNKS = PREFIX .. "trunks"
contract.NUMBERS = PREFIX .. "numbers"
contract.CHANGES = PREFIX .. "changes"

return contract
