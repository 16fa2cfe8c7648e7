-- Takes: the message at hand
-- Leaves: its header values; changes that take effect when it is sent on
-- Refuses: to write a second line where one was meant: line ends in a value become blanks

local passage = require "egress.passage"

local headers = {}

local MOST = 8
local NUMBERS_ALONE = { ["content-length"] = true, ["max-forwards"] = true, ["call-id"] = true }    -- gate has checked

--- The first value, or nil.
function headers.get(name) return KSR.hdr.get(name) end

-- Of the first 8 headers, or of as many as `most` says.
local function all(get, most)
  local values = {}
  for at = 0, (most or MOST) - 1 do
    local value = get(at)
    if not value then break end
    values[#values + 1] = value
  end
  return values
end

--- The values of the first 8 headers of this name, or of as many as `most` says.
function headers.all(name, most)
  return all(function(at) return KSR.hdr.get_idx(name, at) end, most)
end

--- The same, of the reply that a failure route is about.
function headers.all_of_reply(name)
  return all(function(at)
    local value = KSR.pv.get(("$T_rpl($(hdr(%s)[%d]))"):format(name, at))
    return value ~= "" and value or nil
  end)
end

-- Plain searches: a pattern takes as long as the value has characters, for each of them.
local function has_line_end(value)
  return value:find("\n", 1, true) or value:find("\r", 1, true) or value:find("\0", 1, true)
end

local function line(name, value)
  if has_line_end(value) then value = value:gsub("[%c\127]+ *", " ") end
  return name .. ": " .. value .. "\r\n"
end

--- @param lines `{{name, value}, …}`
local function text_of(lines)
  local parts = {}
  for at, one in ipairs(lines) do parts[at] = line(one[1], one[2]) end
  return table.concat(parts)
end

function headers.remove(name) KSR.hdr.remove(name) end

function headers.append(name, value) KSR.hdr.append(line(name, value)) end

function headers.set(name, value)
  headers.remove(name)
  headers.append(name, value)
end

function headers.append_to_reply(name, value) KSR.hdr.append_to_reply(line(name, value)) end

-- Takes out, in one walk, what does not stay. A line break within a header that stays is taken out of it too: what we
-- read as one header, others might read as two.
local function sift(stays, replaced, lines)
  local walk, pv = KSR.textopsx, KSR.pv
  walk.hf_iterator_start("egress")
  while walk.hf_iterator_next("egress") > 0 do
    local name = pv.get("$hfitname(egress)")
    local long = passage.long(name)
    if replaced[long] or not stays(long) then
      walk.hf_iterator_rm("egress")
    elseif not NUMBERS_ALONE[long] and long ~= "via" then
      local value = pv.get("$hfitbody(egress)")
      if value and has_line_end(value) then
        walk.hf_iterator_rm("egress")
        lines[#lines + 1] = { name, value }
      end
    end
  end
  walk.hf_iterator_end("egress")
end

local function replaced_by(lines)
  local names = {}
  for _, one in ipairs(lines) do names[passage.long(one[1])] = true end
  return names
end

--- Takes out every header that neither `stays(long name)` nor is named in `lines`, and puts the lines in their place.
-- @param lines `{{name, value}, …}`; those on top of the message when `first`, else behind its headers
function headers.rewrite(stays, lines, first)
  sift(stays, replaced_by(lines), lines)
  if #lines == 0 then return end
  if first then KSR.hdr.insert(text_of(lines)) else KSR.hdr.append(text_of(lines)) end
end

return headers
