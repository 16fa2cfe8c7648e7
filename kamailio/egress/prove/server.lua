-- Takes: requests of this node's Kamailio over a local socket, one line of JSON each
-- Leaves: one line of JSON for each answer: whether an identity can be used, whether an address is the carrier's
-- Refuses: nothing; what it can't read it does not answer

local cjson = require "cjson.safe"
local context = require "egress.prove.context"
local handshake = require "egress.prove.handshake"
local loop = require "egress.prove.loop"
local socket = require "socket"
local verdict = require "egress.prove.verdict"

local server = {}

local REQUEST_TAKES = 5

local function say(client, answer)
  -- Answers are short, and the other side reads: they fit into the socket's buffer.
  client:send(cjson.encode(answer) .. "\n")
end

local function examine(client, identity)
  local made, reason = context.new(identity, "examine")
  say(client, { fine = made ~= nil, reason = reason })
end

-- `away`: not to be reached says nothing about whose address it is.
local function prove(place, made, unusable)
  if not made then return { place = place.key, away = unusable } end
  local outcome, why = handshake.with(made, place, place.name)
  if not outcome then return { place = place.key, away = why } end
  return { place = place.key, reason = verdict.reason(outcome, place.name) }
end

local function prove_all(tasks, client, request)
  local made, unusable, left = {}, {}, #request.places
  for profile, identity in pairs(request.identities) do
    made[profile], unusable[profile] = context.new(identity, "prove")
  end
  for _, place in ipairs(request.places) do
    tasks.start(function() say(client, prove(place, made[place.profile], unusable[place.profile])) end, function()
      left = left - 1
      if left == 0 then client:close() end
    end)
  end
end

local function read_line(client)
  local line, deadline = "", socket.gettime() + REQUEST_TAKES
  while true do
    local whole, problem, part = client:receive("*l")
    if whole then return line .. whole end
    line = line .. (part or "")
    if problem ~= "timeout" or not loop.wait(client, "read", deadline) then return nil end
  end
end

local function serve(tasks, client)
  client:settimeout(0)
  local request = cjson.decode(read_line(client) or "")
  if type(request) == "table" and request.places and #request.places > 0 then
    return prove_all(tasks, client, request)
  elseif type(request) == "table" and request.examine then
    examine(client, request.examine)
  end
  client:close()
end

--- Answers until `is_wanted()` says no more.
function server.run(path, is_wanted)
  local listener = assert(require "socket.unix"())
  assert(listener:bind(path))
  assert(listener:listen(16))
  listener:settimeout(0)
  local tasks = loop.new(
    socket.select,
    socket.gettime,
    function(problem) io.stderr:write("prove: ", problem, "\n") end
  )
  tasks.start(function()
    while true do
      loop.wait(listener, "read")
      local client = listener:accept()
      if client then tasks.start(function() serve(tasks, client) end) end
    end
  end)
  while is_wanted() do
    tasks.turn(1)
    collectgarbage()
  end
end

return server
