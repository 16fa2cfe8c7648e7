-- Takes: names of files and folders below contract/goldens
-- Leaves: their texts, the names of the fixtures
-- Refuses: (error) what is not there

local lfs = require "lfs"

local goldens = {}

-- Specs run in kamailio/.
local ROOT = "contract/goldens/"

function goldens.text(name)
  local file = assert(io.open(ROOT .. name, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

--- The fixtures' names, sorted.
function goldens.fixtures()
  local names = {}
  for name in lfs.dir(ROOT) do
    if not name:match("^%.") and lfs.attributes(ROOT .. name, "mode") == "directory" then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  return names
end

return goldens
