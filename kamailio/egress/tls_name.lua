-- Takes: the names in a certificate's subjectAltName, the host that a trunk is to be reached at
-- Leaves: whether the certificate is one of that host (RFC 9525, RFC 5922 §7.1)
-- Refuses: the common name of the subject, which RFC 9525 has done away with

local ip = require "egress.ip"

local tls_name = {}

local function plain(name) return (name:lower():gsub("%.$", "")) end

-- A wildcard is the whole left-most label, stands for exactly one label, and has at least two labels behind it.
local function covers(pattern, host)
  pattern = plain(pattern)
  if pattern == host then return not pattern:find("*", 1, true) end
  local suffix = pattern:match("^%*(%.[^*]+%.[^*]+)$")
  return suffix ~= nil and host:match("^[^.]+(%..+)$") == suffix
end

local function is_same_address(text, bytes)
  local other = ip.parse(text)
  return other ~= nil and ip.text(other) == ip.text(bytes)
end

--- @param names `{dns = {…}, ips = {…}, uris = {…}}`
-- @param host a DNS name, IPv4, or IPv6 in brackets
function tls_name.fits(names, host)
  local bytes = ip.parse((host:gsub("[%[%]]", "")))
  if bytes then
    for _, text in ipairs(names.ips) do
      if is_same_address(text, bytes) then return true end
    end
    return false
  end
  host = plain(host)
  for _, pattern in ipairs(names.dns) do
    if covers(pattern, host) then return true end
  end
  for _, uri in ipairs(names.uris) do
    local scheme, domain = uri:match("^(%a+):([^@;?]+)$")
    if scheme and (scheme:lower() == "sip" or scheme:lower() == "sips") and plain(domain) == host then
      return true
    end
  end
  return false
end

return tls_name
