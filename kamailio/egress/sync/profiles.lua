-- Takes: htable `profile`; runs in the process of the check, because Kamailio reads all of them anew for all processes
-- Leaves: tls.cfg, loaded by Kamailio, and in htable `loaded` which profiles it has
-- Refuses: to keep keys on disk: they are in memory-backed files while Kamailio reads them, and nowhere after that

local certificate = require "egress.certificate"
local cjson = require "cjson.safe"
local clock = require "egress.sync.clock"
local connections = require "egress.sync.connections"
local keys = require "egress.keys"
local log = require "egress.sync.log"
local memory = require "egress.sync.memory"
local sealed = require "egress.sealed"

local profiles = {}

local DIRECTORY = os.getenv("EGRESS_STATE_DIR") or "."
local RETRY = 5

--- That of trunks without a certificate and CA of their own.
profiles.NODE = "node"

local generation, in_force, retry_at = nil, "", 0

local function read(path)
  local file = assert(io.open(path, "r"))
  local text = file:read("*a")
  file:close()
  return text
end

local function opened(part)
  if not part then return nil end
  local clear, reason = sealed.open(part.sealed, part.context)
  if not clear then error(part.context .. " " .. reason, 0) end
  return clear
end

local function opened_profile(text)
  local profile = cjson.decode(text or "")
  if not profile then return nil end
  local fine, own, ca = pcall(function() return opened(profile.certificate), opened(profile.ca) end)
  if fine then return { certificate = own, ca = ca } end
  log.err("a TLS profile can't be used: " .. tostring(own))
end

-- Profile → `{certificate, ca}`, in the clear.
local function identities()
  local texts, found = {}, {}
  memory.each("profile", function(server, text) texts[server] = text end)
  for server, text in pairs(texts) do
    found[server] = opened_profile(text)
  end
  return found
end

-- Its server_name is one that nobody asks for: Kamailio takes a profile by either of the two.
local function section(server, identity, paths)
  local node = certificate.node_cas()
  local lines = {
    "[client:any]",
    "server_name = " .. server .. ".invalid",
    "server_id = " .. server,
    "method = TLSv1.2+",
    "verify_certificate = yes",
    "require_certificate = yes",
    "verify_depth = 9",
  }
  if identity.certificate then
    lines[#lines + 1] = "certificate = " .. paths[server .. ".pem"]
    lines[#lines + 1] = "private_key = " .. paths[server .. ".pem"]
  end
  local ca = identity.ca and "ca_list = " .. paths[server .. ".ca"]
    or (node.file and "ca_list = " .. node.file or "ca_path = " .. node.path)
  lines[#lines + 1] = ca
  return table.concat(lines, "\n") .. "\n"
end

local function reload(found, names)
  local texts = {}
  for server, identity in pairs(found) do
    texts[server .. ".pem"], texts[server .. ".ca"] = identity.certificate, identity.ca
  end
  return keys.with(texts, function(paths)
    local sections = { read(DIRECTORY .. "/tls-node.cfg") }
    for _, server in ipairs(names) do
      sections[#sections + 1] = section(server, found[server], paths)
    end
    local file = assert(io.open(DIRECTORY .. "/tls.cfg", "w"))
    file:write(table.concat(sections, "\n"))
    file:close()
    local fine, said = connections.rpc("tls.reload")
    if fine then return true end
    return nil, tostring(said)
  end)
end

local function tell(found)
  local stale = {}
  memory.each_key("loaded", function(server)
    if not found[server] then stale[#stale + 1] = server end
  end)
  for _, server in ipairs(stale) do
    memory.remove("loaded", server)
  end
  for server in pairs(found) do
    memory.put("loaded", server, "1")
  end
  KSR.mqueue.mq_add("checked", "profiles", "")
end

--- One turn: has Kamailio load what is wanted now, all at once.
function profiles.tick(now)
  local current = memory.get("meta", "profiles")
  if current == generation or now < retry_at then return end
  local found, names = identities(), {}
  for server in pairs(found) do
    names[#names + 1] = server
  end
  table.sort(names)
  local all = table.concat(names, " ")
  if all ~= in_force then
    local fine, problem = reload(found, names)
    if not fine then
      log.err("Kamailio could not load the TLS profiles, those before them stay in force: " .. tostring(problem))
      retry_at = now + RETRY
      return
    end
    log.info(("%d TLS profiles are loaded, in %.0f ms"):format(#names, (clock.now() - now) * 1000))
  end
  in_force, generation = all, current
  tell(found)
end

--- A profile in the clear: `{certificate, ca}`, each may be missing; nil when there is none or it can't be opened.
function profiles.identity(server)
  if server == profiles.NODE then return {} end
  return opened_profile(memory.get("profile", server))
end

return profiles
