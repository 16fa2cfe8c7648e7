-- Takes: records of calls that a restart must not forget, a directory of this node's own
-- Leaves: there a copy of all of them and a journal of what happened since; from both, after a restart, the records
-- Refuses: nothing; what can't be written is logged and lost at the next restart, the call goes on

local cjson = require "cjson.safe"
local copy = require "egress.sync.copy"

local journal = {}

-- A line must reach the file in one piece: several processes write to it.
local LONGEST_LINE = 131072

--- Bytes of a journal from which it is worth a new copy.
journal.LARGE = 1048576

local FORMAT = "egress calls 1"

--- The records that a text of a journal leaves of those before it. A last line that was cut off counts for nothing.
-- @param records call → record, changed
function journal.replay(text, records)
  for what, key, record in text:gmatch("([+-]) (%S+)\t?([^\n]*)\n") do
    records[key] = what == "+" and record or nil
  end
  return records
end

--- @param memory egress.sync.memory; `meta` `calls` is the number of the journal in use
-- @param complain told, as a text, of what can't be written
function journal.new(memory, directory, complain)
  local copy_path = directory .. "/calls.copy"
  local file, opened
  local base -- the number of the journal that goes with the copy
  local self = {}

  local function path(number) return ("%s/calls.%d"):format(directory, number) end

  local function present() return tonumber(memory.get("meta", "calls")) or 1 end

  -- Which journal is asked after shared memory was changed: a copy that is begun with a new one has seen the change.
  local function append(line)
    local number = present()
    if opened ~= number then
      if file then file:close() end
      local problem
      file, problem = io.open(path(number), "a")
      opened = file and number
      if not file then return complain(problem) end
      file:setvbuf("full", LONGEST_LINE)
    end
    local fine, problem = file:write(line)
    fine = file:flush() and fine
    if not fine then complain(problem or "is not written") end
  end

  function self.put(key, record) append(("+ %s\t%s\n"):format(key, record)) end

  function self.remove(key) append(("- %s\n"):format(key)) end

  local function read(number)
    local source = io.open(path(number), "r")
    if not source then return nil end
    local text = source:read("*a")
    source:close()
    return text
  end

  -- The copy, and every journal from the one that goes with it.
  local function read_all()
    local head, lines = copy.load(copy_path)
    local said = head and cjson.decode(head)
    local records, number = {}, 1
    if type(said) == "table" and said.format == FORMAT and type(said.journal) == "number" then
      number = said.journal
      for line in lines do
        journal.replay(line .. "\n", records)
      end
    end
    base = number
    local text, next_text = read(number), read(number + 1)
    while text or next_text do
      journal.replay(text or "", records)
      number = number + 1
      text, next_text = next_text, read(number + 1)
    end
    return records, number
  end

  local function write_copy(each)
    local number = present()
    local fine, problem = copy.save(copy_path, cjson.encode({ format = FORMAT, journal = number }), function(write)
      each(function(key, record) write(("+ %s\t%s"):format(key, record)) end)
    end)
    if not fine then return complain(problem) end
    while base < number do
      os.remove(path(base))
      base = base + 1
    end
  end

  --- Begins a new journal, and with it a copy of what `each(write)` writes.
  function self.compact(each)
    memory.put("meta", "calls", tostring(present() + 1))
    base = base or present() - 1
    write_copy(each)
  end

  --- Whether the journal has become large.
  function self.is_large()
    local source = io.open(path(present()), "r")
    if not source then return false end
    local size = source:seek("end")
    source:close()
    return size >= journal.LARGE
  end

  --- The records of before the restart, `take(key, record)` for each. Before any process writes.
  function self.load(take)
    local records, number = read_all()
    memory.put("meta", "calls", tostring(number))
    for key, record in pairs(records) do
      take(key, record)
    end
  end

  return self
end

return journal
