-- Takes: the values of Route and Record-Route headers (RFC 3261 §20.30, §20.34)
-- Leaves: the single routes in them, in order
-- Refuses: nothing; what is no name-addr is passed over

local route = {}

--- @param values of all headers; each may hold several routes with commas between them
function route.list(values)
  local list = {}
  for _, value in ipairs(values) do
    if not value:find(",", 1, true) then
      if value ~= "" then list[#list + 1] = value end
    else
      for one in value:gmatch("[^<]*<[^>]*>[^,]*") do
        list[#list + 1] = one:match("^[%s,]*(.-)%s*$")
      end
    end
  end
  return list
end

--- The URI of one.
function route.uri(one) return one:match("<([^>]*)>") end

return route
