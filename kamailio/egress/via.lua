-- Takes: the Via values of a request (RFC 3261 §18.2.1, RFC 3581), and where it came from
-- Leaves: what its replies have to carry, and the one line that carriers see of it
-- Refuses: nothing

local via = {}

--- Instead of the way that a request took within the platform. What the core adds for the reply's sake (`received`,
-- `rport`) stands behind it, hence is hidden by HIDDEN_SOURCE; both are of nobody (RFC 2606, RFC 5737).
via.HIDDEN = "SIP/2.0/UDP agent.invalid;branch=z9hG4bKhidden"
via.HIDDEN_SOURCE = "udp:192.0.2.1:9"

local function without(text, name) return (text:gsub(";%s*" .. name .. "%s*=?[^;]*", "")) end

local function host_of(text)
  local place = text:match("^%s*%S+%s+([^;%s]+)") or ""
  return place:match("^%[([^%]]*)%]") or place:match("^[^:]*")
end

--- @param values of all Via headers, the topmost first; at least one
-- @param ip, port where the request came from
-- @return the same values as a reply has to carry them
function via.received(values, ip, port)
  local top, rest = values[1]:match("^([^,]*)(.*)$")
  local asks = (top .. ";"):find(";%s*rport%s*[=;]") ~= nil
  if asks or host_of(top) ~= ip then
    top = without(without(top, "received"), "rport") .. ";received=" .. ip
    if asks then top = ("%s;rport=%d"):format(top, port) end
  end
  local list = { top .. rest }
  for at = 2, #values do
    list[at] = values[at]
  end
  return list
end

return via
