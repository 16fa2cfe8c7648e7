-- Takes: a trunk's ID, the transport of a request to its carrier, the host that it is meant for
-- Leaves: the local socket, certificate, CAs and asked-for name (SNI, RFC 6066 §3) that the request will leave with
-- Refuses: nothing; a trunk without an identity of its own leaves by the ordinary socket

local cjson = require "cjson.safe"
local ip = require "egress.ip"
local memory = require "egress.sync.memory"
local settings = require "egress.settings"

local outward = {}

local NODES_OWN = "none" -- no profile has this ID, hence [client:default]

local function identity(trunk_id) return cjson.decode(memory.get("identity", trunk_id) or "") or {} end

local function socket(own) return settings.socket("tls", own.port or settings.sips_port) end

local function is_name(host) return host ~= "" and not ip.parse((host:gsub("[%[%]]", ""))) end

--- Kamailio's text of the socket that requests of the trunk leave by, nil when any of the transport will do.
function outward.socket(trunk_id, transport) return transport == "tls" and socket(identity(trunk_id)) or nil end

--- For the request at hand, new or in a dialog. Set anew for every attempt, whose predecessor may be another trunk's.
-- Connections are shared by local socket alone, hence each identity has a socket of its own and TLS always names one.
function outward.set(trunk_id, transport, host)
  KSR.pvx.xavp_rm("egress_tls")
  if transport ~= "tls" then
    KSR.pv.unset("$fs")
    return
  end
  local own = identity(trunk_id)
  local name = own.name or host
  KSR.pv.sets("$fs", socket(own))
  -- Always some ID: without one, what this process set for a request of its own would hold. The second goes into the
  -- record that the first makes.
  KSR.pv.sets("$xavp(egress_tls=>server_id)", own.server or NODES_OWN)
  if is_name(name) then KSR.pv.sets("$xavp(egress_tls[0]=>server_name)", name) end
end

local sending = false

--- Calls `send`, which sends the request at hand or the one of `$uac_req`.
-- Over TLS one process at a time: Kamailio looks for a connection and opens one in two steps. Two processes that find
-- none both connect from the one socket, and the kernel gives the second no connection of the same two ends
-- (EADDRNOTAVAIL): its request would be lost.
-- @param destination as egress.hop has it
-- @return what `send` returns
function outward.send(send, destination)
  if sending or not destination:find(";transport=tls", 1, true) then return send() end
  KSR.cfgutils.lock(destination)
  sending = true
  local fine, result = pcall(send)
  sending = false
  KSR.cfgutils.unlock(destination)
  if not fine then error(result, 0) end
  return result
end

return outward
