-- Takes: the row of a base number, a function that gives a trunk's row
-- Leaves: the trunks that a call may take, in the order to try them
-- Refuses: nothing; without one the list is empty

local pick = {}

local function wins(one, other)
  if one.priority ~= other.priority then return one.priority > other.priority end
  return one.trunkId < other.trunkId
end

--- Enabled trunks linked to the number: highest priority first, ties to the smaller trunk ID.
-- @param trunk_of `trunk_of(trunkId)` gives the decoded row or nil
-- @return a list of rows
function pick.candidates(number_row, trunk_of)
  local list = {}
  for _, trunk_id in ipairs(number_row.trunks) do
    local trunk = trunk_of(trunk_id)
    if trunk and trunk.enabled then list[#list + 1] = trunk end
  end
  table.sort(list, wins)
  return list
end

return pick
