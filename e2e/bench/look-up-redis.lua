-- Added to the product's script by the benchmark, for P2: each call asks Redis for its base number first.
do
  local route = ksr_request_route
  function ksr_request_route()
    if KSR.pv.get("$rm") == "INVITE" and KSR.siputils.has_totag() < 0 then
      if
        KSR.ndb_redis.redis_cmd_p1("egress", "HGET egress:2:numbers %s", KSR.pv.get("$hdr(X-Base-Number)"), "bench")
        == 0
      then
        assert(KSR.pv.get("$redis(bench=>value)"))
        KSR.ndb_redis.redis_free("bench")
      end
    end
    return route()
  end
end
