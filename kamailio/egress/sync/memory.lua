-- Takes: table names, keys and texts
-- Leaves: them in Kamailio's shared memory, where every worker reads them and an app_lua.reload does not touch them
-- Refuses: (false) what shared memory has no room for; the old value stays

local memory = {}

function memory.get(table_name, key)
  local value = KSR.htable.sht_get(table_name, key)
  return value ~= nil and tostring(value) or nil
end

function memory.put(table_name, key, text)
  return KSR.htable.sht_sets(table_name, key, text) == 1
end

function memory.remove(table_name, key)
  KSR.htable.sht_rm(table_name, key)
end

--- Calls `take(key, text)` for each entry. A part of the table is locked meanwhile: `take` must be quick and must not
-- change the table.
function memory.each(table_name, take)
  KSR.htable.sht_iterator_start("egress", table_name)
  local fine, problem = true, nil
  while fine and KSR.htable.sht_iterator_next("egress") > 0 do
    fine, problem = pcall(take, KSR.pv.get("$shtitkey(egress)"), KSR.pv.get("$shtitval(egress)"))
  end
  KSR.htable.sht_iterator_end("egress")
  if not fine then error(problem, 0) end
end

return memory
