-- Takes: what another node has to know to go on with a call, keys, an HMAC function
-- Leaves: a header value that says it and proves that a node of this product wrote it, for this very INVITE
-- Refuses: (nil) tickets of other INVITEs, altered ones, and those of more than half a minute ago or ahead

local ticket = {}

ticket.HEADER = "X-Egress-Hop"

local LASTS = 30 -- s

-- `source`: where the agent's requests come from, should its Contact lead nowhere; `transport_in`: by which transport.
local FIELDS = { "trunk", "base", "called", "wanted", "source", "transport_in" }

local function escaped(text)
  return (text:gsub("[^%w._:+*#-]", function(char) return ("%%%02X"):format(char:byte()) end))
end

local function unescaped(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

--- @param keys what egress.sealed.keys gives
-- @param hmac that of egress.crypto
function ticket.new(keys, hmac)
  local tickets = {}

  local function mac(id, invite, signed)
    return hmac(
      table.concat({
        invite.call_id,
        invite.tag,
        ("%.0f"):format(invite.number),
        invite.contact or "",
        invite.body or "",
        signed,
      }, "\n"),
      keys.hop[id]
    )
  end

  --- @param call FIELDS, of which `wanted` and `source` may be missing, and `attempt`: how many came before
  -- @param invite `call_id`, `tag` (the agent's), `number` (of its CSeq), `contact`, `body`
  -- @param now seconds since 1970
  function tickets.make(call, invite, now)
    local parts = { "k=" .. keys.active, ("t=%.0f"):format(now), ("a=%d"):format(call.attempt) }
    for _, field in ipairs(FIELDS) do
      if call[field] then parts[#parts + 1] = field .. "=" .. escaped(call[field]) end
    end
    local signed = table.concat(parts, ";")
    return signed .. ";mac=" .. mac(keys.active, invite, signed)
  end

  --- @return what `make` was given
  function tickets.read(text, invite, now)
    local signed, given = text:match("^(.*);mac=([%w_-]+)$")
    local id, time, attempt = (signed or ""):match("^k=([a-z0-9]+);t=(%d+);a=(%d+)")
    if not id or not keys.hop[id] or mac(id, invite, signed) ~= given then return nil end
    if math.abs(now - tonumber(time)) > LASTS then return nil end
    local call = { attempt = tonumber(attempt) }
    for name, value in signed:gmatch(";(%l[%l_]+)=([^;]*)") do
      call[name] = unescaped(value)
    end
    return call
  end

  return tickets
end

return ticket
