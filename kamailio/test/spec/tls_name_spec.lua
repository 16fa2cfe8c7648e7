local tls_name = require "egress.tls_name"

local function names(dns, ips, uris) return { dns = dns or {}, ips = ips or {}, uris = uris or {} } end

describe("a certificate", function()
  local CASES = {
    -- host, dNSNames, iPAddresses, URIs, whether it fits
    { "sip.acme.example", { "sip.acme.example" }, nil, nil, true },
    { "sip.acme.example", { "SIP.Acme.Example" }, nil, nil, true },
    { "sip.acme.example", { "sip.acme.example." }, nil, nil, true },
    { "sip.acme.example", { "other.example", "sip.acme.example" }, nil, nil, true },
    { "sip.acme.example", { "other.example" }, nil, nil, false },
    { "sip.acme.example", { "acme.example" }, nil, nil, false },
    { "acme.example", { "sip.acme.example" }, nil, nil, false },
    { "sip.acme.example", {}, nil, nil, false },
    { "sip.acme.example", { "" }, nil, nil, false },
    { "sip.acme.example", { "*.acme.example" }, nil, nil, true },
    { "acme.example", { "*.acme.example" }, nil, nil, false },
    { "a.sip.acme.example", { "*.acme.example" }, nil, nil, false },
    { "sip.acme.example", { "*.sip.acme.example" }, nil, nil, false },
    { "sip.acme.example", { "s*.acme.example" }, nil, nil, false },
    { "sip.acme.example", { "*p.acme.example" }, nil, nil, false },
    { "sip.acme.example", { "sip.*.example" }, nil, nil, false },
    { "sip.acme.example", { "*.*.example" }, nil, nil, false },
    { "acme.example", { "*.example" }, nil, nil, false },
    { "example", { "*" }, nil, nil, false },
    { "*.acme.example", { "*.acme.example" }, nil, nil, false },
    { "sipxacme.example", { "sip.acme.example" }, nil, nil, false },
    { "192.0.2.1", nil, { "192.0.2.1" }, nil, true },
    { "192.0.2.1", nil, { "192.0.2.2" }, nil, false },
    { "192.0.2.1", { "192.0.2.1" }, nil, nil, false },
    { "192.0.2.1", { "*.0.2.1" }, nil, nil, false },
    { "[2001:db8::1]", nil, { "2001:db8:0:0:0:0:0:1" }, nil, true },
    { "[2001:db8::1]", nil, { "2001:db8::2" }, nil, false },
    { "sip.acme.example", nil, { "192.0.2.1" }, nil, false },
    { "acme.example", nil, nil, { "sip:acme.example" }, true },
    { "acme.example", nil, nil, { "SIPS:Acme.example" }, true },
    { "acme.example", nil, nil, { "sip:alice@acme.example" }, false },
    { "acme.example", nil, nil, { "https:acme.example" }, false },
    { "sip.acme.example", nil, nil, { "sip:*.acme.example" }, false },
  }
  for _, case in ipairs(CASES) do
    local host, dns, ips, uris, fits = case[1], case[2], case[3], case[4], case[5]
    local has = table.concat(dns or {}, " ") .. table.concat(ips or {}, " ") .. table.concat(uris or {}, " ")
    it(
      ("for '%s' %s for %s"):format(has, fits and "is good" or "is no good", host),
      function() assert.equal(fits, tls_name.fits(names(dns, ips, uris), host)) end
    )
  end
end)
