package io.egress.trunk;

import java.util.Collection;
import java.util.Map;

/** Tells how far trunks have come to the proxies, and what they do there. */
public interface TrunkStatusSource {
    /**
     * A trunk that is asked for.
     *
     * @param registers whether it registers with its carrier
     * @param contract the first version of the Redis contract that says all of it
     */
    record Asked(String trunkId, boolean enabled, long revision, boolean registers, int contract) {}

    /** @return a status for each of them; never an exception when Redis is away */
    Map<String, TrunkStatus> of(Collection<Asked> trunks);

    /**
     * The same for whoever needs what the proxies really say.
     *
     * @throws io.egress.problem.Problem.Unavailable when Redis is away
     */
    Map<String, TrunkStatus> known(Collection<Asked> trunks);
}
