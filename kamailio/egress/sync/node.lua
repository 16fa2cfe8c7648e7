-- Takes: what this node routes by, what it could not use, the calls that it has
-- Leaves: the text of its node key and of its calls key (contract, "node", "calls")
-- Refuses: nothing

local cjson = require "cjson.safe"

local node = {}

-- By hand, since cjson neither keeps the order of members nor tells an empty list from an empty object.
local function object(members)
  local parts = {}
  for at = 1, #members, 2 do
    if members[at + 1] ~= nil then parts[#parts + 1] = ('"%s":%s'):format(members[at], members[at + 1]) end
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function list(entries, render)
  local parts = {}
  for at, entry in ipairs(entries) do
    parts[at] = render(entry)
  end
  return "[" .. table.concat(parts, ",") .. "]"
end

local text = cjson.encode

local function whole(number) return number and ("%.0f"):format(number) end

local function counts_by_name(counts)
  local names, members = {}, {}
  for name in pairs(counts) do
    names[#names + 1] = name
  end
  table.sort(names)
  for at, name in ipairs(names) do
    members[2 * at - 1], members[2 * at] = name, whole(counts[name])
  end
  return object(members)
end

--- What stands under the calls key of a node (contract, "calls").
-- @param counts trunk ID → calls
function node.render_calls(counts) return counts_by_name(counts) end

--- @param state `node`, `epoch` (nil before there ever was one), `revision`, `seenAt`, `startedAt` (Unix ms), `hop`,
--   `draining`, `contract`, `version`, `addresses` (settings.addresses), `refused` and `notReady` (lists), `counters`
--   (egress.counters, all)
function node.render(state)
  return object {
    "node",
    text(state.node),
    "epoch",
    text(state.epoch or ""),
    "revision",
    whole(state.revision or 0),
    "seenAt",
    whole(state.seenAt),
    "startedAt",
    whole(state.startedAt),
    "hop",
    state.hop and text(state.hop),
    "draining",
    state.draining and "true" or nil,
    "contract",
    whole(state.contract),
    "version",
    state.version and text(state.version),
    "addresses",
    list(
      state.addresses,
      function(address)
        return object {
          "transport",
          text(address.transport),
          "host",
          text(address.host),
          "port",
          whole(address.port),
        }
      end
    ),
    "refused",
    list(
      state.refused,
      function(entry)
        return object {
          "kind",
          text(entry.kind),
          "key",
          text(entry.key),
          "revision",
          whole(entry.revision),
          "reason",
          text(entry.reason),
        }
      end
    ),
    "notReady",
    list(
      state.notReady,
      function(entry) return object { "trunkId", text(entry.trunkId), "reason", text(entry.reason) } end
    ),
    "counters",
    object {
      "calls",
      whole(state.counters.calls),
      "attempts",
      counts_by_name(state.counters.attempts),
      "refusals",
      counts_by_name(state.counters.refusals),
    },
  }
end

return node
