-- Takes: what is known of the request at hand
-- Leaves: the same in its transaction, for branch, reply and failure routes
-- Refuses: nothing; without a transaction of ours there is none (nil)

local cjson = require "cjson.safe"
local headers = require "egress.headers"
local via = require "egress.via"

local call = {}

local HELD = "$avp(egress_call)"
local HELD_ONCE = "$(avp(egress_call)[*])"

-- The branch route comes in the same process, right after its request was saved.
local latest, latest_text

function call.save(state)
  latest, latest_text = state, cjson.encode(state)
  KSR.pv.sets(HELD_ONCE, latest_text)
end

function call.load()
  local text = KSR.pv.get(HELD)
  return text and cjson.decode(text)
end

--- The same for who does not change it.
function call.read()
  local text = KSR.pv.get(HELD)
  if text and text == latest_text then return latest end
  return text and cjson.decode(text)
end

--- What every request keeps so that its replies look to the sender as if it had never been changed.
function call.begun()
  return {
    from = headers.get("From"),
    to = headers.get("To"),
    cseq = headers.get("CSeq"),
    via = via.received(headers.all("Via"), KSR.kx.get_srcip(), KSR.kx.get_srcport()),
    transport_in = KSR.kx.get_proto(),
  }
end

return call
