local outcome = require "egress.outcome"

-- The page's sentence, written once more: 3xx, 401, 403, 407, 408, 5xx say something about the carrier.
local OF_THE_CARRIER = {}
for status = 300, 399 do
  OF_THE_CARRIER[status] = true
end
for status = 500, 599 do
  OF_THE_CARRIER[status] = true
end
for _, status in ipairs { 401, 403, 407, 408 } do
  OF_THE_CARRIER[status] = true
end

local function each_status(check)
  for status = 300, 699 do
    check(status)
  end
end

describe("an attempt that ends with an answer from 300 to 699", function()
  it("is followed by the next one if the answer is the carrier's and it has not rung", function()
    each_status(
      function(status)
        assert.equal(OF_THE_CARRIER[status] and "next" or "pass", outcome.of { status = status }, status)
      end
    )
  end)

  it("is the last one when it has rung", function()
    each_status(
      function(status)
        assert.equal(
          OF_THE_CARRIER[status] and "stop" or "pass",
          outcome.of { status = status, rang = true },
          status
        )
      end
    )
  end)

  it("is nobody's concern when the agent has cancelled", function()
    each_status(function(status)
      assert.equal("end", outcome.of { status = status, cancelled = true }, status)
      assert.equal("end", outcome.of { status = status, cancelled = true, rang = true }, status)
    end)
  end)
end)

describe("an attempt that ends in silence", function()
  it("is followed by the next one unless it has rung", function()
    assert.equal("next", outcome.of { status = 408, silent = true })
    assert.equal("stop", outcome.of { status = 408, silent = true, rang = true })
    assert.equal("end", outcome.of { status = 408, silent = true, cancelled = true })
  end)
end)

describe("the agent", function()
  it("gets the last answer that a carrier gave; redirections, challenges and 403 become 503", function()
    each_status(function(status)
      local hidden = status < 400 or status == 401 or status == 403 or status == 407
      local answer = outcome.answer({ status = status, phrase = "As Told" }, true)
      assert.equal(hidden and 503 or status, answer.status)
      assert.equal(hidden and "Service Unavailable" or "As Told", answer.phrase)
    end)
  end)

  it("gets 408 when there was only silence, 503 when nothing could be sent", function()
    assert.same({ status = 408, phrase = "Request Timeout" }, outcome.answer(nil, true))
    assert.same({ status = 503, phrase = "Service Unavailable" }, outcome.answer(nil, false))
  end)
end)
