-- Takes: nothing
-- Leaves: the time of day, in seconds with a fraction
-- Refuses: nothing

local clock = {}

function clock.now()
  local seconds, microseconds = KSR.pv.get("$TV(Sn)"):match("^(%d+)%.(%d+)$")
  return tonumber(seconds) + tonumber(microseconds) / 1e6
end

return clock
