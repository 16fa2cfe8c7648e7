-- Takes: a message as it came, and its tags
-- Leaves: whether its head is made of whole lines of text (RFC 3261 §7), so that everybody reads the same headers in it
-- Refuses: (false) CR or LF alone, NUL and other control characters in it: one reads on where another sees an end

local lines = {}

function lines.are_whole(message)
  local head = message:match("^(.-)\r\n\r\n") or message
  return head:gsub("\r\n", ""):find("[%z\1-\8\10-\31\127]") == nil
end

--- RFC 3261 §25.1, token: what a tag is made of.
function lines.is_token(text) return text:find("^[%w%-.!%%*_+`'~]+$") ~= nil end

return lines
