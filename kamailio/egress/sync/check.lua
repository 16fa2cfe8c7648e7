-- Takes: htables `profile` and `place`; runs in a timer process of its own, because Kamailio takes its time to load
-- Leaves: Kamailio with the profiles loaded; htable `proof`, place → fine, or why not; in mqueue `checked` what changed
-- Refuses: to believe an address that has not shown the right certificate, to forget one that did and is away now

local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local disk = require "egress.sync.disk"
local log = require "egress.sync.log"
local memory = require "egress.sync.memory"
local places = require "egress.sync.places"
local profiles = require "egress.sync.profiles"
local prover = require "egress.sync.prover"
local schedule = require "egress.sync.schedule"

local check = {}

-- Seconds; `asked` is longer than an answer may take.
local DELAYS = { new = 0, failing = 5, settled = 60, asked = 15 }
local MOST = 50 -- places at a time

local agenda = schedule.new(DELAYS, "new")
local generation
local asked = {}
local found = {} -- place → what this process has told of it

local function follow_places(now)
  local current = memory.get("meta", "places")
  if current == generation then return end
  generation = current
  local wanted, unwanted = {}, {}
  memory.each_key("place", function(key) wanted[key] = true end)
  agenda.follow(wanted, now)
  memory.each_key("proof", function(key)
    if not wanted[key] then unwanted[#unwanted + 1] = key end
  end)
  for _, key in ipairs(unwanted) do
    memory.remove("proof", key)
    found[key] = nil
  end
end

-- Also when it stands there already: `sync` lets a place inherit what was found with the certificate before.
local function keep(key, text)
  if found[key] == text then return end
  found[key] = text
  memory.put("proof", key, text)
  KSR.mqueue.mq_add("checked", key, "")
  disk.changed("proofs")
end

-- The next places that are due, and the identities that they are seen with.
local function batch(now)
  local due, used = {}, {}
  while #due < MOST do
    local key = agenda.next(now)
    if not key then break end
    local server, name, address = places.of_key(key)
    used[server] = used[server] or profiles.identity(server)
    due[#due + 1] = { key = key, profile = server, name = name, ip = address.ip, port = address.port }
  end
  return due, used
end

local function hear(answer)
  if not agenda.has(answer.place) then return end
  if answer.reason then
    keep(answer.place, cjson.encode({ reason = answer.reason }))
  elseif not answer.away then
    keep(answer.place, places.FINE)
  elseif not memory.get("proof", answer.place) then
    keep(answer.place, cjson.encode({ reason = answer.away }))
  end
  agenda.put(memory.get("proof", answer.place) == places.FINE and "settled" or "failing", answer.place, clock.now())
end

local function ask(now)
  local due, used = batch(now)
  if #due == 0 then return end
  for _, place in ipairs(due) do
    agenda.put("asked", place.key, now)
  end
  local poll = prover.ask(due, used)
  if poll then
    asked[#asked + 1] = poll
    log.over("prover", "certificates are checked again")
  else
    log.lasting(
      "prover",
      "nobody checks certificates: kamailio/prove.lua does not run; what was found before holds"
    )
  end
end

local function hear_all()
  local before = asked
  asked = {}
  for _, poll in ipairs(before) do
    if poll(hear) then asked[#asked + 1] = poll end
  end
end

--- One turn: loads profiles, takes up new places, hears what was found out, asks about what is due.
function check.tick()
  local now = clock.now()
  for at, step in ipairs({ profiles.tick, follow_places, hear_all, ask }) do
    local fine, problem = pcall(step, now)
    if not fine then log.lasting("check " .. at, "a turn of the check failed: " .. tostring(problem)) end
  end
  return 1
end

return check
