-- Takes: what is known of a binding
-- Leaves: texts of a trunk's registration and of its changes as the contract has them, why calls can't use the trunk
-- Refuses: nothing

local cjson = require "cjson.safe"

local status = {}

local function ms(seconds) return ("%.0f"):format(seconds * 1000) end

-- What the carrier answered last.
local function answer(record)
  return record.code and (',"code":%d,"reason":%s'):format(record.code, cjson.encode(record.reason)) or ""
end

--- An entry of the contract's registration log.
-- @param now seconds since 1970
function status.change(node, record, now)
  return ('{"node":%s,"at":%s,"state":"%s"%s}'):format(cjson.encode(node), ms(now), record.state, answer(record))
end

--- @param node the name of this node
-- @param record what egress.registration.binding keeps
function status.render(node, record)
  -- By hand, since cjson does not keep the order of members.
  local parts =
    { ('"node":%s,"revision":%.0f,"state":"%s"'):format(cjson.encode(node), record.revision, record.state) }
  local function add(format, ...) parts[#parts + 1] = format:format(...) end
  if record.state == "registered" then add('"until":%s', ms(record.boundUntil)) end
  if record.code then add('"code":%d,"reason":%s', record.code, cjson.encode(record.reason)) end
  if record.nextAt then add('"nextAt":%s', ms(record.nextAt)) end
  add('"tries":%d,"changedAt":%s', record.tries, ms(record.changedAt))
  return "{" .. table.concat(parts, ",") .. "}"
end

--- Why the owner can't take calls on the trunk, nil while it can.
-- @param record `{boundUntil, code, reason}`, or false before anything was done for the row
function status.not_ready(record, now)
  if record and record.boundUntil and record.boundUntil > now then return nil end
  if not record or not record.code or record.code < 300 then return "is being registered" end
  return ("is not registered: %d %s"):format(record.code, record.reason)
end

return status
