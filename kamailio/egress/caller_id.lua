-- Takes: the trunk's caller-ID mode, the agent's wish, the base number, the agent's From
-- Leaves: who calls, as the carrier shall see it
-- Refuses: nothing: wishes have been checked, what is in rows is safe on the wire

local caller_id = {}

-- RFC 3261 §25.1, the characters of a user part. What is not made of them can't be passed through.
local USER = "^[%w%-_.!~*'()&=+$,;?/%%]+$"

local function is_anonymous(from)
  return not from.user or not from.user:match(USER) or from.user:lower() == "anonymous"
    or (from.host or ""):lower() == "anonymous.invalid"
end

--- @param trunk the decoded row
-- @param wanted X-Caller-Id in its one form, or nil; it wins over the trunk's mode
-- @param base the call's base number
-- @param from `{display, user, host}` of the agent's From
-- @return `{from, identity, privacy}`: the From value without tag, the value of P-Asserted-Identity (RFC 3325), and
--   whether `Privacy: id` (RFC 3323) is asked for
function caller_id.of(trunk, wanted, base, from)
  local function at_trunk(user) return ("<sip:%s@%s>"):format(user, trunk.host) end
  local mode = trunk.callerId.mode
  local user, display
  if wanted then user = wanted
  elseif mode == "base_number" then user = base
  elseif mode == "override" then user = trunk.callerId.value
  elseif is_anonymous(from) then
    -- RFC 3323 §4.1.1.3: the network may still know who it was.
    return { from = '"Anonymous" <sip:anonymous@anonymous.invalid>', identity = at_trunk(base), privacy = true }
  else
    user, display = from.user, from.display
  end
  return {
    from = (display and display .. " " or "") .. at_trunk(user),
    identity = at_trunk(user),
    privacy = false,
  }
end

return caller_id
