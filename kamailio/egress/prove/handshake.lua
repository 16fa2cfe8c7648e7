-- Takes: a context, an address, the name to ask for; runs as a task of egress.prove.loop
-- Leaves: the outcome of a TLS handshake there, for egress.prove.verdict
-- Refuses: (nil and why) to make up an outcome when there was no handshake

local certificate = require "egress.certificate"
local ip = require "egress.ip"
local loop = require "egress.prove.loop"
local socket = require "socket"

local handshake = {}

-- Seconds.
local CONNECT = 3
local SHAKE = 3

local NO_ANSWER = "does not answer"
local WANTS = { wantread = "read", wantwrite = "write" }

local function connect(plain, address)
  plain:settimeout(0)
  local done, problem = plain:connect(address.ip, address.port)
  if not done and problem == "timeout" then
    if not loop.wait(plain, "write", socket.gettime() + CONNECT) then return nil, NO_ANSWER end
    done, problem = plain:connect(address.ip, address.port)
    done = done or problem == "already connected"
  end
  if not done then return nil, "can't be reached: " .. tostring(problem) end
  return true
end

local function shake(secured, name)
  secured:settimeout(0)
  if not ip.parse((name:gsub("[%[%]]", ""))) then secured:sni(name) end
  local deadline = socket.gettime() + SHAKE
  while true do
    local done, problem = secured:dohandshake()
    if done then return true end
    if not WANTS[problem] then return nil, "refuses the TLS handshake: " .. tostring(problem) end
    if not loop.wait(secured, WANTS[problem], deadline) then return nil, NO_ANSWER end
  end
end

local function outcome(secured)
  local shown = secured:getpeercertificate()
  if not shown then return nil, "shows no certificate" end
  local verified, problems = secured:getpeerverification()
  return {
    verified = verified,
    problems = type(problems) == "table" and problems or {},
    names = certificate.names(shown),
    not_before = shown:notbefore(),
    not_after = shown:notafter(),
  }
end

local function over(plain, context, address, name)
  local connected, why = connect(plain, address)
  if not connected then return nil, why end
  local secured, problem = certificate.library.wrap(plain, context)
  if not secured then return nil, tostring(problem) end
  local shaken
  shaken, why = shake(secured, name)
  local found
  if shaken then
    found, why = outcome(secured)
  end
  secured:close()
  return found, why
end

function handshake.with(context, address, name)
  local plain = assert(socket.tcp())
  local found, why = over(plain, context, address, name)
  plain:close()
  return found, why
end

return handshake
