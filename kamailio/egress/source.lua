-- Takes: the address a request came from, EGRESS_TRUSTED_SOURCES, the carriers' addresses in shared memory
-- Leaves: who it is: "agent" (may place calls), "carrier" (an address of an enabled trunk, or one that it allows)
-- Refuses: (nil) everyone else

local ip = require "egress.ip"
local memory = require "egress.sync.memory"
local networks = require "egress.networks"
local prefixes = require "egress.sync.prefixes"

local source = {}

local MOST_REMEMBERED = 1000

local trusted, unreadable = networks.parse(os.getenv("EGRESS_TRUSTED_SOURCES") or "127.0.0.1/32")
if not trusted then
  -- A list that is only half understood must not let anyone in.
  KSR.err("EGRESS_TRUSTED_SOURCES: '" .. unreadable .. "' is no network; nobody may place calls\n")
  trusted = {}
end

-- The list does not change, so answers are kept; a flood from many addresses must not fill memory with them.
local remembered, count = {}, 0

local function look_up(address)
  local bytes = ip.parse((address:gsub("[%[%]]", "")))
  for _, network in ipairs(bytes and trusted or {}) do
    if ip.within(bytes, network) then return true end
  end
  return false
end

function source.is_trusted(address)
  local known = remembered[address]
  if known ~= nil then return known end
  if count == MOST_REMEMBERED then
    remembered, count = {}, 0
  end
  known = look_up(address)
  remembered[address], count = known, count + 1
  return known
end

local function is_allowed_by_a_trunk(address)
  local bytes = ip.parse(address)
  for length in (bytes and memory.get("network", prefixes.LENGTHS[#bytes]) or ""):gmatch("%d+") do
    if memory.get("network", prefixes.key(bytes, tonumber(length))) then return true end
  end
  return false
end

function source.of(address)
  if source.is_trusted(address) then return "agent" end
  if memory.get("carrier", address) or is_allowed_by_a_trunk(address) then return "carrier" end
  return nil
end

return source
