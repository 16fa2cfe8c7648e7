-- Takes: trunk rows, owners and addresses in shared memory, registrars' answers; runs in a timer process of its own
-- Leaves: every registration trunk of this node registered, and no other; htables `registration` (what is known of each
--   binding) and `registered`
-- Refuses: to send more than EGRESS_REGISTER_RATE says, or anywhere but to a trunk's addresses

local agenda = require "egress.registration.agenda"
local aim_of = require "egress.registration.aim"
local binding = require "egress.registration.binding"
local challenge = require "egress.challenge"
local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local crypto = require "egress.crypto"
local disk = require "egress.sync.disk"
local ip = require "egress.ip"
local log = require "egress.sync.log"
local memory = require "egress.sync.memory"
local owner = require "egress.owner"
local registered = require "egress.registration.registered"
local settings = require "egress.settings"
local status = require "egress.registration.status"
local wire = require "egress.registration.wire"

local register = {}

local NODE = os.getenv("EGRESS_NODE") or "proxy-1"
local POLICY = { expires = settings.register_expires, first = 2, longest = settings.register_pause }
local OWNERS_TAKE = 2 -- s in which Redis may say that the owners of the disk copy are no more
local LOOK_AT_SERVERS = 1 -- s
local LOOK_AT_ROWS = 10 -- s after which changes that nobody told of are found all the same

local plan = agenda.new(settings.register_rate)
local records = {} -- trunk ID → its binding; trunk ID|Call-ID → one that is being removed
local candidates = {} -- set of enabled registration trunks, of whatever owner
local awake = false
local rows_at, rows_seen, owners_seen, servers_at = 0, nil, nil, 0

local function key_of(record) return record.removing and record.trunkId .. "|" .. record.callId or record.trunkId end

local function addresses_of(trunk_id) return cjson.decode(memory.get("address", trunk_id) or "") or {} end

local function report(trunk_id) KSR.mqueue.mq_add("registration", trunk_id, "") end

-- What a restart took up from the disk copy has no answer yet, and is no news.
local function log_change(record)
  local news = ("%s %d"):format(record.state, record.code or 0)
  if news == record.logged or (record.state == "registered" and not record.code) then return end
  record.logged = news
  KSR.mqueue.mq_add("registrationlog", record.trunkId, status.change(NODE, record, clock.of_day()))
end

local function keep(record, class)
  local key = key_of(record)
  records[key] = record
  if not record.removing then log_change(record) end
  memory.put("registration", key, cjson.encode(record))
  local due = binding.due(record)
  if due then
    plan.put(key, class, due)
  else
    plan.drop(key)
  end
  if not record.removing then report(record.trunkId) end
end

local function forget(key)
  local record = records[key]
  records[key] = nil
  memory.remove("registration", key)
  plan.drop(key)
  if not record.removing then report(record.trunkId) end
end

local function no_calls(trunk_id)
  registered.remove(trunk_id)
  disk.changed("registered")
end

-- Removal -----------------------------------------------------------------------------------------------------------

-- A row that shuts out an address of its own registrar wants nothing to go there any more. What it says of another
-- registrar's addresses is not meant for this one.
-- @param trunk the row that took its place, if the trunk is still enabled
local function may_hear_of_removal(record, trunk)
  if not trunk or not trunk.allowedIps or aim_of.registrar(trunk) ~= record.aim.uri then return true end
  for _, network in ipairs(trunk.allowedIps) do
    if ip.within(ip.parse(record.address.ip), ip.network(network)) then return true end
  end
  return false
end

local function retire(record, trunk, now)
  forget(key_of(record))
  no_calls(record.trunkId)
  if binding.remove(record, now) and record.address and may_hear_of_removal(record, trunk) then
    keep(record, "fresh")
  end
end

-- A binding that is being removed and is wanted again keeps its Call-ID and numbering.
local function taken_back(trunk_id, aim)
  for key, record in pairs(records) do
    if record.removing and record.trunkId == trunk_id and binding.is_same(record, aim) then
      forget(key)
      return record.callId, record.cseq
    end
  end
end

-- Rows --------------------------------------------------------------------------------------------------------------

local function begin(trunk, row, aim, class, now)
  local call_id, cseq = taken_back(trunk.trunkId, aim)
  local record = binding.new(trunk, row, aim, call_id or crypto.random() .. crypto.random(), now)
  record.cseq = cseq or 0
  local earlier = registered.of(trunk, addresses_of(trunk.trunkId))
  if earlier then binding.adopt(record, earlier) end
  keep(record, class)
end

local function compare(trunk_id, class, now)
  local record, row = records[trunk_id], memory.get("trunk", trunk_id)
  if record and record.row == row and owner.registers(trunk_id) then return end
  local trunk = cjson.decode(row or "")
  local registers = trunk and trunk.enabled and trunk.auth.method == "registration"
  candidates[trunk_id] = registers and true or nil
  if not registers then
    if record then retire(record, trunk and trunk.enabled and trunk, now) end
  elseif not owner.registers(trunk_id) then
    -- Whoever has taken it over registers its own contact; ours ends by itself.
    if record then
      forget(trunk_id)
      no_calls(trunk_id)
    end
  else
    local aim = aim_of.of(trunk, registered.contact(trunk))
    if not record then
      begin(trunk, row, aim, class, now)
    elseif binding.is_same(record, aim) then
      keep(record, binding.change(record, trunk, row, aim, now) and class or "routine")
    else
      retire(record, trunk, now)
      begin(trunk, row, aim, class, now)
    end
  end
end

local function compare_all(class, now)
  rows_at, rows_seen = now + LOOK_AT_ROWS, memory.get("meta", "rows")
  local ids = {}
  memory.each_key("trunk", function(id) ids[id] = true end)
  for id in pairs(candidates) do
    ids[id] = true
  end
  for id in pairs(ids) do
    compare(id, class, now)
  end
  local nobodys = {}
  memory.each_key("registered", function(id)
    if not records[id] then nobodys[#nobodys + 1] = id end
  end)
  for _, id in ipairs(nobodys) do
    no_calls(id)
  end
end

local function look_at_owners(now)
  local turn = memory.get("meta", "owners")
  if turn == owners_seen then return end
  owners_seen = turn
  for id in pairs(candidates) do
    if owner.registers(id) ~= (records[id] ~= nil) then compare(id, "fresh", now) end
  end
end

-- A binding at a TLS server that does not prove its name any more moves to one that does.
local function look_at_servers(now)
  if now < servers_at then return end
  servers_at = now + LOOK_AT_SERVERS
  for id, record in pairs(records) do
    if
      record.state == "registered"
      and record.aim.transport == "tls"
      and binding.is_elsewhere(record, addresses_of(id))
    then
      record.nextAt = now
      keep(record, "fresh")
    end
  end
end

-- The wire ----------------------------------------------------------------------------------------------------------

local function known(record, now)
  return { now = now, random = math.random, policy = POLICY, addresses = addresses_of(record.trunkId) }
end

local function class_of(record) return record.answering and "urgent" or "routine" end

local function judge(record, said, now)
  local held = binding.holds(record, now)
  if not binding.answered(record, said, known(record, now)) then return end
  if record.gone then return forget(key_of(record)) end
  keep(record, class_of(record))
  if record.removing or record.answering then return end
  if record.state == "registered" then
    registered.put(record)
    disk.changed("registered")
  elseif record.state == "rejected" and held then
    no_calls(record.trunkId)
  end
  log.info(("trunk %s is %s: %d %s"):format(record.trunkId, record.state, record.code, record.reason))
end

local function hear_answer(text, now)
  local said = cjson.decode(text)
  local trunk_id, call_id, cseq = said.token:match("^(%S+) (%S+) (%d+)$")
  local record = records[trunk_id]
  if not record or record.callId ~= call_id then record = records[trunk_id .. "|" .. call_id] end
  if not record then return end
  said.cseq = tonumber(cseq)
  judge(record, said, now)
end

local function silence(record, now)
  judge(
    record,
    { cseq = record.pending, code = 408, reason = "Request Timeout", contacts = {}, routes = {}, challenges = {} },
    now
  )
end

local function authorizations(trunk, request)
  local list = {}
  for code, one in pairs(request.challenges) do
    list[#list + 1] = challenge.authorization(tonumber(code), one.picked, trunk, "REGISTER", request.uri)
  end
  return list
end

local function send(record, now)
  local trunk = cjson.decode(record.row)
  local request = binding.request(record, addresses_of(record.trunkId), POLICY, now)
  if request then
    request.uri = record.aim.uri
    request.trunkId, request.transport, request.callId = record.trunkId, record.aim.transport, record.callId
    request.host = (trunk.outboundProxy or trunk).host
    request.aor, request.contact = record.aim.aor, record.aim.contact
    request.authorizations = authorizations(trunk, request)
    request.token = ("%s %s %d"):format(record.trunkId, record.callId, request.cseq)
    plan.sent()
  end
  keep(record, "routine")
  if request and not wire.send(request) then silence(record, now) end
end

local function send_what_is_due(now)
  while true do
    local key = plan.next(now)
    if not key then return end
    local record = records[key]
    if binding.is_lost(record, now) then
      silence(record, now)
    else
      send(record, now)
    end
  end
end

-- The process -------------------------------------------------------------------------------------------------------

local HEAR = {
  trunk = function(trunk_id, now) compare(trunk_id, "fresh", now) end,
  answer = hear_answer,
}

local function hear(now)
  while KSR.mqueue.mq_fetch("registrar") > 0 do
    HEAR[KSR.mqueue.mqk_get("registrar")](KSR.mqueue.mqv_get("registrar"), now)
  end
  KSR.mqueue.mq_pv_free("registrar")
end

-- Shared memory may hold bindings already: of a Lua before app_lua.reload.
local function wake(now)
  awake = true
  math.randomseed(now * 1e6 % 2 ^ 31)
  memory.each("registration", function(key, text) records[key] = cjson.decode(text) end)
  for key, record in pairs(records) do
    local due = binding.due(record)
    if due then plan.put(key, "routine", due) end
  end
  compare_all("routine", now)
end

-- A node that was away for long comes back believing that it owns what others have taken over. When Redis is away it
-- may go on believing.
local function knows_owners(now)
  return memory.get("meta", "owned") ~= nil
    or now > (tonumber(memory.get("meta", "startedAt")) or 0) / 1000 + OWNERS_TAKE
end

local function turn()
  local now = clock.of_day()
  if not awake then
    if not knows_owners(now) then return end
    wake(now)
  end
  hear(now)
  look_at_owners(now)
  look_at_servers(now)
  if now >= rows_at and memory.get("meta", "rows") ~= rows_seen then compare_all("fresh", now) end
  send_what_is_due(now)
end

--- One turn. Should anything in it fail, everything is taken up anew from shared memory.
function register.tick()
  local fine, problem = pcall(turn)
  if not fine then
    log.err("registering failed: " .. tostring(problem))
    awake, records, candidates, plan = false, {}, {}, agenda.new(settings.register_rate)
    KSR.cfgutils.usleep(500000)
  end
  return 1
end

local function tell(trunk_id) KSR.mqueue.mq_add("registrar", "trunk", trunk_id) end

--- When a trunk has been put. Runs in the process that follows Redis, like the next.
function register.after(trunk)
  local registers = trunk.enabled and trunk.auth.method == "registration"
  if registers or memory.get("registration", trunk.trunkId) then tell(trunk.trunkId) end
end

function register.gone(trunk_id)
  if memory.get("registration", trunk_id) then tell(trunk_id) end
end

return register
