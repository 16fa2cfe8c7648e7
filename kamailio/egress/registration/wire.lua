-- Takes: REGISTERs to send, the answers that workers hear
-- Leaves: them on the wire by tm, with CSeq and Call-ID of the binding; answers in mqueue `registrar` for the process
--   that registers
-- Refuses: (false) what can't be sent

local cjson = require "cjson.safe"
local headers = require "egress.headers"
local hop = require "egress.hop"
local outward = require "egress.outward"
local settings = require "egress.settings"

local wire = {}

local MOST = 64 -- header lines of one name: a registrar lists every binding of the address of record

-- The CSeq of the REGISTER that this process is about to send: tm numbers its own requests 10, all of them.
local sending

local function lines(register)
  local list = {
    "Contact: <" .. register.contact .. ">;expires=" .. ("%d"):format(register.expires),
    ("Expires: %d"):format(register.expires),
  }
  for _, one in ipairs(register.authorizations) do
    list[#list + 1] = one.name .. ": " .. one.value
  end
  return table.concat(list, "\r\n") .. "\r\n"
end

--- @param register `{trunkId, transport, host, uri, aor, contact, address, callId, cseq, expires, authorizations,
--   token}`; `host` is the name that a TLS certificate has to have, `token` comes back with the answer
function wire.send(register)
  local transport = register.transport
  local function set(name, value) KSR.pv.sets(("$uac_req(%s)"):format(name), value) end
  KSR.pv.unset("$uac_req(all)")
  set("method", "REGISTER")
  set("ruri", register.uri)
  set("turi", register.aor)
  set("furi", register.aor)
  local destination = hop.to(register.address.ip, register.address.port, transport)
  set("ouri", destination)
  set("callid", register.callId)
  set("hdrs", lines(register))
  set("sock", outward.socket(register.trunkId, transport) or settings.socket(transport, settings.port))
  set("evparam", register.token)
  KSR.pv.seti("$uac_req(evroute)", 1)
  outward.set(register.trunkId, transport, register.host)
  sending = register.cseq
  local sent = outward.send(KSR.uac.uac_req_send, destination) > 0
  sending = nil
  return sent
end

--- Before a request of tm's own goes out (event tm:local-request).
function wire.number()
  if sending then headers.set("CSeq", ("%d REGISTER"):format(sending)) end
end

--- The answer to a REGISTER, or tm's own 408 after silence (event uac:reply). Runs in whichever process heard of it.
function wire.heard()
  local code = KSR.pv.get("$uac_req(evcode)")
  local said = {
    token = KSR.pv.get("$uac_req(evparam)"),
    code = code,
    reason = "Request Timeout",
    contacts = {},
    routes = {},
    challenges = {},
  }
  if KSR.pv.get("$uac_req(evtype)") == 1 then
    said.reason = KSR.pv.get("$rr") or ""
    said.contacts, said.routes = headers.all("Contact", MOST), headers.all("Service-Route")
    said.expires, said.minExpires = headers.get("Expires"), headers.get("Min-Expires")
    said.retryAfter = headers.get("Retry-After")
    said.challenges = headers.all(code == 407 and "Proxy-Authenticate" or "WWW-Authenticate")
  end
  KSR.mqueue.mq_add("registrar", "answer", cjson.encode(said))
end

return wire
