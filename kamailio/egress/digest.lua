-- Takes: the challenges of a 401 or 407 (RFC 7616, RFC 8760), a trunk's credentials, hash functions
-- Leaves: the value of Authorization or Proxy-Authorization
-- Refuses: (nil) challenges of other schemes, algorithms, realms, and qop without auth

local digest = {}

-- The higher the stronger.
local STRENGTH = { ["MD5"] = 1, ["SHA-256"] = 2 }

local function value_at(text, at)
  if text:sub(at, at) ~= '"' then return text:match("^([^%s,]+)()", at) end
  local start = at + 1
  at = start
  while at <= #text do
    local char = text:sub(at, at)
    if char == "\\" then
      at = at + 1
    elseif char == '"' then
      return text:sub(start, at - 1), at + 1
    end
    at = at + 1
  end
end

-- Each header value may hold several challenges, separated by the same comma as their parameters.
local function parse(header, challenges)
  local at, challenge = 1, nil
  while at <= #header do
    at = header:match("^[%s,]*()", at)
    local name, next_at = header:match("^([%w!#$%%&'*+.^_`|~-]+)%s*=%s*()", at)
    if name and challenge then
      local value, after = value_at(header, next_at)
      if not value then return end
      challenge[name:lower()] = challenge[name:lower()] or value
      at = after
    else
      local scheme, after = header:match("^([%w-]+)%s+()", at)
      if not scheme then return end
      challenge = { scheme = scheme:lower() }
      challenges[#challenges + 1] = challenge
      at = after
    end
  end
end

local function algorithm_of(challenge)
  local name = (challenge.algorithm or "MD5"):upper()
  local hash = name:match("^(.-)%-SESS$")
  return hash or name, hash ~= nil
end

local function has_auth(qop) return ("," .. qop:gsub("%s", ""):lower() .. ","):find(",auth,", 1, true) ~= nil end

--- The strongest challenge that can be answered; of equally strong ones the first.
-- @param headers the values of all WWW-Authenticate or Proxy-Authenticate headers, in order
-- @param realm the only one to answer, or nil for any
function digest.pick(headers, realm)
  local challenges, best, strength = {}, nil, 0
  for _, header in ipairs(headers) do
    parse(header, challenges)
  end
  for _, challenge in ipairs(challenges) do
    local rank = STRENGTH[algorithm_of(challenge)]
    if
      challenge.scheme == "digest"
      and challenge.realm
      and challenge.nonce
      and rank
      and rank > strength
      and (not realm or challenge.realm == realm)
      and (not challenge.qop or has_auth(challenge.qop))
    then
      best, strength = challenge, rank
    end
  end
  return best
end

--- Whether the carrier says that the credentials were right and the nonce alone was too old.
function digest.is_stale(challenge) return (challenge.stale or ""):lower() == "true" end

local function quoted(text) return '"' .. text:gsub('[\\"]', "\\%0") .. '"' end

--- @param request `{method, uri, user, password, cnonce, count}`; `count`: how often the nonce is used now, 1 if absent
-- @param hashes `{md5 = f, sha256 = f}`, each text → hexadecimal
-- @return the header value
function digest.answer(challenge, request, hashes)
  local algorithm, of_session = algorithm_of(challenge)
  local hash = algorithm == "SHA-256" and hashes.sha256 or hashes.md5
  local count = ("%08x"):format(request.count or 1)
  local function joined(...) return hash(table.concat({ ... }, ":")) end
  -- What was quoted in the challenge is hashed and sent back as it stood there.
  local a1 = joined(request.user, challenge.realm, request.password)
  if of_session then a1 = joined(a1, challenge.nonce, request.cnonce) end
  local a2 = joined(request.method, request.uri)
  local response
  if challenge.qop then
    response = joined(a1, challenge.nonce, count, request.cnonce, "auth", a2)
  else
    response = joined(a1, challenge.nonce, a2)
  end
  local out = {
    "username=" .. quoted(request.user),
    'realm="' .. challenge.realm .. '"',
    'nonce="' .. challenge.nonce .. '"',
    'uri="' .. request.uri .. '"',
    'response="' .. response .. '"',
  }
  if challenge.algorithm then out[#out + 1] = "algorithm=" .. challenge.algorithm end
  if challenge.opaque then out[#out + 1] = 'opaque="' .. challenge.opaque .. '"' end
  if challenge.qop then
    out[#out + 1] = "qop=auth"
    out[#out + 1] = "nc=" .. count
  end
  if challenge.qop or of_session then out[#out + 1] = 'cnonce="' .. request.cnonce .. '"' end
  return "Digest " .. table.concat(out, ", ")
end

return digest
