-- Takes: the agent's SDP offer (RFC 3264, RFC 4566), the trunk's codecs in the order of preference
-- Leaves: the offer with these codecs alone, in this order; telephone-event and comfort noise stay behind them
-- Refuses: (nil) an offer of which no audio codec is left

local codecs = {}

-- RFC 3551 §6: static payload types need no rtpmap.
local STATIC = {
  ["0"] = "pcmu", ["3"] = "gsm", ["4"] = "g723", ["5"] = "dvi4", ["6"] = "dvi4", ["7"] = "lpc", ["8"] = "pcma",
  ["9"] = "g722", ["10"] = "l16", ["11"] = "l16", ["12"] = "qcelp", ["13"] = "cn", ["15"] = "g728", ["16"] = "dvi4",
  ["17"] = "dvi4", ["18"] = "g729",
}

-- They go along with whatever codec is chosen.
local COMPANIONS = { ["telephone-event"] = true, cn = true }

local function lines_of(sdp)
  local lines = {}
  for line in (sdp:gsub("\r?\n$", "") .. "\n"):gmatch("(.-)\r?\n") do lines[#lines + 1] = line end
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

local function names_of(section)
  local names = {}
  for _, line in ipairs(section) do
    local type, name = line:match("^a=rtpmap:(%d+)%s+([^/%s]+)")
    if type then names[type] = name:lower() end
  end
  return setmetatable(names, { __index = STATIC })
end

local function types_kept(offered, names, preferred)
  local kept = {}
  for _, codec in ipairs(preferred) do
    for _, type in ipairs(offered) do
      if names[type] == codec:lower() then kept[#kept + 1] = type end
    end
  end
  if #kept == 0 then return nil end
  for _, type in ipairs(offered) do
    if COMPANIONS[names[type]] then kept[#kept + 1] = type end
  end
  return kept
end

local function cut_audio(section, preferred)
  local start, formats = section[1]:match("^(m=audio%s+%S+%s+%S+)%s+(.+)$")
  if not start then return nil end
  local offered = {}
  for type in formats:gmatch("%S+") do offered[#offered + 1] = type end
  local kept = types_kept(offered, names_of(section), preferred)
  if not kept then return nil end
  local stays = {}
  for _, type in ipairs(kept) do stays[type] = true end
  local cut = { start .. " " .. table.concat(kept, " ") }
  for at = 2, #section do
    local attribute, type = section[at]:match("^a=([%w-]+):(%d+)")
    local of_a_type = attribute == "rtpmap" or attribute == "fmtp" or attribute == "rtcp-fb"
    if not of_a_type or stays[type] then cut[#cut + 1] = section[at] end
  end
  return cut
end

-- RFC 3264 §6: port 0 declines a stream and keeps its place.
local function declined(section)
  local cut = { (section[1]:gsub("^(m=%S+%s+)%d+", "%10", 1)) }
  for at = 2, #section do cut[at] = section[at] end
  return cut
end

--- @param preferred RTP encoding names, any case
-- @return the SDP to send, or nil
function codecs.cut(sdp, preferred)
  local sections = sections_of(lines_of(sdp))
  local out, fits = {}, false
  for at, section in ipairs(sections) do
    local cut = section
    if at > 1 then
      cut = section[1]:match("^m=audio%s") and cut_audio(section, preferred)
      fits = fits or cut ~= nil and cut ~= false
      cut = cut or declined(section)
    end
    for _, line in ipairs(cut) do out[#out + 1] = line end
  end
  return fits and table.concat(out, "\r\n") .. "\r\n" or nil
end

return codecs
