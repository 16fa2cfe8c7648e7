-- Takes: Redis as the contract describes it, the resolver's answers, at the start the disk copy; runs in a timer
--   process of its own
-- Leaves: shared memory that holds the newest good rows, this node's key in Redis
-- Refuses: to lose what it has: a Redis that is away, hung, empty, behind or damaged changes nothing

local address_book = require "egress.sync.addresses"
local apply = require "egress.sync.apply"
local calls = require "egress.calls"
local clock = require "egress.sync.clock"
local contract = require "egress.sync.contract"
local counters = require "egress.counters"
local disk = require "egress.sync.disk"
local drain = require "egress.drain"
local happened = require "egress.sync.happened"
local ip = require "egress.ip"
local log = require "egress.sync.log"
local memory = require "egress.sync.memory"
local networks = require "egress.networks"
local node = require "egress.sync.node"
local owner = require "egress.owner"
local owners = require "egress.sync.owners"
local pull = require "egress.sync.pull"
local register = require "egress.registration.register"
local registered = require "egress.registration.registered"
local registrations_of = require "egress.sync.registrations"
local sealed = require "egress.sealed"
local settings = require "egress.settings"
local tls = require "egress.sync.tls"

local follow = {}

local REDIS = "egress"
local WAIT = 300 -- ms in XREAD, well below ndb_redis' cmd_timeout
local WAIT_FOR_NAMES = 10 -- the same while a new trunk waits for its addresses, or a node leaves
local NAMES_TAKE = 2 -- s for which that lasts
local LOOK_EVERY = 1 -- s between looks at the head, heard of a change or not
local SIGN_EVERY = 1
local OWN_EVERY = 1
local HURRIED = 0.05 -- the same while a node leaves
local AT_MOST = 4 -- questions about owners at a time; as a rule one
local RETRY_EVERY = 0.5
local REGISTRATIONS_EVERY = 60 -- s between writing all of them: Redis may have lost some
local LISTED = 100

local NODE = os.getenv("EGRESS_NODE") or "proxy-1"
local NODE_KEY = "egress:1:node:" .. NODE
local CALLS_KEY = "egress:1:calls:" .. NODE
local NEWS = ("XREAD COUNT 1 BLOCK %%s STREAMS %s %%s"):format(contract.CHANGES)
local LISTENS_ON_IPV6 = (os.getenv("EGRESS_SIP_HOST") or ""):find(":", 1, true) ~= nil

local allowed, unreadable = networks.parse(os.getenv("EGRESS_CARRIER_NETWORKS_ALLOWED"))

local function permitted(bytes, port)
  local kind = networks.refusal(bytes, allowed or {})
  if kind then
    return nil, ("is in a %s network, which EGRESS_CARRIER_NETWORKS_ALLOWED does not name"):format(kind)
  end
  if #bytes == 16 and not LISTENS_ON_IPV6 then return nil, "is IPv6, and this node listens on IPv4" end
  local host = #bytes == 16 and "[" .. ip.text(bytes) .. "]" or ip.text(bytes)
  if KSR.is_myself(("sip:%s:%d"):format(host, port)) then return nil, "is this node itself" end
  return true
end

local addresses = address_book.new(memory, permitted, tls.places)

local function calls_now()
  local counts = {}
  calls.each_count(function(trunk_id, count) counts[trunk_id] = count end)
  return node.render_calls(counts)
end

local owned = owners.new(memory, NODE, function() disk.changed("owners") end, calls_now)
local registrations = registrations_of.new(memory, NODE, registered.place, owner.of)
local rows =
  apply.new(memory, addresses, sealed.open, tls.identities, { owned, registrations, register, happened.slots })

local awake = false
local known = {} -- epoch, revision and last stream entry of what is applied
local heard = "0-0" -- the newest stream entry that has been looked at
local retry_at, look_at, sign_at, own_at, registrations_at = 0, 0, 0, 0, 0
local names_until = 0
local leaves_since -- when others could read first that this node drains

-- New names have to be resolved, new TLS addresses checked.
local function tell_others(now)
  local named = addresses.take_targets_changed()
  if named then memory.put("meta", "targets", tostring((tonumber(memory.get("meta", "targets")) or 0) + 1)) end
  if tls.tell_check() or named then names_until = now + NAMES_TAKE end
end

-- Redis -------------------------------------------------------------------------------------------------------------

-- Whether Redis took the command. `command` is a format with two %s, the only way in which data reaches Redis.
local function ask(name, command, first, second)
  return KSR.ndb_redis.redis_cmd_p2(REDIS, command, first, second, name) == 0
end

local function answer(name, member)
  local value = KSR.pv.get(("$redis(%s=>%s)"):format(name, member))
  KSR.ndb_redis.redis_free(name)
  return value
end

local function is_away(now)
  log.lasting("redis", "Redis does not answer as it should; the last good rows stay in force")
  retry_at = now + RETRY_EVERY
end

local IGNORED = {
  empty = "Redis holds no rows; the last good ones stay in force",
  older = "Redis is behind what this node has; the last good rows stay in force",
  damaged = "Redis has lost its trunks; the last good rows stay in force",
}

local function now_at(epoch, revision)
  known.epoch, known.revision = epoch, revision
  memory.put("meta", "epoch", epoch)
  memory.put("meta", "revision", ("%.0f"):format(revision))
end

local function take(batch, began)
  local put, gone = rows.batch(batch)
  now_at(batch.epoch, batch.revision)
  known.last = batch.last
  disk.changed("rows")
  sign_at, own_at = 0, 0
  if batch.full then registrations_at = 0 end
  log.info(
    ("revision %.0f: %d rows put, %d removed, %d refused, in %.0f ms (%s)"):format(
      known.revision,
      put,
      gone,
      rows.count_refused(),
      (clock.now() - began) * 1000,
      batch.state
    )
  )
end

-- Whether Redis answered.
local function look(now)
  if not ask("rows", pull.COMMAND, pull.SCRIPT, pull.argument(known)) then return false end
  local batch = pull.batch(answer("rows", "value") or "", known)
  if not batch then return false end
  look_at = now + LOOK_EVERY
  heard = batch.last
  local ignored = IGNORED[batch.state]
  if ignored then
    log.lasting("ignored", ignored)
  else
    log.over("ignored", "Redis holds good rows again")
    if batch.state ~= "same" then take(batch, now) end
    -- What a full pull leaves behind is many times what a delta needs.
    if batch.full then collectgarbage() end
  end
  return true
end

local ARRAY = 2

-- Whether Redis answered, and whether there is something new.
local function wait(now)
  local hurried = owned.is_hurried() or (now < names_until and addresses.count_not_ready() > 0)
  if not ask("news", NEWS, tostring(hurried and WAIT_FOR_NAMES or WAIT), heard) then return false end
  return true, answer("news", "type") == ARRAY
end

-- Whether Redis answered.
local function tell_registrations(now)
  local all = now >= registrations_at
  if not all and not registrations.is_changed() then return true end
  local argument, written = registrations.argument(all)
  if not ask("registrations", registrations_of.COMMAND, registrations_of.SCRIPT, argument) then
    registrations.failed(written)
    return false
  end
  KSR.ndb_redis.redis_free("registrations")
  if all then registrations_at = now + REGISTRATIONS_EVERY end
  return true
end

-- A trunk is listed once, with the first reason there is.
local function not_ready()
  local list, listed = {}, {}
  for _, entries in ipairs {
    addresses.not_ready(LISTED),
    owned.not_ready(LISTED),
    registrations.not_ready(clock.of_day()),
  } do
    for _, entry in ipairs(entries) do
      if #list < LISTED and not listed[entry.trunkId] then list[#list + 1] = entry end
      listed[entry.trunkId] = true
    end
  end
  return list
end

-- Whether Redis took both keys.
local function sign(now)
  local draining = drain.is_on()
  sign_at = now + (draining and HURRIED or SIGN_EVERY)
  local text = node.render {
    node = NODE,
    epoch = known.epoch,
    revision = known.revision,
    seenAt = clock.of_day() * 1000,
    startedAt = tonumber(memory.get("meta", "startedAt")),
    hop = settings.hop,
    draining = draining,
    contract = contract.VERSION,
    version = os.getenv("EGRESS_VERSION"),
    addresses = settings.addresses(),
    refused = rows.refused(LISTED),
    notReady = not_ready(),
    counters = counters.all(),
  }
  if not ask("node", "SET %s %s EX 15", NODE_KEY, text) then return false end
  KSR.ndb_redis.redis_free("node")
  if not ask("calls", "SET %s %s EX 15", CALLS_KEY, calls_now()) then return false end
  KSR.ndb_redis.redis_free("calls")
  leaves_since = leaves_since or (draining and now)
  return true
end

-- Whether Redis answered.
local function own(now)
  if leaves_since then owned.leave(now) end
  own_at = now + (owned.is_hurried() and HURRIED or OWN_EVERY)
  for _ = 1, AT_MOST do
    local request = owned.request(now)
    if not ask("owners", owners.COMMAND, owners.SCRIPT, request.text) then return false end
    if not owned.answered(answer("owners", "value") or "", request, now) then return false end
    if owned.is_settled() then break end
  end
  -- From now on owners are those of Redis, not of the disk copy.
  if not memory.get("meta", "owned") then memory.put("meta", "owned", "1") end
  return true
end

local function run(script, argument)
  if not ask("happened", "EVAL %s 0 %s", script, argument) then return false end
  KSR.ndb_redis.redis_free("happened")
  return true
end

local function meet_redis(now)
  local answered, news = wait(now)
  if not answered then return false end
  now = clock.now()
  if (news or now >= look_at) and not look(now) then return false end
  tell_others(now)
  if not happened.tell(run) then return false end
  if not tell_registrations(now) then return false end
  if now >= own_at and not own(now) then return false end
  return now < sign_at or sign(now)
end

-- Entries -----------------------------------------------------------------------------------------------------------

local function hear_resolver()
  while KSR.mqueue.mq_fetch("resolved") > 0 do
    addresses.answered(KSR.mqueue.mqk_get("resolved"))
    sign_at = 0
  end
  KSR.mqueue.mq_pv_free("resolved")
end

local function hear_check()
  if tls.hear_check(addresses.again) then sign_at = 0 end
end

-- A row that found no socket may find one now.
local function tend_tls(now)
  if tls.tend(now) and rows.count_refused() > 0 then
    known.last, look_at = nil, 0
  end
end

local function hear_registrations()
  while KSR.mqueue.mq_fetch("registration") > 0 do
    registrations.changed(KSR.mqueue.mqk_get("registration"))
    sign_at = 0
  end
  KSR.mqueue.mq_pv_free("registration")
end

local function load_copies()
  disk.load_proofs(function(key, text) memory.put("proof", key, text) end)
  disk.load_names(function(key, text) memory.put("resolved", key, text) end)
  disk.load_owners(memory.put)
  disk.load_registered(registered.restore)
  local batch = disk.load_rows()
  if not batch then return end
  local put = rows.batch(batch)
  if batch.epoch and batch.revision then now_at(batch.epoch, batch.revision) end
  tls.load(addresses.again)
  log.info(("routing by the disk copy: %d rows, %d refused"):format(put, rows.count_refused()))
end

--- Fills shared memory from the disk copies. Called once, before Kamailio forks its workers (htable:mod-init), so that
-- the first call already finds everything.
function follow.start()
  memory.put("meta", "startedAt", ("%.0f"):format(clock.of_day() * 1000))
  if not allowed then
    log.err("EGRESS_CARRIER_NETWORKS_ALLOWED is ignored: '" .. unreadable .. "' is no network")
  end
  local fine, problem = pcall(load_copies)
  if not fine then log.err("the disk copies could not be loaded: " .. tostring(problem)) end
  tell_others(0)
  collectgarbage()
end

local function wake()
  awake = true
  if not memory.get("meta", "startedAt") then follow.start() end
  rows.adopt()
  registrations.adopt()
  known.epoch, known.revision = memory.get("meta", "epoch"), tonumber(memory.get("meta", "revision"))
  tell_others(clock.now())
end

local function turn()
  if not awake then wake() end
  hear_resolver()
  hear_check()
  hear_registrations()
  local now = clock.now()
  happened.count(now)
  tend_tls(now)
  local draining = drain.is_on()
  if draining and not leaves_since then
    sign_at, own_at = 0, 0
  end
  if now < retry_at then
    KSR.cfgutils.usleep(20000)
  elseif meet_redis(now) then
    log.over("redis", "Redis answers again")
  else
    is_away(clock.now())
  end
  -- With Redis away nobody can be given anything.
  if draining then drain.tell(retry_at > now or (owned.has_left() and disk.is_written("owners"))) end
end

--- One turn of the loop. Should anything in it fail, everything is taken up anew a little later.
function follow.tick()
  local fine, problem = pcall(turn)
  if not fine then
    log.err("a turn failed: " .. tostring(problem))
    awake, known.last = false, nil
    KSR.cfgutils.usleep(RETRY_EVERY * 1e6)
  end
  return 1
end

return follow
