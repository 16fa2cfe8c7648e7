-- Takes: shared memory as sync fills it (egress/sync/README.md)
-- Leaves: decoded rows, and a trunk together with the addresses that belong to it
-- Refuses: (nil) what is not there

local cjson = require "cjson.safe"
local memory = require "egress.sync.memory"

local trunks = {}

local TRIES = 3

local function decoded(table_name, key)
  local text = memory.get(table_name, key)
  return text and cjson.decode(text)
end

function trunks.number(e164) return decoded("number", e164) end

function trunks.row(trunk_id) return decoded("trunk", trunk_id) end

--- The trunk and its addresses, of one moment: sync takes the addresses away before it replaces a row.
-- @return the row's text, `{{ip, port}, …}` or nil while the trunk is not ready
function trunks.pair(trunk_id)
  for _ = 1, TRIES do
    local row = memory.get("trunk", trunk_id)
    local addresses = memory.get("address", trunk_id)
    if row == memory.get("trunk", trunk_id) then
      return row, addresses and cjson.decode(addresses)
    end
  end
  return memory.get("trunk", trunk_id), nil
end

return trunks
