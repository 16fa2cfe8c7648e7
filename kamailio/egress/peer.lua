-- Takes: a reply that came over TLS, whose certificate may be shown at its address (htable `peer`)
-- Leaves: whether its connection's other end is who it should be
-- Refuses: an end with another name, though Kamailio found its certificate to be signed as it should

local certificate = require "egress.certificate"
local cjson = require "cjson.safe"
local log = require "egress.sync.log"
local memory = require "egress.sync.memory"
local tls_name = require "egress.tls_name"

local peer = {}

local NOBODY = { dns = {}, ips = {}, uris = {} }
local MANY = 1000

local names_of, known = {}, 0 -- connection → the names in the certificate that it showed

local function names(connection)
  if not names_of[connection] then
    if known >= MANY then
      names_of, known = {}, 0
    end
    names_of[connection] = certificate.names_in(KSR.pv.get("$tls_peer_raw_cert") or "") or NOBODY
    known = known + 1
  end
  return names_of[connection]
end

--- Where no trunk leads, as in a dialog whose carrier named another address itself, the chain has to do.
function peer.is_who_it_should_be()
  if KSR.pv.get("$proto") ~= "tls" then return true end
  local at = ("%s/%s/%s"):format(KSR.pv.get("$Rp"), KSR.pv.get("$si"), KSR.pv.get("$sp"))
  local expected = cjson.decode(memory.get("peer", at) or "")
  if not expected then return true end
  local shown = names(KSR.pv.get("$conid"))
  for _, host in ipairs(expected) do
    if tls_name.fits(shown, host) then return true end
  end
  log.lasting(
    "peer " .. at,
    ("a reply of %s:%s is dropped: its certificate is not for %s"):format(
      KSR.pv.get("$si"),
      KSR.pv.get("$sp"),
      expected[1]
    )
  )
  return false
end

return peer
