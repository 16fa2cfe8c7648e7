package io.egress.status;

import io.egress.trunk.TrunkStatus;
import io.egress.trunk.TrunkStatusSource.Asked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** What the proxies report, read once for everybody who wants to know. */
@ApplicationScoped
public class Proxies {
    private final NodeReports reports;
    private final TrunkStatuses statuses;
    private final Syncs syncs;

    Proxies(NodeReports reports, TrunkStatuses statuses, Syncs syncs) {
        this.reports = reports;
        this.statuses = statuses;
        this.syncs = syncs;
    }

    /** Asks Redis; waits as long as that takes to answer or not to. */
    public Look look() {
        var seen = reports.now();
        return new Look() {
            @Override
            public Map<String, TrunkStatus> statuses(Collection<Asked> trunks) {
                return statuses.of(seen, trunks);
            }

            @Override
            public Sync sync(long revision, String team) {
                return syncs.of(seen, revision, team);
            }
        };
    }
}
