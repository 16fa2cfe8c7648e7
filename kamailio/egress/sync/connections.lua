-- Takes: Kamailio's connections
-- Leaves: those over TLS with the local port that they are at, and the end of one
-- Refuses: nothing; when Kamailio does not say, there is none

local cjson = require "cjson.safe"

local connections = {}

--- @return whether it was done, and the result's JSON text or the reason
function connections.rpc(method)
  KSR.jsonrpcs.exec(('{"jsonrpc":"2.0","method":"%s","id":1}'):format(method))
  local body = KSR.pv.get("$jsonrpl(body)")
  return tostring(KSR.pv.get("$jsonrpl(code)")) == "200", body
end

--- `{{id, port}, …}`
function connections.list()
  local fine, body = connections.rpc("core.tcp_list")
  local said = fine and cjson.decode(body or "") or {}
  local list = {}
  for _, entry in ipairs(type(said.result) == "table" and said.result or {}) do
    if entry.type == "TLS" then list[#list + 1] = { id = entry.id, port = entry.dst_port } end
  end
  return list
end

function connections.close(id) KSR.tcpops.tcp_close_connection_id(id) end

return connections
