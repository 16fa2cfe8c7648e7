-- Takes: certificates, as LuaSec reads them
-- Leaves: the names in them; where the CAs are that vouch for them
-- Refuses: (nil) what is no certificate; everything on a node without LuaSec

local present, ssl = pcall(require, "ssl")

local certificate = {}

local SUBJECT_ALT_NAME = "2.5.29.17"
local SYSTEM_CAS = "/etc/ssl/certs"
local NODE_CA_FILE = os.getenv("EGRESS_CARRIER_CA_FILE") or ""

certificate.MISSING = "this node has no LuaSec (Debian's lua-sec), which checks certificates"

--- LuaSec itself, nil without it.
certificate.library = present and ssl or nil

--- What stands in the subjectAltName: `{dns, ips, uris}`, each a list of texts.
function certificate.names(x509)
  local found = x509:extensions()[SUBJECT_ALT_NAME] or {}
  return { dns = found.dNSName or {}, ips = found.iPAddress or {}, uris = found.uniformResourceIdentifier or {} }
end

--- @param pem one certificate
function certificate.names_in(pem)
  if not certificate.library or not pem:find("^%-%-%-%-%-BEGIN CERTIFICATE") then return nil end
  local x509 = certificate.library.loadcertificate(pem)
  return x509 and certificate.names(x509)
end

--- The CAs that vouch for the carriers of trunks without CAs of their own: `{file}` or `{path}`.
function certificate.node_cas() return NODE_CA_FILE ~= "" and { file = NODE_CA_FILE } or { path = SYSTEM_CAS } end

return certificate
