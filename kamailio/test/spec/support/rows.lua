-- Takes: members that differ from a plain trunk or number
-- Leaves: row texts as the contract describes them
-- Refuses: nothing; `rows.NONE` takes a member out

local cjson = require "cjson"

local rows = { NONE = {} }

function rows.trunk(id, members)
  local trunk = {
    trunkId = id,
    revision = 7,
    enabled = true,
    priority = 50,
    transport = "udp",
    host = "198.51.100.7",
    port = 5070,
    auth = { method = "ip_only" },
    callerId = { mode = "passthrough" },
    codecs = { "PCMA", "PCMU" },
  }
  for name, value in pairs(members or {}) do
    if value == rows.NONE then value = nil end
    trunk[name] = value
  end
  return cjson.encode(trunk)
end

function rows.disabled(id) return ('{"trunkId":"%s","revision":8,"enabled":false}'):format(id) end

function rows.number(number, ...)
  local trunks = {}
  for at, id in ipairs({ ... }) do
    trunks[at] = ('"%s"'):format(id)
  end
  return ('{"number":"%s","revision":7,"trunks":[%s]}'):format(number, table.concat(trunks, ","))
end

--- An iterator as apply takes it, over a list of `{kind, key, text}`.
function rows.iterate(list)
  local at = 0
  return function()
    at = at + 1
    if list[at] then return list[at][1], list[at][2], list[at][3] end
  end
end

return rows
