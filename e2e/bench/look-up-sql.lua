-- Added to the product's script by the benchmark, for P2: each call asks PostgreSQL for its base number first.
do
  local route = ksr_request_route
  function ksr_request_route()
    if KSR.pv.get("$rm") == "INVITE" and KSR.siputils.has_totag() < 0 then
      local number = KSR.pv.get("$hdr(X-Base-Number)"):match("^%+%d+$")
      KSR.sqlops.sql_query("bench", "SELECT row FROM numbers WHERE number = '" .. number .. "'", "bench")
      assert(KSR.pv.get("$dbr(bench=>[0,0])"))
      KSR.sqlops.sql_result_free("bench")
    end
    return route()
  end
end
