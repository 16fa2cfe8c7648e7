-- Takes: the row of an enabled registration trunk, the Contact that this node registers for it
-- Leaves: what a REGISTER of it says, and texts by which two rows can be told apart
-- Refuses: nothing

local aim = {}

local function place(where) return where and where.host .. (where.port and (":%d"):format(where.port) or "") or "" end

--- The Request-URI of its REGISTERs.
function aim.registrar(trunk) return "sip:" .. place(trunk) end

--- What is registered: `{uri, aor, contact, transport, realm, place, terms}`.
-- `place` differs when calls must not go by the registration of another row; `terms` differs when a row has to be
-- registered anew.
-- @param contact addr-spec
function aim.of(trunk, contact)
  local auth = trunk.auth
  local wanted = {
    uri = aim.registrar(trunk),
    aor = ("sip:%s@%s"):format(auth.identity, trunk.fromDomain or trunk.host),
    contact = contact,
    transport = trunk.transport,
    realm = auth.realm,
  }
  wanted.place = table.concat({
    wanted.uri,
    wanted.aor,
    contact,
    trunk.transport,
    place(trunk.outboundProxy),
    table.concat(trunk.allowedIps or {}, ","),
  }, "\n")
  wanted.terms = table.concat({ wanted.place, auth.user, auth.password, auth.realm or "", trunk.tlsCa or "" }, "\n")
  return wanted
end

--- Whether both are one binding to the registrar (RFC 3261 §10.3): removing one would remove the other.
function aim.is_same_binding(one, other)
  return one.uri == other.uri and one.aor == other.aor and one.contact == other.contact
end

return aim
