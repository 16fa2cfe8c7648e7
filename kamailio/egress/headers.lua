-- Takes: the message at hand
-- Leaves: its header values; changes that take effect when it is sent on
-- Refuses: to write a second line where one was meant: line ends in a value become blanks

local passage = require "egress.passage"

local headers = {}

local MOST = 8
local UNTOUCHABLE = { ["content-length"] = true, ["call-id"] = true, via = true } -- the core reads on in them

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

-- Three plain searches are many times as fast as one for a class of characters.
local function line(name, value)
  if value:find("\r", 1, true) or value:find("\n", 1, true) or value:find("\0", 1, true) then
    value = value:gsub("[%c\127]+ *", " ")
  end
  return name .. ": " .. value .. "\r\n"
end

--- @param lines `{{name, value}, …}`
local function text_of(lines)
  local parts = {}
  for at, one in ipairs(lines) do
    parts[at] = line(one[1], one[2])
  end
  return table.concat(parts)
end

function headers.remove(name) KSR.hdr.remove(name) end

function headers.append(name, value) KSR.hdr.append(line(name, value)) end

function headers.set(name, value)
  headers.remove(name)
  headers.append(name, value)
end

function headers.append_to_reply(name, value) KSR.hdr.append_to_reply(line(name, value)) end

local function add(lines, first)
  if #lines == 0 then return end
  if first then
    KSR.hdr.insert(text_of(lines))
  else
    KSR.hdr.append(text_of(lines))
  end
end

--- Puts lines in the place of all headers with these names.
-- @param names long ones
-- @param lines `{{name, value}, …}`; those on top of the message when `first`, else behind its headers
function headers.replace(names, lines, first)
  for _, name in ipairs(names) do
    KSR.hdr.remove(name)
  end
  add(lines, first)
end

local function replaced_by(lines)
  local names = {}
  for _, one in ipairs(lines) do
    names[passage.long(one[1])] = true
  end
  return names
end

--- Takes out every header but those that `stays(long name)` keeps, and puts the lines in their place. For requests,
-- whose lines the gate has seen to be whole.
function headers.keep(stays, lines)
  local replaced, gone = replaced_by(lines), {}
  for _, name in ipairs(passage.names(KSR.kx.get_msgbuf())) do
    local long = passage.long(name)
    if not gone[name] and (replaced[long] or not stays(long)) then
      KSR.hdr.remove(name)
      gone[name] = true
    end
  end
  add(lines)
end

local function each(take)
  KSR.textopsx.hf_iterator_start("egress")
  while KSR.textopsx.hf_iterator_next("egress") > 0 do
    take(KSR.pv.get("$hfitname(egress)"))
  end
  KSR.textopsx.hf_iterator_end("egress")
end

--- The same for replies, which nobody has looked at: a line break within a header that stays is taken out of it. What
-- we read as one header, others might read as two.
function headers.keep_whole(stays, lines)
  local replaced = replaced_by(lines)
  each(function(name)
    local long = passage.long(name)
    if replaced[long] or not stays(long) then
      KSR.textopsx.hf_iterator_rm("egress")
    elseif not UNTOUCHABLE[long] then
      local value = KSR.pv.get("$hfitbody(egress)")
      if value and value:find("%c") then
        KSR.textopsx.hf_iterator_rm("egress")
        lines[#lines + 1] = { name, value }
      end
    end
  end)
  add(lines)
end

--- Takes out all but the first header of a name.
function headers.keep_first(long)
  local seen = false
  each(function(name)
    if passage.long(name) ~= long then return end
    if seen then KSR.textopsx.hf_iterator_rm("egress") end
    seen = true
  end)
end

return headers
