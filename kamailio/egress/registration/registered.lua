-- Takes: what the registering process found out, rows of registration trunks
-- Leaves: htable `registered`: where calls on a registered trunk go, with which contact and by which routes
-- Refuses: (nil) registrations that have ended, or are of another row than the one at hand

local aim = require "egress.registration.aim"
local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local ip = require "egress.ip"
local memory = require "egress.sync.memory"
local settings = require "egress.settings"

local registered = {}

--- The Contact that this node registers for the trunk, an addr-spec.
function registered.contact(trunk) return settings.contact_uri(trunk.auth.identity, trunk.transport) end

--- What a registration of the trunk must have been for, for calls to go by it.
function registered.place(trunk) return aim.of(trunk, registered.contact(trunk)).place end

-- A TLS server that does not prove its name any more is no address of the trunk any more.
local function is_proven(trunk, entry, addresses)
  for _, address in ipairs(trunk.transport == "tls" and addresses or {}) do
    if address.ip == entry.ip and address.port == entry.port then return true end
  end
  return trunk.transport ~= "tls"
end

--- @param addresses those that the trunk has now
-- @return `{ip, port, contact, routes, until, place}` while it holds for this row
function registered.of(trunk, addresses)
  local text = memory.get("registered", trunk.trunkId)
  local entry = text and cjson.decode(text)
  if not entry or entry["until"] <= clock.of_day() or entry.place ~= registered.place(trunk) then return nil end
  return is_proven(trunk, entry, addresses) and entry or nil
end

function registered.put(record)
  memory.put(
    "registered",
    record.trunkId,
    cjson.encode {
      ip = record.address.ip,
      port = record.address.port,
      contact = record.aim.contact,
      place = record.aim.place,
      routes = #record.routes > 0 and record.routes or nil,
      ["until"] = record.boundUntil,
    }
  )
end

function registered.remove(trunk_id) memory.remove("registered", trunk_id) end

local function is_whole(entry)
  return type(entry) == "table"
    and type(entry.ip) == "string"
    and ip.parse(entry.ip) ~= nil
    and type(entry.port) == "number"
    and type(entry.contact) == "string"
    and type(entry.place) == "string"
    and type(entry["until"]) == "number"
    and (entry.routes == nil or type(entry.routes) == "table")
end

--- Takes up an entry of the disk copy that still holds.
function registered.restore(trunk_id, text)
  local entry = cjson.decode(text)
  if is_whole(entry) and entry["until"] > clock.of_day() then memory.put("registered", trunk_id, text) end
end

return registered
