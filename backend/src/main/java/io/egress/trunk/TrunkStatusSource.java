package io.egress.trunk;

import java.util.Map;

/** Tells how far trunks have come to the proxies. */
public interface TrunkStatusSource {
    /**
     * @param revisions the revision of each trunk that is enabled
     * @return a status for each of them; never an exception when Redis is away
     */
    Map<String, TrunkStatus> of(Map<String, Long> revisions);
}
