-- Takes: table names, keys and texts
-- Leaves: them in Kamailio's shared memory, where every worker reads them and an app_lua.reload does not touch them
-- Refuses: (false) what shared memory has no room for; the old value stays

local memory = {}

--- After so many rows the garbage is to be collected: the more similar long strings Lua 5.1 holds, the longer it takes
-- to make a further one.
memory.MANY = 10000

function memory.get(table_name, key)
  local value = KSR.htable.sht_get(table_name, key)
  return value ~= nil and tostring(value) or nil
end

function memory.put(table_name, key, text) return KSR.htable.sht_sets(table_name, key, text) == 1 end

function memory.remove(table_name, key) KSR.htable.sht_rm(table_name, key) end

--- The same for a value that is to go by itself, in tables with autoexpire.
function memory.put_for(table_name, key, text, seconds)
  return KSR.htable.sht_setxs(table_name, key, text, seconds) == 1
end

--- Keeps others from the key, and from those that share its part of the table, until unlock. Nothing in between may
-- fail or wait.
function memory.lock(table_name, key) KSR.htable.sht_lock(table_name, key) end

function memory.unlock(table_name, key) KSR.htable.sht_unlock(table_name, key) end

--- A number, in tables with initval=0.
function memory.number(table_name, key) return tonumber(KSR.htable.sht_get(table_name, key)) or 0 end

--- @param step 1 or -1
-- @return the number that it has become
function memory.add(table_name, key, step)
  return (step > 0 and KSR.htable.sht_inc or KSR.htable.sht_dec)(table_name, key)
end

local function iterate(table_name, take, with_text)
  KSR.htable.sht_iterator_start("egress", table_name)
  local fine, problem, count = true, nil, 0
  while fine and KSR.htable.sht_iterator_next("egress") > 0 do
    local text = with_text and KSR.pv.get("$shtitval(egress)") or nil
    fine, problem = pcall(take, KSR.pv.get("$shtitkey(egress)"), text)
    count = count + 1
    if with_text and count % memory.MANY == 0 then collectgarbage() end
  end
  KSR.htable.sht_iterator_end("egress")
  if not fine then error(problem, 0) end
end

--- Calls `take(key, text)` for each entry. A part of the table is locked meanwhile: `take` must be quick and must not
-- change the table.
function memory.each(table_name, take) iterate(table_name, take, true) end

--- The same for the keys alone.
function memory.each_key(table_name, take) iterate(table_name, take, false) end

return memory
