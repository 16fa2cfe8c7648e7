-- Takes: calls as they begin, are answered and end; shared memory, a journal for those that a restart must not forget
-- Leaves: htable `call` (call → its record) and `cap` (trunk → how many calls it has), in step whatever comes twice
-- Refuses: (false) a call that would be one more than its trunk may have

local ledger = {}

local CALL, CAP, ELSEWHERE = "call", "cap", "elsewhere"

local FIELDS = "^([^\t]*)\t(%d)\t([%d.]+)\t([%d.]*)\t([^\t]*)\t([^\t]*)\t(.*)$"

--- What is known of a call: `trunk` (ID), `kept` (whether a restart must not forget it), `began` and `answered`
-- (seconds as text, the latter "" until it is), `tags` (a list, of the carrier's sides that have answered), `note` (a
-- text of whoever keeps account of attempts), `row` (the trunk's, as it was when the call began).
function ledger.parse(text)
  local trunk, kept, began, answered, tags, note, row = (text or ""):match(FIELDS)
  if not trunk then return nil end
  local list = {}
  for tag in tags:gmatch("[^,]+") do
    list[#list + 1] = tag
  end
  return {
    trunk = trunk,
    kept = kept == "1",
    began = began,
    answered = answered,
    tags = list,
    note = note,
    row = row,
  }
end

function ledger.render(record)
  return table.concat({
    record.trunk,
    record.kept and "1" or "0",
    record.began,
    record.answered,
    table.concat(record.tags, ","),
    record.note,
    record.row,
  }, "\t")
end

--- Whether a restart must not forget the call of this record.
function ledger.is_kept(text) return text:find("^[^\t]*\t1\t") ~= nil end

--- Seconds that a record still holds: a call that has not been answered can't go on after a restart, but may be.
-- @return 0 or less when it has ended meanwhile, or the text is no record
function ledger.seconds_left(text, now, longest, longest_unanswered)
  local record = ledger.parse(text)
  if not record then return 0 end
  if record.answered == "" then return record.began + longest_unanswered - now end
  return record.answered + longest - now
end

-- Texts of others must not look like our own marks.
local function plain(text)
  if not text:find("[%c%s%%,]") then return text end
  return (text:gsub("[%c%s%%,]", function(char) return ("%%%02X"):format(char:byte()) end))
end

--- The name of a call: two INVITEs of an agent with one Call-ID are two calls.
-- @param first the CSeq number of the INVITE
function ledger.key(call_id, agent_tag, first) return ("%s|%s|%.0f"):format(plain(call_id), plain(agent_tag), first) end

local function without(tags, tag)
  local left = {}
  for _, each in ipairs(tags) do
    if each ~= tag then left[#left + 1] = each end
  end
  return left
end

--- @param memory egress.sync.memory
-- @param journal `put(key, text)`, `remove(key)`
-- @param risen `risen(trunk_id, count)` is told when a call begins how many the trunk has with it
function ledger.new(memory, journal, risen)
  local self = {}

  -- Exact: nobody else counts on this trunk between looking and adding. Other nodes have calls on it only if they began
  -- before this one owned it (egress/sync/owners.lua).
  local function count_up(trunk_id, most)
    if not most then return memory.add(CAP, trunk_id, 1) end
    memory.lock(CAP, trunk_id)
    local room = memory.number(CAP, trunk_id) + memory.number(ELSEWHERE, trunk_id) < most
    local count = room and memory.add(CAP, trunk_id, 1)
    memory.unlock(CAP, trunk_id)
    return count
  end

  local function count_down(trunk_id) memory.add(CAP, trunk_id, -1) end

  local function forget(key, record)
    count_down(record.trunk)
    if record.kept then journal.remove(key) end
    return record
  end

  -- Lets `change(record)` say what becomes of a record: a new one, false to remove it, nil to leave it.
  local function change(key, decide)
    memory.lock(CALL, key)
    local record = ledger.parse(memory.get(CALL, key))
    local becomes
    if record then becomes = decide(record) end
    local text = becomes and ledger.render(becomes)
    if text then
      memory.put(CALL, key, text)
    elseif becomes == false then
      memory.remove(CALL, key)
    end
    memory.unlock(CALL, key)
    if becomes == false then return forget(key, record) end
    if text and becomes.kept then journal.put(key, text) end
    return nil
  end

  --- A call begins to try a trunk.
  -- @param call `trunk`, `row`, `began`, `most` (calls of the trunk, nil for any number), `kept`
  -- @return whether it may
  function self.take(key, call)
    -- A call of the same name is the same one: it came again after its transaction was lost.
    if memory.get(CALL, key) then self.drop(key) end
    local count = count_up(call.trunk, call.most)
    if not count then return false end
    local text = ledger.render {
      trunk = call.trunk,
      kept = call.kept,
      began = call.began,
      answered = "",
      tags = {},
      note = "",
      row = call.row,
    }
    if not memory.put(CALL, key, text) then
      count_down(call.trunk)
      return false
    end
    if call.kept and call.most then journal.put(key, text) end
    risen(call.trunk, count)
    return true
  end

  --- It ends, however: whoever removes the record gives the slot back.
  -- @param began if given, only the call that began then
  -- @return the record that was removed, nil when there was none
  function self.drop(key, began)
    return change(key, function(record)
      if not began or record.began == began then return false end
    end)
  end

  --- A carrier's side has answered. Again for each that does, should the carrier have forked the call.
  -- @param note a text without tabs and line ends
  function self.answer(key, tag, now, note)
    tag = plain(tag or "-")
    change(key, function(record)
      local known = without(record.tags, tag)
      if #known < #record.tags then return nil end
      record.tags[#record.tags + 1] = tag
      record.answered, record.note = now, note or record.note
      return record
    end)
  end

  --- The dialog with one of them has ended; the call when it was the last.
  -- @return the record of a call that has ended
  function self.hang_up(key, tag)
    tag = plain(tag or "-")
    return change(key, function(record)
      if #without(record.tags, tag) == #record.tags then return nil end
      record.tags = without(record.tags, tag)
      return #record.tags > 0 and record
    end)
  end

  --- Shared memory is about to drop a record that has become too old.
  function self.expire(key, text)
    local record = ledger.parse(text)
    return record and forget(key, record)
  end

  --- A record of before the restart. It lasts for `seconds` more.
  function self.recall(key, text, seconds)
    local record = ledger.parse(text)
    if memory.put_for(CALL, key, text, seconds) then memory.add(CAP, record.trunk, 1) end
  end

  function self.of(key) return ledger.parse(memory.get(CALL, key)) end

  --- `take(trunk_id, count)` for each trunk that has calls now. What is at zero is dropped: trunks come and go.
  function self.each_count(take)
    local none = {}
    memory.each(CAP, function(trunk_id, count)
      count = tonumber(count)
      if count > 0 then
        take(trunk_id, count)
      else
        none[#none + 1] = trunk_id
      end
    end)
    for _, trunk_id in ipairs(none) do
      memory.lock(CAP, trunk_id)
      if memory.number(CAP, trunk_id) == 0 then memory.remove(CAP, trunk_id) end
      memory.unlock(CAP, trunk_id)
    end
  end

  --- Calls that the trunk has now.
  function self.count(trunk_id) return memory.number(CAP, trunk_id) end

  return self
end

return ledger
