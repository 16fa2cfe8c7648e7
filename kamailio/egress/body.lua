-- Takes: a message's body and its Content-Type
-- Leaves: the SDP in it, and the body with another SDP in its place; other parts of a multipart body (RFC 5621) stay
-- Refuses: (nil) bodies without SDP

local body = {}

local SDP = "application/sdp"

local function media_type(content_type) return (content_type:match("^%s*([^;%s]+)") or ""):lower() end

local function boundary_of(content_type)
  for name, value in content_type:gmatch(";%s*([%w-]+)%s*=%s*([^;]*)") do
    if name:lower() == "boundary" then return value:match('^"([^"]*)"') or value:match("^([^%s]+)") end
  end
end

-- Where the first SDP part's text stands.
local function part_of(text, boundary)
  local delimiter = "\r\n--" .. boundary
  local padded = "\r\n" .. text
  local _, at = padded:find(delimiter, 1, true)
  while at do
    local next_at, next_end = padded:find(delimiter, at + 1, true)
    local _, head_end = padded:find("\r\n\r\n", at + 1, true)
    if not next_at or not head_end or head_end >= next_at then return nil end
    local head = padded:sub(at + 1, head_end):lower()
    local type = head:match("\ncontent%-type%s*:%s*([^\r]*)") or head:match("\nc%s*:%s*([^\r]*)")
    -- Two characters of padding stand before the text.
    if type and media_type(type) == SDP then return head_end - 1, next_at - 3 end
    at = next_end
  end
end

--- @return where the SDP begins and where it ends
local function place(text, content_type)
  local type = media_type(content_type)
  if type == SDP then return 1, #text end
  local boundary = type:match("^multipart/") and boundary_of(content_type)
  if boundary and boundary ~= "" then return part_of(text, boundary) end
end

--- @return the SDP, and `with(other)`, which gives the body with another SDP; or nil
function body.sdp(text, content_type)
  if not text or text == "" or not content_type then return nil end
  local first, last = place(text, content_type)
  if not first or last < first then return nil end
  return text:sub(first, last), function(other) return text:sub(1, first - 1) .. other .. text:sub(last + 1) end
end

return body
