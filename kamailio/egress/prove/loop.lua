-- Takes: tasks that wait for sockets
-- Leaves: all of them going on at the same time in one thread
-- Refuses: nothing; what fails in a task ends that task alone, and is told

local loop = {}

--- For a task: waits until the socket can be read ("read") or written ("write").
-- @return false when that was not so before the deadline
function loop.wait(socket, mode, deadline) return coroutine.yield(socket, mode, deadline) end

--- @param select, now those of LuaSocket
-- @param tell is given what failed
function loop.new(select, now, tell)
  local waiting = {}
  local self = {}

  local function go_on(task, ended, outcome)
    local fine, socket, mode, deadline = coroutine.resume(task, outcome)
    if not fine then tell(tostring(socket)) end
    if coroutine.status(task) == "dead" then
      if ended then ended() end
    else
      waiting[#waiting + 1] = { task = task, ended = ended, socket = socket, mode = mode, deadline = deadline }
    end
  end

  --- @param ended called at the end, however it comes; may be left out
  function self.start(run, ended) go_on(coroutine.create(run), ended) end

  --- Waits for one of the sockets, for so many seconds at most, and lets the tasks go on that can.
  function self.turn(most)
    local reads, writes, patience = {}, {}, most
    for _, entry in ipairs(waiting) do
      table.insert(entry.mode == "read" and reads or writes, entry.socket)
      patience = math.max(0, math.min(patience, (entry.deadline or math.huge) - now()))
    end
    local readable, writable = select(reads, writes, patience)
    local before, time = waiting, now()
    waiting = {}
    for _, entry in ipairs(before) do
      if (entry.mode == "read" and readable or writable)[entry.socket] then
        go_on(entry.task, entry.ended, true)
      elseif entry.deadline and entry.deadline <= time then
        go_on(entry.task, entry.ended, false)
      else
        waiting[#waiting + 1] = entry
      end
    end
  end

  return self
end

return loop
