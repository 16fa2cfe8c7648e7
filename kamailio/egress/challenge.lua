-- Takes: the 401 or 407 that a failure route is about, the trunk's row
-- Leaves: the headers that answer it, together with those of its other kind: a proxy and the callee's side may both ask
-- Refuses: challenges that this trunk has no answer to, and those that come again

local crypto = require "egress.crypto"
local digest = require "egress.digest"
local headers = require "egress.headers"
local sealed = require "egress.sealed"

local challenge = {}

local WITH_PASSWORD = { digest = true, registration = true, ip_and_digest = true }

local HEADERS = {
  [401] = { asks = "WWW-Authenticate", answers = "Authorization" },
  [407] = { asks = "Proxy-Authenticate", answers = "Proxy-Authorization" },
}

--- Whether the trunk has credentials for challenges at all.
function challenge.has_answer(trunk) return WITH_PASSWORD[trunk.auth.method] == true end

local function password_of(trunk)
  local password, reason = sealed.open(trunk.auth.password, "trunk/" .. trunk.trunkId .. "/auth.password")
  if not password then KSR.err(("trunk %s: the password %s\n"):format(trunk.trunkId, reason)) end
  return password
end

local function authorization(status, picked, count, trunk, password, method, uri)
  local value = digest.answer(picked, {
    method = method,
    uri = uri,
    user = trunk.auth.user,
    password = password,
    cnonce = crypto.random(),
    count = count,
  }, crypto)
  return { name = HEADERS[status].answers, value = value }
end

--- The header that answers a challenge which digest.pick gave.
-- @return `{name, value}`, or nil
function challenge.authorization(status, picked, trunk, method, uri)
  local password = password_of(trunk)
  return password and authorization(status, picked, 1, trunk, password, method, uri)
end

--- Takes up the challenge at hand: one of each kind, and a second one only if it says `stale`.
-- @param taken what is known of the attempt's challenges so far; kept as JSON between two of them
-- @return whether there is an answer; challenge.answers then gives it
function challenge.take_up(status, trunk, taken)
  local kind = HEADERS[status]
  if not kind or not challenge.has_answer(trunk) then return false end
  local before = taken[tostring(status)]
  local picked = digest.pick(headers.all_of_reply(kind.asks), trunk.auth.realm)
  if not picked or (before and (before.again or not digest.is_stale(picked))) then return false end
  taken[tostring(status)] = { picked = picked, again = before ~= nil, uses = 0 }
  return true
end

--- @return a list of pairs of name and value for all challenges taken up, or nil when the password can't be had
function challenge.answers(taken, trunk, method, uri)
  local password = password_of(trunk)
  if not password then return nil end
  local list = {}
  for status in pairs(HEADERS) do
    local one = taken[tostring(status)]
    if one then
      one.uses = one.uses + 1
      local answer = authorization(status, one.picked, one.uses, trunk, password, method, uri)
      list[#list + 1] = { answer.name, answer.value }
    end
  end
  return list
end

return challenge
