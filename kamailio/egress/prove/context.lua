-- Takes: an identity in PEM, certificate chain and private key, CAs; each may be missing
-- Leaves: what LuaSec makes handshakes with
-- Refuses: (nil and why, for the row that it came from) what OpenSSL can't use

local certificate = require "egress.certificate"
local keys = require "egress.keys"

local context = {}

-- The beginnings of LuaSec's sentences; what follows is OpenSSL's own and helps nobody.
local REASONS = {
  { "error loading private key", "auth.certificate holds no private key that can be read" },
  { "error loading certificate", "auth.certificate holds no certificate that can be read" },
  {
    "private key does not match",
    "auth.certificate holds a certificate and a private key that don't belong together",
  },
  { "error loading CA locations", "tlsCa holds no certificate that can be read" },
}

local function reason_of(problem)
  for _, entry in ipairs(REASONS) do
    if tostring(problem):find(entry[1], 1, true) == 1 then return entry[2] end
  end
  return "its TLS identity can't be used: " .. tostring(problem)
end

--- @param identity `certificate` and `ca`, PEM
-- @param prefix of the files' names, the process's own
-- @return the context, or nil and why
function context.new(identity, prefix)
  if not certificate.library then return nil, certificate.MISSING end
  -- OpenSSL would ask for the passphrase on the terminal.
  if identity.certificate and identity.certificate:find("ENCRYPTED", 1, true) then
    return nil, "auth.certificate holds a private key with a passphrase"
  end
  local own, ca = prefix .. ".pem", prefix .. ".ca"
  local made, problem = keys.with({ [own] = identity.certificate, [ca] = identity.ca }, function(paths)
    local node = certificate.node_cas()
    return certificate.library.newcontext {
      mode = "client",
      protocol = "any",
      options = { "no_sslv2", "no_sslv3", "no_tlsv1", "no_tlsv1_1" },
      certificate = paths[own],
      key = paths[own],
      cafile = paths[ca] or node.file,
      capath = not paths[ca] and node.path or nil,
      -- The handshake goes on, so that all there is to say can be said.
      verify = "peer",
      verifyext = "lsec_continue",
      depth = 9,
    }
  end)
  if not made then return nil, reason_of(problem) end
  return made
end

return context
