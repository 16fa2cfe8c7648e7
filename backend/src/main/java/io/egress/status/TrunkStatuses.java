package io.egress.status;

import io.egress.trunk.TrunkStatus;
import io.egress.trunk.TrunkStatus.Reason;
import io.egress.trunk.TrunkStatus.State;
import io.egress.trunk.TrunkStatusSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of each trunk where it is in force. */
@ApplicationScoped
class TrunkStatuses implements TrunkStatusSource {
    private final NodeReports reports;

    TrunkStatuses(NodeReports reports) {
        this.reports = reports;
    }

    @Override
    public Map<String, TrunkStatus> of(Map<String, Long> revisions) {
        var seen = reports.now();
        var statuses = new HashMap<String, TrunkStatus>();
        revisions.forEach((trunkId, revision) -> statuses.put(trunkId, seen
                .map(now -> of(trunkId, revision, now))
                .orElse(new TrunkStatus(State.UNKNOWN, 0, 0, List.of()))));
        return statuses;
    }

    static TrunkStatus of(String trunkId, long revision, NodeReports.Seen seen) {
        var reasons = new ArrayList<Reason>();
        int live = 0;
        boolean refused = false;
        for (var node : seen.nodes()) {
            var refusal = node.refused().stream()
                    .filter(row -> row.kind().equals("trunk") && row.key().equals(trunkId)).findFirst();
            var notReady = node.notReady().stream().filter(row -> row.trunkId().equals(trunkId)).findFirst();
            if (refusal.isPresent()) {
                refused = true;
                reasons.add(new Reason(node.node(), refusal.get().reason()));
            } else if (notReady.isPresent()) {
                reasons.add(new Reason(node.node(), notReady.get().reason()));
            } else if (node.epoch() != null && node.epoch().equals(seen.epoch()) && node.revision() >= revision) {
                live++;
            }
        }
        int nodes = seen.nodes().size();
        return new TrunkStatus(state(live, nodes, refused, !reasons.isEmpty()), live, nodes, List.copyOf(reasons));
    }

    private static State state(int live, int nodes, boolean refused, boolean notReady) {
        if (nodes == 0) {
            return State.UNKNOWN;
        }
        if (refused) {
            return State.REFUSED;
        }
        if (notReady) {
            return State.NOT_READY;
        }
        return live == nodes ? State.LIVE : State.PENDING;
    }
}
