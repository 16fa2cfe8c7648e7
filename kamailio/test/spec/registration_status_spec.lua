local status = require "egress.registration.status"

describe("a registration's status", function()
  local function render(members)
    local record = { revision = 42, state = "registering", tries = 1, changedAt = 1763900000 }
    for name, value in pairs(members) do
      record[name] = value
    end
    return status.render("proxy-1", record)
  end

  it(
    "is the contract's text",
    function()
      assert.equal(
        '{"node":"proxy-1","revision":42,"state":"registered","until":1763900600000,"code":200,"reason":"OK",'
          .. '"nextAt":1763900300000,"tries":0,"changedAt":1763900000000}',
        render {
          state = "registered",
          boundUntil = 1763900600,
          code = 200,
          reason = "OK",
          nextAt = 1763900300,
          tries = 0,
        }
      )
    end
  )

  it("leaves out what is not known or not to come", function()
    assert.equal(
      '{"node":"proxy-1","revision":42,"state":"registering","nextAt":1763900000500,"tries":1,'
        .. '"changedAt":1763900000000}',
      render { nextAt = 1763900000.5 }
    )
    assert.equal(
      '{"node":"proxy-1","revision":42,"state":"rejected","code":403,"reason":"\\"No\\"","tries":3,'
        .. '"changedAt":1763900000000}',
      render { state = "rejected", code = 403, reason = '"No"', tries = 3 }
    )
    assert.is_nil(render({ state = "failing", boundUntil = 1763900600 }):find("until", 1, true))
  end)

  it("has an entry in the log for each change", function()
    assert.equal(
      '{"node":"proxy-1","at":1763900000500,"state":"registering"}',
      status.change("proxy-1", { state = "registering" }, 1763900000.5)
    )
    assert.equal(
      '{"node":"proxy-1","at":1763900000000,"state":"failing","code":503,"reason":"\\"Busy\\""}',
      status.change("proxy-1", { state = "failing", code = 503, reason = '"Busy"' }, 1763900000)
    )
  end)

  it("says why calls can't use the trunk, and nothing while it is registered", function()
    assert.equal("is being registered", status.not_ready(false, 5))
    assert.equal("is being registered", status.not_ready({}, 5))
    assert.equal("is not registered: 403 Forbidden", status.not_ready({ code = 403, reason = "Forbidden" }, 5))
    assert.equal(
      "is not registered: 408 Request Timeout",
      status.not_ready({ code = 408, reason = "Request Timeout", boundUntil = 4 }, 5)
    )
    assert.equal("is being registered", status.not_ready({ code = 200, reason = "OK", boundUntil = 4 }, 5))
    assert.is_nil(status.not_ready({ code = 503, reason = "Busy", boundUntil = 6 }, 5))
  end)
end)
