-- Takes: identities and places
-- Leaves: what the process of kamailio/prove.lua says of them
-- Refuses: to wait for it for long; without an answer nothing is known

local cjson = require "cjson.safe"

local prover = {}

local PATH = (os.getenv("EGRESS_TLS_KEYS_DIR") or ".") .. "/prove.sock"

-- Seconds.
local REQUEST_TAKES = 1
local EXAMINATION_TAKES = 2

local function asked(request, patience)
  local client = require "socket.unix"()
  client:settimeout(patience)
  if not client:connect(PATH) or not client:send(cjson.encode(request) .. "\n") then
    client:close()
    return nil
  end
  return client
end

--- @param identity `certificate` and `ca`, PEM
-- @return whether it can be used, and why not; true also when nobody can say: Kamailio itself is the next to look
function prover.examine(identity)
  local client = asked({ examine = identity }, EXAMINATION_TAKES)
  if not client then return true end
  local answer = cjson.decode(client:receive("*l") or "") or { fine = true }
  client:close()
  return answer.fine, answer.reason
end

-- The next whole line that has come, and whether more may come.
local function next_line(job)
  local line, problem, part = job.client:receive("*l")
  if line then
    line, job.begun = job.begun .. line, ""
    return line, true
  end
  job.begun = job.begun .. (part or "")
  return nil, problem == "timeout"
end

--- Asks, and waits for nothing.
-- @param places a list of `{key, profile, name, ip, port}`
-- @param identities profile → `{certificate, ca}`
-- @return nil without anybody to ask, else `poll(take)`: gives `take` each answer that has come, `{place, reason}`,
--   or `{place, away}` when there was no handshake; it says whether more may come
function prover.ask(places, identities)
  local client = asked({ places = places, identities = identities }, REQUEST_TAKES)
  if not client then return nil end
  client:settimeout(0)
  local job = { client = client, begun = "" }
  return function(take)
    while true do
      local line, goes_on = next_line(job)
      if not line then
        if not goes_on then client:close() end
        return goes_on
      end
      local answer = cjson.decode(line)
      if answer then take(answer) end
    end
  end
end

return prover
