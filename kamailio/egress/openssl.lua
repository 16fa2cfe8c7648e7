-- Takes: Kamailio's main process, once its modules are ready and before it forks the others
-- Leaves: each of them with an error queue of its own in OpenSSL
-- Refuses: nothing; without it a node works, but what goes wrong in one process may break a TLS connection of another

local openssl = {}

local LIBRARY = "libcrypto.so.3"

-- OpenSSL keeps what is a thread's own behind a pointer, and Kamailio 5.6 keeps that in shared memory. Processes that
-- are forked from a thread that has it already, share it: while one reads a certificate, to whose end "no start line"
-- belongs as an error for a microsecond, a connection that another one reads from just then is taken for broken.
-- Measured: 20 of 10,600 requests while profiles were loaded without a pause; 0 of 13,300 when each makes its own.
--- @return true, or nil and why
function openssl.part_processes()
  local has_ffi, ffi = pcall(require, "ffi")
  if not has_ffi then return nil, "Lua is not LuaJIT" end
  ffi.cdef "void OPENSSL_thread_stop(void);"
  local found, library = pcall(ffi.load, LIBRARY)
  if not found then return nil, library end
  library.OPENSSL_thread_stop()
  return true
end

return openssl
