-- Takes: shared memory as sync fills it (egress/sync/README.md)
-- Leaves: decoded rows, and a trunk together with the addresses that belong to it
-- Refuses: (nil) what is not there

local cjson = require "cjson.safe"
local memory = require "egress.sync.memory"
local remember = require "egress.remember"

local trunks = {}

local TRIES = 3
local MOST_DECODED = 1000

--- A row's text decoded; the same table for the same text, not to be changed.
trunks.decoded = remember(MOST_DECODED, function(text) return (cjson.decode(text)) end)

local function decoded(text) return text and trunks.decoded(text) end

-- There are many more numbers than trunks: keeping them would crowd out the trunks.
function trunks.number(e164)
  local text = memory.get("number", e164)
  return text and cjson.decode(text)
end

--- The row's text.
function trunks.text(trunk_id) return memory.get("trunk", trunk_id) end

function trunks.row(trunk_id) return decoded(trunks.text(trunk_id)) end

--- The trunk and its addresses, of one moment: sync takes the addresses away before it replaces a row.
-- @return the row's text, `{{ip, port}, …}` or nil while the trunk is not ready
function trunks.pair(trunk_id)
  for _ = 1, TRIES do
    local row = memory.get("trunk", trunk_id)
    local addresses = memory.get("address", trunk_id)
    if row == memory.get("trunk", trunk_id) then return row, addresses and cjson.decode(addresses) end
  end
  return memory.get("trunk", trunk_id), nil
end

return trunks
