-- Takes: the message at hand
-- Leaves: its header values; changes that take effect when it is sent on
-- Refuses: nothing

local headers = {}

local MOST = 8

--- The first value, or nil.
function headers.get(name) return KSR.pv.get(("$hdr(%s)"):format(name)) end

local function all(format, name, most)
  local values = {}
  for at = 0, (most or MOST) - 1 do
    local value = KSR.pv.get(format:format(name, at))
    if not value or value == "" then break end
    values[#values + 1] = value
  end
  return values
end

--- The values of the first 8 headers of this name, or of as many as `most` says.
function headers.all(name, most) return all("$(hdr(%s)[%d])", name, most) end

--- The same, of the reply that a failure route is about.
function headers.all_of_reply(name) return all("$T_rpl($(hdr(%s)[%d]))", name) end

function headers.remove(name) KSR.hdr.remove(name) end

function headers.append(name, value) KSR.hdr.append(name .. ": " .. value .. "\r\n") end

function headers.set(name, value)
  headers.remove(name)
  headers.append(name, value)
end

function headers.append_to_reply(name, value) KSR.hdr.append_to_reply(name .. ": " .. value .. "\r\n") end

return headers
