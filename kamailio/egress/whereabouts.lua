-- Takes: the Contact of an agent in each request or answer that may change it in mid-call (RFC 3261 §12.2, RFC 3311 §5)
-- Leaves: where the carrier's requests of the call go; a route set can't be changed in mid-call, hence nor can our
--   Record-Route, which holds the Contact that the call began with
-- Refuses: nothing; after a restart it is that first Contact again

local headers = require "egress.headers"
local memory = require "egress.sync.memory"
local uri = require "egress.uri"

local whereabouts = {}

local TABLE = "contact"
local REFRESH = { INVITE = true, UPDATE = true }

local function key(call_id, agents_tag) return call_id .. "|" .. agents_tag end

--- The URI in the Contact of the message at hand, if it is of a method that may change it.
function whereabouts.said(method)
  local contact = REFRESH[method] and headers.get("Contact")
  return contact and (uri.name_addr(contact) or {}).uri
end

--- @param first what the call began with
function whereabouts.of(call_id, agents_tag, first) return memory.get(TABLE, key(call_id, agents_tag)) or first end

--- Once a change has been agreed to by a 2xx.
function whereabouts.put(call_id, agents_tag, contact, first)
  local at = key(call_id, agents_tag)
  local before = memory.get(TABLE, at)
  if contact == (before or first) then return end
  if contact == first then
    memory.remove(TABLE, at)
  else
    memory.put(TABLE, at, contact)
  end
end

return whereabouts
