-- Takes: a path in EGRESS_STATE_DIR, a first line, further lines
-- Leaves: a file that is either whole or the one before it; a credential stands in it as sealed as in Redis
-- Refuses: (nil and why) to read what is not whole or not a copy

local copy = {}

local LAST_LINE = "end %d\n"

--- Writes `head` and what `each(write)` writes, beside the file, and puts it in the file's place when it is whole.
-- Lua has no fsync: file systems that flush a file before a rename replaces another (ext4) keep it through a power
-- failure; on others the copy may be lost then, never half believed.
-- @return true, or nil and why
function copy.save(path, head, each)
  local beside = path .. ".new"
  local file, problem = io.open(beside, "w")
  if not file then return nil, problem end
  local lines = 0
  local fine = file:write(head, "\n")
  each(function(line)
    lines = lines + 1
    fine = fine and file:write(line, "\n")
  end)
  fine = fine and file:write(LAST_LINE:format(lines))
  fine = file:close() and fine
  if not fine then
    os.remove(beside)
    return nil, "could not be written whole"
  end
  return os.rename(beside, path)
end

--- @return the first line and a function that iterates over the others; or nil and why, `absent` when there is no file
function copy.load(path)
  local file = io.open(path, "r")
  if not file then return nil, "absent" end
  local text = file:read("*a") or ""
  file:close()
  local head, at = text:match("^([^\n]*)\n()")
  local stop, lines = text:match("\n()end (%d+)\n$")
  if not head or not stop then return nil, "is not a whole copy" end
  local body = text:sub(at, stop - 1)
  local _, count = body:gsub("\n", "")
  if count ~= tonumber(lines) then return nil, "is not a whole copy" end
  return head, body:gmatch("([^\n]*)\n")
end

return copy
