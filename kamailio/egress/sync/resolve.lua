-- Takes: htable `target`, DNS and the hosts file (Kamailio's ipops module); runs in a timer process of its own, because
--   DNS can keep it waiting for seconds
-- Leaves: htable `resolved`, target → addresses or why there are none, and in mqueue `resolved` which ones changed
-- Refuses: to forget: while DNS fails the last good addresses stay

local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local disk = require "egress.sync.disk"
local log = require "egress.sync.log"
local lookup = require "egress.sync.lookup"
local memory = require "egress.sync.memory"
local schedule = require "egress.sync.schedule"
local target = require "egress.sync.target"

local resolve = {}

local DELAYS = { new = 0, failing = 5, settled = 30 }
local QUICK_RETRIES = 6
local SHARE_OF_A_TICK = 0.2

-- Both a name without SRV records and a failing server come back as no records. So the third answer in a row is
-- believed when one says that a service which had SRV records is to be found by its bare host.
local DOUBTS = 2

local agenda = schedule.new(DELAYS, "new")
local generation
local failures, doubts = {}, {}

local dns = {}

function dns.srv(name)
  -- Naming the variable is what makes the module's record of that name exist.
  KSR.pv.get("$srvquery(egress=>count)")
  KSR.ipops.srv_query(name, "egress")
  local records = {}
  for at = 0, (KSR.pv.get("$srvquery(egress=>count)") or 0) - 1 do
    local function field(member) return KSR.pv.get(("$srvquery(egress=>%s[%d])"):format(member, at)) end
    records[at + 1] = {
      priority = field("priority"),
      weight = field("weight"),
      port = field("port"),
      host = field("target") or "",
    }
  end
  return records
end

function dns.addresses(host)
  KSR.pv.get("$dns(egress=>count)")
  local texts = {}
  if KSR.ipops.dns_query(host, "egress") < 0 then return texts end
  for at = 0, (KSR.pv.get("$dns(egress=>count)") or 0) - 1 do
    texts[at + 1] = KSR.pv.get(("$dns(egress=>addr[%d])"):format(at))
  end
  return texts
end

local function follow_targets(now)
  local current = memory.get("meta", "targets")
  if current == generation then return end
  generation = current
  local wanted = {}
  memory.each_key("target", function(key) wanted[key] = true end)
  agenda.follow(wanted, now)
  local unwanted = {}
  memory.each_key("resolved", function(key)
    if not wanted[key] then unwanted[#unwanted + 1] = key end
  end)
  for _, key in ipairs(unwanted) do
    memory.remove("resolved", key)
    failures[key], doubts[key] = nil, nil
  end
end

local function text_of(list, by)
  local parts = {}
  for at, address in ipairs(list) do
    parts[at] = ('{"ip":"%s","port":%d}'):format(address.ip, address.port)
  end
  return ('{"by":"%s","addresses":[%s]}'):format(by, table.concat(parts, ","))
end

local function keep(key, before, text)
  if text == before then return end
  memory.put("resolved", key, text)
  KSR.mqueue.mq_add("resolved", key, "")
  disk.changed("names")
end

local function is_doubtful(key, known, by)
  if not (known.by == "srv" and by == "host") then
    doubts[key] = nil
    return false
  end
  doubts[key] = (doubts[key] or 0) + 1
  return doubts[key] <= DOUBTS
end

local function look_up(key)
  local before = memory.get("resolved", key)
  local known = cjson.decode(before or "") or {}
  local list, by = lookup.find(target.of_key(key), dns, math.random)
  local queue = "settled"
  if list then
    failures[key] = nil
    if not is_doubtful(key, known, by) then keep(key, before, text_of(list, by)) end
  else
    failures[key] = (failures[key] or 0) + 1
    if failures[key] <= QUICK_RETRIES then queue = "failing" end
    if not known.addresses then keep(key, before, cjson.encode { reason = by }) end
  end
  agenda.put(queue, key, clock.now())
end

--- One turn: takes up new targets, then looks up what is due, for a fifth of a second at most unless DNS hangs.
function resolve.tick()
  local now = clock.now()
  if not generation then math.randomseed(now * 1e6 % 2 ^ 31) end
  follow_targets(now)
  local stop = now + SHARE_OF_A_TICK
  while now < stop do
    local key = agenda.next(now)
    if not key then break end
    local fine, problem = pcall(look_up, key)
    now = clock.now()
    if not fine then
      log.err(("looking up %s failed: %s"):format(key, tostring(problem)))
      agenda.put("settled", key, now)
    end
  end
  return 1
end

return resolve
