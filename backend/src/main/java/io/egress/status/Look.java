package io.egress.status;

import io.egress.trunk.TrunkStatus;
import io.egress.trunk.TrunkStatusSource.Asked;
import java.util.Collection;
import java.util.Map;

/** What the proxies said at one moment; nothing if Redis did not answer. */
public interface Look {
    /** Of each of them. */
    Map<String, TrunkStatus> statuses(Collection<Asked> trunks);

    /**
     * What one team may know.
     *
     * @param revision the newest saved
     */
    Sync sync(long revision, String team);
}
