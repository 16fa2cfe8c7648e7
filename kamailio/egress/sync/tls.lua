-- Takes: EGRESS_TLS_POOL, what the process of the check says in mqueue `checked`
-- Leaves: the identities and places of TLS trunks, for the process `sync`; word of them to the process `check`
-- Refuses: a pool that is none: trunks with a certificate or CA of their own are then refused

local clock = require "egress.sync.clock"
local connections = require "egress.sync.connections"
local crypto = require "egress.crypto"
local identity_book = require "egress.sync.identities"
local memory = require "egress.sync.memory"
local place_book = require "egress.sync.places"
local pool = require "egress.sync.pool"
local profiles = require "egress.sync.profiles"
local prover = require "egress.sync.prover"
local sealed = require "egress.sealed"
local settings = require "egress.settings"

local tls = {}

local TEND_EVERY = 1
local NO_PORTS = { first = 1, last = 0 }

local function ports()
  local first, last = (os.getenv("EGRESS_TLS_POOL") or ""):match("^(%d+)%-(%d+)$")
  return first and { first = tonumber(first), last = tonumber(last) } or NO_PORTS
end

local function calls(trunk_id) return memory.number("cap", trunk_id) end

local range = ports()
tls.identities = identity_book.new(
  memory,
  pool.new(range.first, range.last),
  { open = sealed.open, sha256 = crypto.sha256, examine = prover.examine, calls = calls, now = clock.now },
  settings.sips_port
)
tls.places = place_book.new(memory, tls.identities.of)

local tend_at = 0

local function count_up(what) memory.put("meta", what, tostring((tonumber(memory.get("meta", what)) or 0) + 1)) end

--- Has the check take up what changed; whether anything did.
function tls.tell_check()
  local loads, checks = tls.identities.take_changed(), tls.places.take_changed()
  if loads then count_up("profiles") end
  if checks then count_up("places") end
  return loads or checks
end

--- Has Kamailio load the profiles before it forks its workers, so that their first call finds them.
function tls.load(again)
  tls.tell_check()
  profiles.tick(clock.now())
  for _, trunk_id in ipairs(tls.identities.loaded()) do
    again(trunk_id)
  end
end

--- Calls `again(trunk_id)` for each trunk that the check has news of; whether there was any.
function tls.hear_check(again)
  local heard = false
  while KSR.mqueue.mq_fetch("checked") > 0 do
    local key = KSR.mqueue.mqk_get("checked")
    local trunks = key == "profiles" and tls.identities.loaded() or tls.places.trunks(key)
    for _, trunk_id in ipairs(trunks) do
      again(trunk_id)
    end
    heard = true
  end
  KSR.mqueue.mq_pv_free("checked")
  return heard
end

--- Ends what nobody uses any more; whether a socket has become free.
function tls.tend(now)
  if now < tend_at then return false end
  tend_at = now + TEND_EVERY
  tls.identities.tick(connections)
  return tls.identities.take_freed()
end

return tls
