-- Takes: keys with the time at which each is due and how urgent it is, the rate that the wire may see
-- Leaves: the next one: urgent ones first, then fresh ones, then whichever has been due for longest
-- Refuses: (nil) more than the rate allows

local agenda = {}

local CLASSES = { "urgent", "fresh", "routine" }
local BURST = 0.05 -- s of the rate that may go at once

--- @param rate per second
function agenda.new(rate)
  local heap, count = {}, 0 -- entries that are not due yet, the earliest first
  local ready = {}
  local entry_of = {}
  local most = math.max(1, rate * BURST)
  local tokens, filled = most, nil
  local self = {}

  for _, class in ipairs(CLASSES) do
    ready[class] = { first = 1, last = 0 }
  end

  local function push(entry)
    count = count + 1
    local at = count
    while at > 1 do
      local parent = math.floor(at / 2)
      if heap[parent].due <= entry.due then break end
      heap[at] = heap[parent]
      at = parent
    end
    heap[at] = entry
  end

  local function pop()
    local top, last = heap[1], heap[count]
    heap[count] = nil
    count = count - 1
    local at = 1
    while at * 2 <= count do
      local child = at * 2
      if child < count and heap[child + 1].due < heap[child].due then child = child + 1 end
      if last.due <= heap[child].due then break end
      heap[at] = heap[child]
      at = child
    end
    if count > 0 then heap[at] = last end
    return top
  end

  --- Puts a key in, in place of where it was.
  function self.put(key, class, due)
    local entry = { key = key, class = class, due = due }
    entry_of[key] = entry
    push(entry)
  end

  function self.drop(key) entry_of[key] = nil end

  local function fill(now)
    if filled then tokens = math.min(most, tokens + math.max(0, now - filled) * rate) end
    filled = now
  end

  local function move_due(now)
    while count > 0 and heap[1].due <= now do
      local entry = pop()
      if entry_of[entry.key] == entry then
        local queue = ready[entry.class]
        queue.last = queue.last + 1
        queue[queue.last] = entry
      end
    end
  end

  local function take(queue)
    while queue.first <= queue.last do
      local entry = queue[queue.first]
      queue[queue.first] = nil
      queue.first = queue.first + 1
      if entry_of[entry.key] == entry then
        entry_of[entry.key] = nil
        return entry.key
      end
    end
  end

  --- The next key that is due, out of the agenda now; nil when there is none or the rate is used up.
  function self.next(now)
    fill(now)
    move_due(now)
    if tokens < 1 then return nil end
    for _, class in ipairs(CLASSES) do
      local key = take(ready[class])
      if key then return key end
    end
  end

  --- Says that a request went out.
  function self.sent() tokens = tokens - 1 end

  return self
end

return agenda
