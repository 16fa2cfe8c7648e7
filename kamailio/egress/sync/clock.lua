-- Takes: nothing
-- Leaves: a steady time for delays and the time of day for people
-- Refuses: to let the steady time go back when the time of day is set back

local clock = {}

local last, lost = 0, 0

--- The time of day in seconds since 1970, with a fraction.
function clock.of_day()
  local seconds, microseconds = KSR.pv.get("$TV(Sn)"):match("^(%d+)%.(%d+)$")
  return tonumber(seconds) + tonumber(microseconds) / 1e6
end

--- Seconds, with a fraction, that never go back within this process. Only differences mean anything.
function clock.now()
  local now = clock.of_day() + lost
  if now < last then
    lost = lost + last - now
    now = last
  end
  last = now
  return now
end

return clock
