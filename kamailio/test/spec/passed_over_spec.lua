local passed_over = require "egress.passed_over"

describe("a call that no trunk can take", function()
  local function hears(reason, ...) assert.equal(reason, passed_over.reason({ ... })) end

  it("is not acceptable only if its codecs are what every trunk lacks", function()
    hears("codec-mismatch", "codec-mismatch", "codec-mismatch")
    hears("trunk-not-ready", "codec-mismatch", "trunk-not-ready")
    hears("trunk-not-ready", "codec-mismatch", "no-trunk")
  end)

  it("hears of a cap before all else: a little later it may get through", function()
    hears("cap-reached", "cap-reached")
    hears("cap-reached", "trunk-not-ready", "codec-mismatch", "cap-reached")
  end)

  it("hears that there is no trunk when all are gone", function()
    hears("no-trunk", "no-trunk", "no-trunk")
    hears("trunk-not-ready", "no-trunk", "trunk-not-ready")
  end)
end)
