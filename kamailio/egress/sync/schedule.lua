-- Takes: targets, each put into a queue with a delay of its own
-- Leaves: the one to look at next: urgent ones first, then whichever has been due for longest
-- Refuses: nothing

local schedule = {}

--- @param delays queue → seconds until what goes in is due; so a queue's front is always its earliest
-- @param urgent the queue that goes before all others
function schedule.new(delays, urgent)
  local queues, entry_of = {}, {}
  for name in pairs(delays) do
    queues[name] = { first = 1, last = 0 }
  end

  local self = {}

  --- Puts the target at the end of a queue, out of any other one.
  function self.put(name, target, now)
    local entry = { target = target, due = now + delays[name] }
    local queue = queues[name]
    queue.last = queue.last + 1
    queue[queue.last] = entry
    entry_of[target] = entry
  end

  function self.drop(target) entry_of[target] = nil end

  function self.has(target) return entry_of[target] ~= nil end

  -- The front of a queue, once entries that were put elsewhere or dropped since are out of the way.
  local function front(queue)
    while queue.first <= queue.last and entry_of[queue[queue.first].target] ~= queue[queue.first] do
      queue[queue.first] = nil
      queue.first = queue.first + 1
    end
    return queue[queue.first]
  end

  --- The next target that is due, out of its queue but still known to `has`; nil when there is none.
  function self.next(now)
    local chosen, entry
    for name, queue in pairs(queues) do
      local candidate = front(queue)
      if
        candidate
        and candidate.due <= now
        and (not entry or name == urgent or (chosen ~= urgent and candidate.due < entry.due))
      then
        chosen, entry = name, candidate
      end
    end
    if not entry then return nil end
    local queue = queues[chosen]
    queue[queue.first] = nil
    queue.first = queue.first + 1
    return entry.target
  end

  --- Takes up targets that are wanted and not known yet, as urgent ones, and drops those not wanted any more.
  -- @param wanted a set
  function self.follow(wanted, now)
    for target in pairs(wanted) do
      if not self.has(target) then self.put(urgent, target, now) end
    end
    for target in pairs(entry_of) do
      if not wanted[target] then self.drop(target) end
    end
  end

  return self
end

return schedule
