-- Takes: the environment (kamailio/start says what each is for)
-- Leaves: the settings of this node, read once
-- Refuses: numbers that are none: the default holds

local settings = {}

local function whole(name, default)
  local value = tonumber(os.getenv(name) or "")
  return value and value > 0 and value % 1 == 0 and value or default
end

settings.host = os.getenv("EGRESS_SIP_HOST") or "127.0.0.1"
settings.port = whole("EGRESS_SIP_PORT", 5060)
settings.sips_port = whole("EGRESS_SIPS_PORT", 5061)

--- Milliseconds that a carrier may be silent (RFC 3261 §17.1.1.2, timer B, cut short).
settings.silence = whole("EGRESS_SILENCE_MS", 3000)

--- Milliseconds from 100 Trying to ringing.
settings.trying = whole("EGRESS_TRYING_MS", 20000)

--- Milliseconds that it may ring (RFC 3261 §16.6, timer C), unless its trunk says otherwise.
settings.ringing = whole("EGRESS_RINGING_MS", 180000)

-- What a trunk may say is at most that (contract, `ringTimeout`).
local LONGEST_RINGING = math.max(settings.ringing, 180000)

--- Seconds for which a trunk is registered, as far as the registrar agrees.
settings.register_expires = whole("EGRESS_REGISTER_EXPIRES_S", 600)

--- REGISTERs a second at most: after a restart they are spread.
settings.register_rate = whole("EGRESS_REGISTER_RATE", 50)

--- The longest pause (s) between tries to register.
settings.register_pause = whole("EGRESS_REGISTER_PAUSE_S", 120)

local function host_in_uri()
  return settings.host:find(":", 1, true) and "[" .. settings.host .. "]" or settings.host
end

--- What carriers see instead of it (EGRESS_SIP_ADVERTISE, taken apart by kamailio/start).
settings.advertised_host = os.getenv("EGRESS_ADVERTISED_HOST") or host_in_uri()
settings.advertised_port = whole("EGRESS_ADVERTISED_PORT", settings.port)

--- `<ip>:<port>`, where other nodes hand calls over to this one, over UDP.
settings.hop = os.getenv("EGRESS_HOP") or ("%s:%d"):format(host_in_uri(), settings.port)

--- Seconds of a slot of the trunks' history.
settings.history_slot = whole("EGRESS_HISTORY_SLOT_S", 300)

--- Milliseconds that another node may be silent before a call that was handed over goes on elsewhere.
settings.hop_silence = 1000

--- Milliseconds that it may take to have it answered. That node keeps time itself: this is for one that died.
settings.hop_patience = settings.trying + LONGEST_RINGING

--- Seconds that a call may last; one whose BYE was lost counts for so long.
settings.longest = whole("EGRESS_CALL_MAX_S", 14400)

--- Seconds after which nobody can wait for an answer any more.
settings.longest_unanswered = math.ceil((settings.trying + LONGEST_RINGING) / 1000)

--- Kamailio's text of one of this node's sockets.
function settings.socket(transport, port) return ("%s:%s:%d"):format(transport, host_in_uri(), port) end

local own_places = {}
for _, place in ipairs {
  ("%s:%d"):format(host_in_uri(), settings.port),
  ("%s:%d"):format(host_in_uri(), settings.sips_port),
  ("%s:%d"):format(settings.advertised_host, settings.advertised_port),
  ("%s:%d"):format(settings.advertised_host, settings.sips_port),
} do
  own_places[place] = true
end

--- Whether a Record-Route with this host and port is of this node, and not of another one.
function settings.is_own(host, port) return own_places[("%s:%s"):format(host, port)] == true end

local TRANSPORT_PARAM = { udp = "", tcp = ";transport=tcp", tls = ";transport=tls" }

--- Host and port by which carriers know this node.
local function advertised(transport)
  if transport == "tls" then return settings.advertised_host, settings.sips_port end
  return settings.advertised_host, settings.advertised_port
end

--- Where carriers meet this node, and from where its calls come: `{{transport, host, port}, …}`, IPv6 in brackets.
function settings.addresses()
  local addresses = {}
  for at, transport in ipairs { "udp", "tcp", "tls" } do
    local host, port = advertised(transport)
    addresses[at] = { transport = transport, host = host, port = port }
  end
  return addresses
end

--- This node's own address for requests of a carrier, an addr-spec.
function settings.contact_uri(user, transport)
  local host, port = advertised(transport)
  return ("sip:%s@%s:%d%s"):format(user, host, port, TRANSPORT_PARAM[transport])
end

--- The same as a Record-Route value, for requests of the carrier.
function settings.record_route(transport, param)
  local host, port = advertised(transport)
  return ("<sip:%s:%d%s;lr;%s>"):format(host, port, TRANSPORT_PARAM[transport], param)
end

--- For requests of the agent, which stay inside.
function settings.inner_route(transport, param)
  local port = transport == "tls" and settings.sips_port or settings.port
  return ("<sip:%s:%d%s;lr;%s>"):format(host_in_uri(), port, TRANSPORT_PARAM[transport], param)
end

--- The same as a Contact value.
-- @param trunk the row, as far as it is known: a registered trunk is met under the name that it registered
function settings.contact(transport, trunk)
  local registers = trunk and trunk.auth and trunk.auth.method == "registration"
  return "<" .. settings.contact_uri(registers and trunk.auth.identity or "egress", transport) .. ">"
end

return settings
