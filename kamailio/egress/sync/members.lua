-- Takes: the decoded object of a row
-- Leaves: the name of a member of it that this node does not know (contract, "trunk row", "number row")
-- Refuses: to show a name that is no name

local members = {}

local function set(names)
  local found = {}
  for name in names:gmatch("%S+") do
    found[name] = true
  end
  return found
end

local TRUNK = set [[
  trunkId revision enabled priority transport host port params outboundProxy auth allowedIps tlsCa callerId
  fromDomain fromUser identityHeader numberFormat countryCode userPhone maxCalls ringTimeout codecs
]]
local WITHIN = {
  outboundProxy = set "host port",
  auth = set "method user password realm identity certificate",
  callerId = set "mode value",
}
local NUMBER = set "number revision trunks"

-- The first one by name, so that the same row always gives the same.
local function unknown(object, known)
  local found
  for name in pairs(object) do
    if not known[name] and (not found or tostring(name) < found) then found = tostring(name) end
  end
  return found and (found:match("^%a[%w_]*$") and #found <= 40 and found or "a member")
end

--- @return nil when all are known
function members.unknown_of_number(number) return unknown(number, NUMBER) end

--- @return nil when all are known; of an object within the row, `auth.realm`
function members.unknown_of_trunk(trunk)
  local found = unknown(trunk, TRUNK)
  for name, known in pairs(WITHIN) do
    local inner = trunk[name] and unknown(trunk[name], known)
    if inner and (not found or name .. "." .. inner < found) then found = name .. "." .. inner end
  end
  return found
end

return members
