-- Takes: the TCP or TLS connection that the message at hand came by, if it did
-- Leaves: connections of agents and carriers open for as long as a call may be silent; others end soon
-- Refuses: nothing

local connection = {}

local LIFETIME = 3605 -- s; kamailio.cfg gives new ones less

local function is_a_stream() return KSR.kx.get_proto() ~= "udp" end

--- For who is known or has proven itself.
function connection.keep()
  if is_a_stream() then KSR.tcpops.tcp_set_connection_lifetime(LIFETIME) end
end

--- For strangers.
function connection.drop()
  if is_a_stream() then KSR.tcpops.tcp_close_connection() end
end

return connection
