-- Takes: names of files below contract/goldens
-- Leaves: their texts
-- Refuses: (error) what is not there

local goldens = {}

local ROOT = "contract/goldens/"

--- The text of a file; specs run in kamailio/.
function goldens.text(name)
  local file = assert(io.open(ROOT .. name, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

return goldens
