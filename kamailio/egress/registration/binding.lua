-- Takes: what a trunk wants registered, the registrar's answers, the time
-- Leaves: the next REGISTER, when it is due, what is known of the binding; all of it in one table that JSON can hold
-- Refuses: to ask without end a registrar that says no: three refusals, then not until the trunk changes

local aim_of = require "egress.registration.aim"
local answers = require "egress.registration.answer"
local digest = require "egress.digest"

local binding = {}

local REFUSALS = 3 -- 403, 404, or credentials that were not accepted
local REMOVALS = 3 -- tries of a removal; the binding then ends by itself
local LOST = 40 -- s after which an answer does not come any more, whatever tm says
local NO_ADDRESS = 0.25 -- s between looks for an address
local REASON = 128 -- characters of a carrier's reason phrase that are kept

--- A binding that is to be registered at once.
-- @param trunk the decoded row
-- @param row its text
-- @param aim what egress.registration.aim gives
-- @param call_id one for all REGISTERs of the binding (RFC 3261 §10.2)
function binding.new(trunk, row, aim, call_id, now)
  return {
    trunkId = trunk.trunkId,
    revision = trunk.revision,
    row = row,
    aim = aim,
    callId = call_id,
    cseq = 0,
    state = "registering",
    tries = 0,
    failures = 0,
    refusals = 0,
    tried = {},
    nextAt = now,
    changedAt = now,
  }
end

--- Takes up what an earlier run of this node registered and still holds.
-- @param registered `{ip, port, until}`
function binding.adopt(record, registered)
  record.bound, record.state = true, "registered"
  record.address = { ip = registered.ip, port = registered.port }
  record.boundUntil = registered["until"]
end

local function state(record, name, now)
  if record.state ~= name then record.changedAt = now end
  record.state = name
end

local function anew(record, now)
  record.tries, record.failures, record.refusals, record.tried = 0, 0, 0, {}
  record.pending, record.lostAt, record.challenges, record.answering, record.expires = nil, nil, nil, nil, nil
  record.nextAt = now
end

--- The trunk has another row that makes the same binding. Whether it has to be registered anew.
function binding.change(record, trunk, row, aim, now)
  local moves = record.aim.terms ~= aim.terms or record.state == "rejected"
  -- Calls can't go by what was registered for another place.
  if record.aim.place ~= aim.place then record.boundUntil = nil end
  record.revision, record.row, record.aim = trunk.revision, row, aim
  if not moves then return false end
  anew(record, now)
  record.code, record.reason = nil, nil
  state(record, "registering", now)
  record.changedAt = now
  return true
end

--- The binding is not wanted any more. Whether there may be one that the registrar has to be told of.
function binding.remove(record, now)
  local maybe = record.bound or record.pending ~= nil
  anew(record, now)
  record.removing = true
  return maybe
end

local function name(address) return ("%s %d"):format(address.ip, address.port) end

-- The address that was good last, else the first one that was not tried in this round.
local function untried(record, addresses)
  local first
  for _, address in ipairs(addresses) do
    if not record.tried[name(address)] then
      if record.address and name(record.address) == name(address) then return address end
      first = first or address
    end
  end
  return first
end

--- The REGISTER that is due: `{cseq, address, expires, challenges}`, `challenges` being what it has to answer: status →
-- `{picked}`. Without an address there is none, and the binding is due again a little later.
-- @param addresses `{{ip, port}, …}` where the trunk's requests may go
function binding.request(record, addresses, policy, now)
  local address = record.removing and record.address or untried(record, addresses)
  if not address then
    record.answering = nil
    record.nextAt = now + NO_ADDRESS
    return nil
  end
  if not record.answering or name(address) ~= name(record.address) then
    record.challenges = {}
    record.tries = record.tries + 1
  end
  record.answering = nil
  record.cseq = record.cseq + 1
  record.pending, record.lostAt, record.address = record.cseq, now + LOST, address
  return {
    cseq = record.cseq,
    address = address,
    challenges = record.challenges,
    expires = record.removing and 0 or record.expires or policy.expires,
  }
end

local function wait(failures, policy, random)
  return math.min(policy.first * 2 ^ (failures - 1), policy.longest) * (0.5 + 0.5 * random())
end

-- The next address at once, after the last one a pause.
local function fail(record, retry_after, known)
  state(record, "failing", known.now)
  record.tried[name(record.address)] = true
  if untried(record, known.addresses) then
    record.nextAt = known.now
    return
  end
  record.tried = {}
  record.failures = record.failures + 1
  local pause = wait(record.failures, known.policy, known.random)
  record.nextAt = known.now + math.max(pause, math.min(retry_after or 0, known.policy.longest))
end

local function refuse(record, known)
  record.refusals = record.refusals + 1
  if record.refusals < REFUSALS then
    state(record, "failing", known.now)
    record.nextAt = known.now + wait(record.refusals, known.policy, known.random)
    return
  end
  state(record, "rejected", known.now)
  record.bound, record.boundUntil, record.nextAt = false, nil, nil
end

local function succeed(record, said, known)
  local asked = record.expires or known.policy.expires
  local granted = answers.granted(said, record.aim.contact, asked)
  if granted == 0 then return fail(record, nil, known) end
  anew(record, known.now + granted * (0.75 + 0.1 * known.random()))
  record.expires = asked ~= known.policy.expires and asked or nil
  record.bound, record.boundUntil, record.routes = true, known.now + granted, answers.routes(said.routes)
  state(record, "registered", known.now)
end

-- One challenge of a proxy (407) and of the registrar (401) each can be answered, and a second one when the nonce alone
-- was too old.
local function take_up(record, said)
  local kind = tostring(said.code)
  local before = record.challenges[kind]
  local picked = digest.pick(said.challenges, record.aim.realm)
  if not picked or (before and (before.again or not digest.is_stale(picked))) then return false end
  record.challenges[kind] = { picked = picked, again = before ~= nil }
  return true
end

local function asks_for_longer(record, said, known)
  local least = answers.seconds(said.minExpires)
  if not least or record.expires or least <= known.policy.expires then return false end
  record.expires = least
  record.nextAt = known.now
  return true
end

local function removed_or_again(record, known)
  record.failures = record.failures + 1
  record.gone = record.failures >= REMOVALS or (record.boundUntil ~= nil and record.boundUntil < known.now)
  record.nextAt = known.now + wait(record.failures, known.policy, known.random)
end

local function judge(record, said, known)
  local code = said.code
  if code >= 200 and code < 300 then
    if record.removing then
      record.gone = true
    else
      succeed(record, said, known)
    end
  elseif record.removing then
    if code == 408 or code >= 500 then
      removed_or_again(record, known)
    else
      record.gone = true
    end
  elseif code == 423 and asks_for_longer(record, said, known) then
    return
  elseif code == 401 or code == 407 or code == 403 or code == 404 then
    refuse(record, known)
  else
    fail(record, answers.seconds(said.retryAfter), known)
  end
end

--- An answer, or 408 of our own when none came.
-- @param said `{cseq, code, reason, contacts, expires, minExpires, retryAfter, routes, challenges}`
-- @param known `{now, random, policy, addresses}`; `policy`: `expires` asked for, `first` and `longest` pause (s)
-- @return whether it was the answer that the binding waits for
function binding.answered(record, said, known)
  if said.cseq ~= record.pending then return false end
  record.pending, record.lostAt = nil, nil
  if (said.code == 401 or said.code == 407) and take_up(record, said) then
    record.answering = true
    record.nextAt = known.now
    return true
  end
  record.code, record.reason = said.code, (said.reason:sub(1, REASON):gsub("[^\32-\126]", "?"))
  judge(record, said, known)
  return true
end

--- When something is to be done: a REGISTER sent, or an answer given up. Nil while there is nothing.
function binding.due(record) return record.lostAt or record.nextAt end

--- Whether an answer is overdue: then `answered` has to be told so.
function binding.is_lost(record, now) return record.lostAt ~= nil and now >= record.lostAt end

--- Whether what was registered still holds.
function binding.holds(record, now) return record.boundUntil ~= nil and record.boundUntil > now end

--- Whether the address where it is registered is none of the trunk's any more, while there are others.
function binding.is_elsewhere(record, addresses)
  if record.removing or record.pending or not addresses[1] then return false end
  for _, address in ipairs(addresses) do
    if name(address) == name(record.address) then return false end
  end
  return true
end

--- Whether two records are one binding to the registrar.
function binding.is_same(record, aim) return aim_of.is_same_binding(record.aim, aim) end

return binding
