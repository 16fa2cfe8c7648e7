-- Takes: a target, functions that ask DNS, a source of random numbers
-- Leaves: its addresses in the order to try (RFC 3263 §4.2, RFC 2782), and by which records they were found
-- Refuses: names without a usable address, with a sentence that says so

local ip = require "egress.ip"

local lookup = {}

local MOST_ADDRESSES = 16

-- RFC 2782: within a priority the next is drawn with a chance in proportion to its weight.
local function draw(records, random)
  local total = 0
  for _, record in ipairs(records) do
    total = total + record.weight
  end
  local mark = random() * total
  for at, record in ipairs(records) do
    mark = mark - record.weight
    if mark < 0 then return table.remove(records, at) end
  end
  return table.remove(records, 1)
end

--- SRV records in the order to try: by priority, then by weighted chance.
function lookup.order(records, random)
  local by_priority, priorities = {}, {}
  for _, record in ipairs(records) do
    if not by_priority[record.priority] then
      by_priority[record.priority] = {}
      priorities[#priorities + 1] = record.priority
    end
    table.insert(by_priority[record.priority], record)
  end
  table.sort(priorities)
  local ordered = {}
  for _, priority in ipairs(priorities) do
    local group = by_priority[priority]
    while #group > 0 do
      ordered[#ordered + 1] = draw(group, random)
    end
  end
  return ordered
end

local function collect(list, seen, texts, port)
  for _, text in ipairs(texts) do
    local bytes = ip.parse(text)
    if bytes and #list < MOST_ADDRESSES then
      local address = { ip = ip.text(bytes), port = port }
      local name = address.ip .. " " .. port
      if not seen[name] then
        seen[name] = true
        list[#list + 1] = address
      end
    end
  end
end

--- @param target what target.of_key gave
-- @param dns `srv(name)` gives `{{priority, weight, port, host}, …}`, `addresses(host)` gives texts; both may be empty
-- @param random gives numbers from 0 up to but not including 1
-- @return `{{ip, port}, …}` and "srv" or "host"; or nil and a sentence
function lookup.find(target, dns, random)
  local list, seen = {}, {}
  local records = target.service and dns.srv(target.service) or {}
  if #records == 0 then
    collect(list, seen, dns.addresses(target.host), target.port)
    if #list == 0 then return nil, target.host .. " does not resolve" end
    return list, "host"
  end
  if #records == 1 and (records[1].host == "." or records[1].host == "") then
    return nil, target.service .. " says that there is no such service"
  end
  for _, record in ipairs(lookup.order(records, random)) do
    if record.port > 0 then collect(list, seen, dns.addresses(record.host), record.port) end
  end
  if #list == 0 then return nil, "no host that " .. target.service .. " names resolves" end
  return list, "srv"
end

return lookup
