-- Takes: why each trunk of a call was passed over
-- Leaves: the one reason that the agent hears
-- Refuses: nothing

local passed_over = {}

-- What may be over a little later comes first.
local FIRST = { "cap-reached", "trunk-not-ready", "draining" }

--- @param reasons a list of "no-trunk", "codec-mismatch", "trunk-not-ready", "cap-reached", "draining"
function passed_over.reason(reasons)
  local given, codec_alone = {}, #reasons > 0
  for _, reason in ipairs(reasons) do
    given[reason] = true
    codec_alone = codec_alone and reason == "codec-mismatch"
  end
  if codec_alone then return "codec-mismatch" end
  for _, reason in ipairs(FIRST) do
    if given[reason] then return reason end
  end
  -- Some trunks are gone: a change of the offer alone would not help for certain.
  return given["codec-mismatch"] and "trunk-not-ready" or "no-trunk"
end

return passed_over
