-- Takes: a reply to an INVITE that nobody waits for any more, as it came from the carrier
-- Leaves: the requests that end its call (RFC 3261 §9.1, §13.2.2.4, §15.1.1, §17.1.1.3)
-- Refuses: nothing; what has ended by itself needs none

local route = require "egress.route"

local farewell = {}

local function sent_by_and_branch(via)
  local sent = via:match("^%s*(SIP%s*/%s*2%.0%s*/%s*%u+%s+[^;,%s]+)")
  local branch = via:match(";%s*branch%s*=%s*([^;,%s]+)")
  return sent, branch
end

-- The carrier's own proxies as a request from here meets them: those above our Record-Route, the nearest first.
local function routes_of(record_routes, is_ours)
  local routes = {}
  for _, value in ipairs(route.list(record_routes)) do
    if is_ours(value) then break end
    table.insert(routes, 1, value)
  end
  return routes
end

local function address_of(value) return value and (value:match("<([^>]*)>") or value:match("^%s*([^;%s]+)")) end

local function text(method, uri, via, routes, reply, to, number)
  local lines = { method .. " " .. uri .. " SIP/2.0", "Via: " .. via }
  for _, one in ipairs(routes) do
    lines[#lines + 1] = "Route: " .. one
  end
  for _, line in ipairs {
    "Max-Forwards: 70",
    "From: " .. reply.from,
    "To: " .. to,
    "Call-ID: " .. reply.call_id,
    ("CSeq: %.0f %s"):format(number, method),
    "Content-Length: 0",
    "",
    "",
  } do
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\r\n")
end

--- @param reply `status`, `via` (the first one, ours), `from`, `to`, `call_id`, `number` (of its CSeq), `contact`,
--   `record_routes` (header values)
-- @param uri the Request-URI of the INVITE
-- @param is_ours whether a Record-Route value is of this product
-- @param branch a new one, for requests of their own
-- @return their texts, in the order to send them
function farewell.requests(reply, uri, is_ours, branch)
  local sent, own_branch = sent_by_and_branch(reply.via)
  if not sent then return {} end
  local as_sent = sent .. (own_branch and ";branch=" .. own_branch or "")
  if reply.status < 200 then
    local to = reply.to:gsub(";%s*tag%s*=%s*[^;%s]+", "")
    return { text("CANCEL", uri, as_sent, {}, reply, to, reply.number) }
  end
  if reply.status >= 300 then return { text("ACK", uri, as_sent, {}, reply, reply.to, reply.number) } end
  local target = address_of(reply.contact) or uri
  local routes = routes_of(reply.record_routes, is_ours)
  local list = {}
  for at, method in ipairs { "ACK", "BYE" } do
    local via = ("%s;branch=%s%d"):format(sent, branch, at)
    list[at] = text(method, target, via, routes, reply, reply.to, reply.number + at - 1)
  end
  return list
end

return farewell
