local verdict = require "egress.prove.verdict"

local HOST = "sip.acme.example"

local function outcome(members)
  local one = {
    verified = true,
    problems = {},
    names = { dns = { HOST }, ips = {}, uris = {} },
    not_before = "Jan  1 00:00:00 2026 GMT",
    not_after = "Feb  1 00:00:00 2026 GMT",
  }
  for name, value in pairs(members or {}) do
    one[name] = value
  end
  return one
end

local function bad(problems) return outcome({ verified = false, problems = problems }) end

describe("a handshake with a carrier's address", function()
  it("has no fault when chain and name are right", function() assert.is_nil(verdict.reason(outcome(), HOST)) end)

  local CASES = {
    {
      bad({ { "unable to get local issuer certificate", "unable to verify the first certificate" } }),
      "shows a certificate that no trusted CA has signed",
    },
    {
      bad({ [2] = { "self-signed certificate in certificate chain" } }),
      "shows a certificate that no trusted CA has signed",
    },
    { bad({ { "certificate has expired" } }), "shows a certificate that expired on Feb  1 00:00:00 2026 GMT" },
    { bad({ [2] = { "certificate has expired" } }), "shows a certificate whose CA's own certificate has expired" },
    {
      bad({ { "certificate is not yet valid" } }),
      "shows a certificate that is good only from Jan  1 00:00:00 2026 GMT",
    },
    {
      bad({ [3] = { "certificate is not yet valid" } }),
      "shows a certificate whose CA's own certificate is not good yet",
    },
    {
      bad({ { "EE certificate key too weak" } }),
      "shows a certificate that can't be verified (EE certificate key too weak)",
    },
    { bad({}), "shows a certificate that can't be verified" },
    {
      outcome({ names = { dns = { "other.example" }, ips = {}, uris = {} } }),
      "shows a certificate for other.example, not for sip.acme.example",
    },
    {
      outcome({ names = { dns = { "a.example", "b.example" }, ips = { "192.0.2.1" }, uris = { "sip:c.example" } } }),
      "shows a certificate for a.example, b.example, 192.0.2.1 and 1 more, not for sip.acme.example",
    },
    {
      outcome({ names = { dns = {}, ips = {}, uris = {} } }),
      "shows a certificate without a name, not for sip.acme.example",
    },
    {
      outcome({ names = { dns = { "evil\r\n\0.example" }, ips = {}, uris = {} } }),
      "shows a certificate for evil???.example, not for sip.acme.example",
    },
  }
  for _, case in ipairs(CASES) do
    it(case[2], function() assert.equal(case[2], verdict.reason(case[1], HOST)) end)
  end
end)
