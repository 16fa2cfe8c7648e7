-- Takes: what has to be known of a call when a later request of it comes, keys, three crypto functions
-- Leaves: a Record-Route parameter that holds it, so that a call outlives this process and any node can serve it
-- Refuses: (nil) tokens that this product did not make for this very dialog

local token = {}

token.PARAM = "eg"

local MAC = 22 -- base64url characters: 132 bits

local FIELDS = {
  "contact",
  "source",
  "agent_from",
  "agent_to",
  "carrier_from",
  "carrier_to",
  "carrier_address",
  "via",
  "routes",
  "transport_in",
  "offered",
}

local function base64url(text) return (text:gsub("[+/=]", { ["+"] = "-", ["/"] = "_", ["="] = "" })) end

local function base64(text)
  text = text:gsub("[-_]", { ["-"] = "+", ["_"] = "/" })
  return text .. ("="):rep(-#text % 4)
end

--- @param keys what egress.sealed.keys gives
-- @param crypto `hmac`, `encrypt`, `decrypt` of egress.crypto
function token.new(keys, crypto)
  local tokens = {}

  local function mac(id, call_id, tag, signed)
    return crypto.hmac(call_id .. "\n" .. tag .. "\n" .. signed, keys.mac[id]):sub(1, MAC)
  end

  --- @param call `trunk` (ID), `transport`, `first` (the CSeq number of the INVITE), `attempt`, and as texts the other
  --   FIELDS, of which any may be missing
  function tokens.make(call, call_id, tag)
    local id, parts = keys.active, {}
    for at, field in ipairs(FIELDS) do
      parts[at] = call[field] or ""
    end
    local body = crypto.encrypt(table.concat(parts, "\n"), keys.encrypt[id])
    if not body then return nil end
    local signed = ("%s.%.0f.%.0f.%s.%s.%s"):format(
      id,
      call.first,
      call.attempt,
      call.transport,
      call.trunk,
      base64url(body)
    )
    return signed .. "." .. mac(id, call_id, tag, signed)
  end

  --- @param text the parameter's value
  -- @return what `make` was given, and who sends a request with these tags: "agent" or "carrier"
  function tokens.read(text, call_id, from_tag, to_tag)
    local signed, given = text:match("^(.+)%.([%w_-]+)$")
    if not signed then return nil end
    local id, first, attempt, transport, trunk, body =
      signed:match("^([a-z0-9]+)%.(%d+)%.(%d+)%.(%l+)%.([a-z0-9_-]+)%.([%w_-]+)$")
    if not id or not keys.mac[id] then return nil end
    local sender
    if mac(id, call_id, from_tag, signed) == given then
      sender = "agent"
    elseif mac(id, call_id, to_tag, signed) == given then
      sender = "carrier"
    else
      return nil
    end
    local clear = crypto.decrypt(base64(body), keys.encrypt[id])
    if not clear then return nil end
    local call = { trunk = trunk, transport = transport, first = tonumber(first), attempt = tonumber(attempt) }
    local at = 0
    for part in (clear .. "\n"):gmatch("([^\n]*)\n") do
      at = at + 1
      if FIELDS[at] and part ~= "" then call[FIELDS[at]] = part end
    end
    return call, sender
  end

  return tokens
end

--- The parameter's value in a Route or Record-Route header value.
function token.find(header) return header:match(";%s*" .. token.PARAM .. "=([%w._-]+)") end

return token
