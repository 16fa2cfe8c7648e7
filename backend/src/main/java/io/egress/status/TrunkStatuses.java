package io.egress.status;

import io.egress.trunk.TrunkStatus;
import io.egress.trunk.TrunkStatus.Reason;
import io.egress.trunk.TrunkStatus.Registration;
import io.egress.trunk.TrunkStatus.State;
import io.egress.trunk.TrunkStatusSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of each trunk where it is in force, and what it does there. */
@ApplicationScoped
class TrunkStatuses implements TrunkStatusSource {
    private final NodeReports reports;
    private final Registrations registrations;

    TrunkStatuses(NodeReports reports, Registrations registrations) {
        this.reports = reports;
        this.registrations = registrations;
    }

    @Override
    public Map<String, TrunkStatus> of(Collection<Asked> trunks) {
        if (trunks.isEmpty()) {
            return Map.of();
        }
        var seen = reports.now();
        // Whoever did not answer once is not asked again: a page should not wait twice.
        var known = seen.isEmpty() ? Map.<String, Registration>of()
                : registrations.of(trunks.stream().filter(Asked::registers).map(Asked::trunkId).toList());
        var statuses = new HashMap<String, TrunkStatus>();
        for (var trunk : trunks) {
            statuses.put(trunk.trunkId(), seen.map(now -> of(trunk, now, known.get(trunk.trunkId())))
                    .orElse(new TrunkStatus(trunk.enabled() ? State.UNKNOWN : State.DISABLED, 0, 0, List.of(), 0, null)));
        }
        return statuses;
    }

    private static TrunkStatus of(Asked trunk, NodeReports.Seen seen, Registration registration) {
        int calls = seen.callsNow(trunk.trunkId());
        if (!trunk.enabled()) {
            return new TrunkStatus(State.DISABLED, 0, 0, List.of(), calls, registration);
        }
        var reasons = new ArrayList<Reason>();
        int live = 0;
        boolean refused = false;
        for (var node : seen.nodes()) {
            var refusal = node.refused().stream()
                    .filter(row -> row.kind().equals("trunk") && row.key().equals(trunk.trunkId())).findFirst();
            var notReady = node.notReady().stream().filter(row -> row.trunkId().equals(trunk.trunkId())).findFirst();
            if (refusal.isPresent()) {
                refused = true;
                reasons.add(new Reason(node.node(), refusal.get().reason()));
            } else if (notReady.isPresent()) {
                reasons.add(new Reason(node.node(), notReady.get().reason()));
            } else if (seen.epoch().equals(node.epoch()) && node.revision() >= trunk.revision()) {
                live++;
            }
        }
        int nodes = seen.nodes().size();
        return new TrunkStatus(state(live, nodes, refused, !reasons.isEmpty()), live, nodes, List.copyOf(reasons),
                calls, registration);
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
