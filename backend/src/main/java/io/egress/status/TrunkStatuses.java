package io.egress.status;

import io.egress.problem.Problem;
import io.egress.status.NodeReports.Seen;
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
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says of each trunk where it is in force, and what it does there. A proxy that drains counts: the calls that it sets up go by the
 * trunk, and no trunk is less live because a proxy is restarted. That it takes no new calls, {@link Sync} says of the proxy.
 */
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
        return trunks.isEmpty() ? Map.of() : of(reports.now(), trunks);
    }

    @Override
    public Map<String, TrunkStatus> known(Collection<Asked> trunks) {
        if (trunks.isEmpty()) {
            return Map.of();
        }
        var seen = reports.now().orElseThrow(TrunkStatuses::away);
        return of(
                Optional.of(seen),
                trunks,
                registrations.known(registering(trunks)).orElseThrow(TrunkStatuses::away));
    }

    private static Problem away() {
        return new Problem.Unavailable(
                "Redis, which holds what the proxies report, does not answer; try again shortly.");
    }

    Map<String, TrunkStatus> of(Optional<Seen> seen, Collection<Asked> trunks) {
        // Whoever did not answer once is not asked again: a page should not wait twice.
        return of(
                seen,
                trunks,
                seen.flatMap(now -> registrations.known(registering(trunks))).orElse(Map.of()));
    }

    private static List<String> registering(Collection<Asked> trunks) {
        return trunks.stream().filter(Asked::registers).map(Asked::trunkId).toList();
    }

    private static Map<String, TrunkStatus> of(
            Optional<Seen> seen, Collection<Asked> trunks, Map<String, Registration> known) {
        var nodes = seen.map(now -> now.nodes().stream()
                .map(report -> Node.of(report, now.isComparable(report)))
                .toList());
        var statuses = new HashMap<String, TrunkStatus>();
        for (var trunk : trunks) {
            statuses.put(
                    trunk.trunkId(),
                    nodes.map(all -> of(trunk, all, seen.get().callsNow(trunk.trunkId()), known.get(trunk.trunkId())))
                            .orElse(new TrunkStatus(
                                    trunk.enabled() ? State.UNKNOWN : State.DISABLED, 0, 0, List.of(), 0, null)));
        }
        return statuses;
    }

    /**
     * A proxy, as a trunk looks at it.
     *
     * @param refused trunk ID → why
     * @param notReady likewise
     */
    private record Node(
            String name,
            boolean isComparable,
            long revision,
            int contract,
            Map<String, String> refused,
            Map<String, String> notReady) {

        static Node of(NodeReport report, boolean isComparable) {
            return new Node(
                    report.node(),
                    isComparable,
                    report.revision(),
                    report.contract(),
                    report.refused().stream()
                            .filter(row -> row.kind().equals("trunk"))
                            .collect(Collectors.toMap(
                                    NodeReport.RefusedRow::key,
                                    NodeReport.RefusedRow::reason,
                                    (first, again) -> first)),
                    report.notReady().stream()
                            .collect(Collectors.toMap(
                                    NodeReport.NotReady::trunkId,
                                    NodeReport.NotReady::reason,
                                    (first, again) -> first)));
        }

        /** Whether by all that was saved: of what is newer than its release it knows nothing. */
        boolean routesBy(Asked trunk) {
            return isComparable && revision >= trunk.revision() && contract >= trunk.contract();
        }
    }

    private static TrunkStatus of(Asked trunk, List<Node> nodes, int calls, Registration registration) {
        if (!trunk.enabled()) {
            return new TrunkStatus(State.DISABLED, 0, 0, List.of(), calls, registration);
        }
        var reasons = new ArrayList<Reason>();
        int live = 0;
        boolean refused = false;
        for (var node : nodes) {
            var refusal = node.refused().get(trunk.trunkId());
            var notReady = node.notReady().get(trunk.trunkId());
            if (refusal != null) {
                refused = true;
                reasons.add(new Reason(node.name(), refusal));
            } else if (notReady != null) {
                reasons.add(new Reason(node.name(), notReady));
            } else if (node.routesBy(trunk)) {
                live++;
            }
        }
        return new TrunkStatus(
                state(live, nodes.size(), refused, !reasons.isEmpty()),
                live,
                nodes.size(),
                List.copyOf(reasons),
                calls,
                registration);
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
