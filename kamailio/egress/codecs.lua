-- Takes: the agent's SDP offer (RFC 3264, RFC 4566), the trunk's codecs in the order of preference
-- Leaves: the offer with these codecs alone, in this order; telephone-event and comfort noise stay behind them
-- Refuses: (nil) an offer of which no audio codec is left

local codecs = {}

-- RFC 3551 §6: static payload types need no rtpmap.
local STATIC = {
  ["0"] = "pcmu/8000",
  ["3"] = "gsm/8000",
  ["4"] = "g723/8000",
  ["5"] = "dvi4/8000",
  ["6"] = "dvi4/16000",
  ["7"] = "lpc/8000",
  ["8"] = "pcma/8000",
  ["9"] = "g722/8000",
  ["10"] = "l16/44100",
  ["11"] = "l16/44100",
  ["12"] = "qcelp/8000",
  ["13"] = "cn/8000",
  ["15"] = "g728/8000",
  ["16"] = "dvi4/11025",
  ["17"] = "dvi4/22050",
  ["18"] = "g729/8000",
}

-- They go along with whatever codec is chosen.
local COMPANIONS = { ["telephone-event"] = true, cn = true }

local OF_A_TYPE = { rtpmap = true, fmtp = true, ["rtcp-fb"] = true }

local function lines_of(sdp)
  local lines = {}
  for line in (sdp .. "\n"):gmatch("(.-)\r?\n") do
    if line ~= "" then lines[#lines + 1] = line end
  end
  return lines
end

-- The session part first, then one section for each m= line.
local function sections_of(lines)
  local sections = { {} }
  for _, line in ipairs(lines) do
    if line:match("^m=") then sections[#sections + 1] = {} end
    table.insert(sections[#sections], line)
  end
  return sections
end

local function encoding(text)
  local name, clock = text:match("^([^/%s]+)/?(%d*)")
  return name and { name = name:lower(), clock = clock }
end

local static = {}
for type, text in pairs(STATIC) do
  static[type] = encoding(text)
end
local OF_STATIC_TYPES = { __index = static }

-- Payload type → `{name, clock}`.
local function encodings_of(section)
  local encodings = {}
  for _, line in ipairs(section) do
    local type, text = line:match("^a=rtpmap:%s*(%d+)%s+(%S+)")
    if type then encodings[type] = encoding(text) end
  end
  return setmetatable(encodings, OF_STATIC_TYPES)
end

-- Those at the clock rate of a codec that is kept (RFC 4733 §2.1); all when no rate fits.
local function companions_of(kept, offered, encodings)
  local rates, fitting, all = {}, {}, {}
  for _, type in ipairs(kept) do
    rates[encodings[type].clock] = true
  end
  for _, type in ipairs(offered) do
    local known = encodings[type]
    if known and COMPANIONS[known.name] then
      all[#all + 1] = type
      if rates[known.clock] then fitting[#fitting + 1] = type end
    end
  end
  return #fitting > 0 and fitting or all
end

local function types_kept(offered, encodings, preferred)
  local kept = {}
  for _, codec in ipairs(preferred) do
    for _, type in ipairs(offered) do
      if encodings[type] and encodings[type].name == codec:lower() then kept[#kept + 1] = type end
    end
  end
  if #kept == 0 then return nil end
  for _, type in ipairs(companions_of(kept, offered, encodings)) do
    kept[#kept + 1] = type
  end
  return kept
end

local function types_of(formats)
  local types, seen = {}, {}
  for type in formats:gmatch("%S+") do
    if not seen[type] then types[#types + 1] = type end
    seen[type] = true
  end
  return types
end

local function is_closed(section) return section[1]:match("^m=%S+%s+0%f[%s/]") ~= nil end

local function cut_audio(section, preferred)
  local start, formats = section[1]:match("^(m=audio%s+%S+%s+%S+)%s+(.+)$")
  if not start then return nil end
  local kept = types_kept(types_of(formats), encodings_of(section), preferred)
  if not kept then return nil end
  local stays = {}
  for _, type in ipairs(kept) do
    stays[type] = true
  end
  local cut = { start .. " " .. table.concat(kept, " ") }
  for at = 2, #section do
    local attribute, type = section[at]:match("^a=([%w-]+):%s*(%d+)")
    if not OF_A_TYPE[attribute] or stays[type] then cut[#cut + 1] = section[at] end
  end
  return cut
end

-- RFC 3264 §6: port 0 declines a stream and keeps its place.
local function declined(section)
  local cut = { (section[1]:gsub("^(m=%S+%s+)%d+/?%d*", "%10", 1)) }
  for at = 2, #section do
    if section[at] ~= "a=bundle-only" then cut[#cut + 1] = section[at] end
  end
  return cut
end

local function mid_of(section)
  for _, line in ipairs(section) do
    local mid = line:match("^a=mid:%s*(%S+)")
    if mid then return mid end
  end
end

-- A declined stream is in no group any more (RFC 8843 §7.2.1, RFC 5888 §9.1).
local function without(session, gone)
  local out = {}
  for _, line in ipairs(session) do
    local start, mids = line:match("^(a=group:%S+)(.*)$")
    local left = start
    for mid in (mids or ""):gmatch("%S+") do
      if not gone[mid] then left = left .. " " .. mid end
    end
    if not start then
      out[#out + 1] = line
    elseif left ~= start then
      out[#out + 1] = left
    end
  end
  return out
end

--- @param preferred RTP encoding names, any case
-- @return the SDP to send, or nil
function codecs.cut(sdp, preferred)
  local sections = sections_of(lines_of(sdp))
  local open, kept, gone = 0, 0, {}
  for at = 2, #sections do
    local section = sections[at]
    if not is_closed(section) then
      local cut = cut_audio(section, preferred)
      if cut then
        kept = kept + 1
      else
        gone[mid_of(section) or 0] = true
      end
      sections[at], open = cut or declined(section), open + 1
    end
  end
  -- An offer that closes all its streams (RFC 3264 §8.2) has nothing to be cut.
  if #sections == 1 or (open > 0 and kept == 0) then return nil end
  if next(gone) then sections[1] = without(sections[1], gone) end
  local out = {}
  for _, section in ipairs(sections) do
    out[#out + 1] = table.concat(section, "\r\n")
  end
  return table.concat(out, "\r\n") .. "\r\n"
end

return codecs
