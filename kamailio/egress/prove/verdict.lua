-- Takes: the outcome of a TLS handshake with a carrier's address
-- Leaves: why calls may not go there, in a sentence that an admin understands
-- Refuses: nothing; an outcome without a fault has no reason (nil)

local tls_name = require "egress.tls_name"

local verdict = {}

local MOST_NAMES = 3
local LONGEST_NAME = 64

local NOBODY_SIGNED = "shows a certificate that no trusted CA has signed"
local OF_PROBLEM = {
  ["unable to get local issuer certificate"] = NOBODY_SIGNED,
  ["unable to get issuer certificate"] = NOBODY_SIGNED,
  ["unable to verify the first certificate"] = NOBODY_SIGNED,
  ["self-signed certificate"] = NOBODY_SIGNED,
  ["self-signed certificate in certificate chain"] = NOBODY_SIGNED,
  ["self signed certificate"] = NOBODY_SIGNED,
  ["self signed certificate in certificate chain"] = NOBODY_SIGNED,
}
local EXPIRED, TOO_EARLY = "certificate has expired", "certificate is not yet valid"

-- What a stranger's certificate says goes into logs and Redis.
local function printable(text) return (tostring(text):sub(1, LONGEST_NAME):gsub("[^\32-\126]", "?")) end

-- `depth` 1 is the server's own certificate.
local function of_problem(problem, depth, outcome)
  if problem == EXPIRED then
    return depth == 1 and "shows a certificate that expired on " .. printable(outcome.not_after)
      or "shows a certificate whose CA's own certificate has expired"
  elseif problem == TOO_EARLY then
    return depth == 1 and "shows a certificate that is good only from " .. printable(outcome.not_before)
      or "shows a certificate whose CA's own certificate is not good yet"
  end
  return OF_PROBLEM[problem] or ("shows a certificate that can't be verified (%s)"):format(printable(problem))
end

local function listed(names)
  local all = {}
  for _, kind in ipairs({ names.dns, names.ips, names.uris }) do
    for _, name in ipairs(kind) do
      all[#all + 1] = printable(name)
    end
  end
  if #all == 0 then return "without a name" end
  local more = #all > MOST_NAMES and (" and %d more"):format(#all - MOST_NAMES) or ""
  return "for " .. table.concat(all, ", ", 1, math.min(#all, MOST_NAMES)) .. more
end

--- @param outcome `verified`, `problems` (depth → list of OpenSSL's sentences), `names`, `not_before`, `not_after`
-- @param host what the trunk is to be reached at
function verdict.reason(outcome, host)
  if not outcome.verified then
    local depths = {}
    for depth in pairs(outcome.problems) do
      depths[#depths + 1] = depth
    end
    table.sort(depths)
    for _, depth in ipairs(depths) do
      local problem = outcome.problems[depth][1]
      if problem then return of_problem(problem, depth, outcome) end
    end
    return "shows a certificate that can't be verified"
  end
  if tls_name.fits(outcome.names, host) then return nil end
  return ("shows a certificate %s, not for %s"):format(listed(outcome.names), host)
end

return verdict
