-- Takes: sentences
-- Leaves: them in Kamailio's log, the repeated ones once in a while
-- Refuses: nothing

local log = {}

local SELDOM = 60
local said_at = {}

function log.info(text) KSR.info("sync: " .. text .. "\n") end

function log.warn(text) KSR.warn("sync: " .. text .. "\n") end

function log.err(text) KSR.err("sync: " .. text .. "\n") end

--- A warning about a state that lasts: at its beginning and then once a minute.
function log.lasting(what, text)
  local now = os.time()
  if said_at[what] and now - said_at[what] < SELDOM then return end
  said_at[what] = now
  log.warn(text)
end

--- That a lasting state is over, if it was ever told.
function log.over(what, text)
  if not said_at[what] then return end
  said_at[what] = nil
  log.info(text)
end

return log
