-- Takes: certificates and private keys in PEM that OpenSSL will only take from files
-- Leaves: such files, for as long as a function runs, in EGRESS_TLS_KEYS_DIR: private and in memory (kamailio/start)
-- Refuses: to leave any behind, whatever happens to the function

local keys = {}

local DIRECTORY = os.getenv("EGRESS_TLS_KEYS_DIR") or "."

local function write(path, text)
  local file, problem = io.open(path, "w")
  if not file then error(problem, 0) end
  local fine = file:write(text)
  fine = file:close() and fine
  if not fine then error("there is no room for " .. path, 0) end
end

--- Calls `use(paths)` while the files are there.
-- @param texts name → PEM; names of other processes must not be used
-- @return what `use` gave; or nil and why the files can't be written or `use` failed
function keys.with(texts, use)
  local paths = {}
  local function run()
    for name, text in pairs(texts) do
      paths[name] = DIRECTORY .. "/" .. name
      write(paths[name], text)
    end
    return use(paths)
  end
  local results = { pcall(run) }
  for _, path in pairs(paths) do
    os.remove(path)
  end
  if not results[1] then return nil, tostring(results[2]) end
  return results[2], results[3]
end

return keys
