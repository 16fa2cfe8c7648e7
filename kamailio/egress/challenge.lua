-- Takes: the 401 or 407 that a failure route is about, the trunk's row
-- Leaves: the header that answers it
-- Refuses: (nil) challenges that this trunk has no answer to

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

--- The header that answers a challenge which digest.pick gave.
-- @return `{name, value}`, or nil
function challenge.authorization(status, picked, trunk, method, uri)
  local password, reason = sealed.open(trunk.auth.password, "trunk/" .. trunk.trunkId .. "/auth.password")
  if not password then
    KSR.err(("trunk %s: the password %s\n"):format(trunk.trunkId, reason))
    return nil
  end
  local value = digest.answer(picked,
    { method = method, uri = uri, user = trunk.auth.user, password = password, cnonce = crypto.random() }, crypto)
  return { name = HEADERS[status].answers, value = value }
end

--- @param answered how many challenges of this attempt have been answered: a second one only if it says `stale`
-- @return `{name, value}` of a header, or nil
function challenge.answer(status, trunk, method, uri, answered)
  local kind = HEADERS[status]
  if not kind or not challenge.has_answer(trunk) or answered > 1 then return nil end
  local picked = digest.pick(headers.all_of_reply(kind.asks), trunk.auth.realm)
  if not picked or (answered == 1 and not digest.is_stale(picked)) then return nil end
  return challenge.authorization(status, picked, trunk, method, uri)
end

return challenge
