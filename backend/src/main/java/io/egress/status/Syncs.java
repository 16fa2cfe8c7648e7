package io.egress.status;

import io.egress.audit.SavedChanges;
import io.egress.number.TeamNumbers;
import io.egress.status.NodeReports.Seen;
import io.egress.status.Sync.Lag;
import io.egress.status.Sync.Node;
import io.egress.status.Sync.State;
import io.egress.trunk.TeamTrunks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares what is saved with what the proxies run. */
@ApplicationScoped
class Syncs {
    private final SavedChanges saved;
    private final TeamTrunks trunks;
    private final TeamNumbers numbers;
    private final Clock clock;

    Syncs(SavedChanges saved, TeamTrunks trunks, TeamNumbers numbers, Clock clock) {
        this.saved = saved;
        this.trunks = trunks;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * What one team may know.
     *
     * @param revision the newest saved
     */
    @Transactional
    Sync of(Optional<Seen> seen, long revision, String team) {
        if (seen.isEmpty()) {
            return new Sync(revision, null, State.REDIS_UNREACHABLE, List.of());
        }
        var now = seen.get();
        boolean inSync = !now.nodes().isEmpty()
                && now.revision() >= revision
                && now.nodes().stream().allMatch(node -> node.revision() >= revision && now.isComparable(node));
        return new Sync(revision, now.revision(), inSync ? State.IN_SYNC : State.PENDING, nodes(now, revision, team));
    }

    private List<Node> nodes(Seen now, long revision, String team) {
        var othersTrunks = named(
                now,
                report -> Stream.concat(
                        refused(report, "trunk"), report.notReady().stream().map(NodeReport.NotReady::trunkId)),
                ids -> trunks.unknown(team, ids));
        var othersNumbers = named(now, report -> refused(report, "number"), keys -> numbers.unknown(team, keys));
        return now.nodes().stream()
                .map(report -> new Node(
                        report.node(),
                        report.revision(),
                        now.isComparable(report) ? lag(report.revision(), revision) : null,
                        report.seen(),
                        report.draining(),
                        report.contract(),
                        report.version(),
                        report.addresses(),
                        report.refused().stream()
                                .filter(row -> !(row.kind().equals("trunk") ? othersTrunks : othersNumbers)
                                        .contains(row.key()))
                                .toList(),
                        report.notReady().stream()
                                .filter(row -> !othersTrunks.contains(row.trunkId()))
                                .toList()))
                .toList();
    }

    private static Stream<String> refused(NodeReport report, String kind) {
        return report.refused().stream().filter(row -> row.kind().equals(kind)).map(NodeReport.RefusedRow::key);
    }

    private static Set<String> named(
            Seen now, Function<NodeReport, Stream<String>> names, Function<Collection<String>, Set<String>> notOurs) {
        var all = now.nodes().stream().flatMap(names).distinct().toList();
        return all.isEmpty() ? Set.of() : notOurs.apply(all);
    }

    private Lag lag(long applied, long revision) {
        if (applied >= revision) {
            return new Lag(0, 0L);
        }
        return new Lag(
                revision - applied,
                saved.firstAfter(applied)
                        .map(at -> Math.max(
                                0, Duration.between(at, clock.instant()).toSeconds()))
                        .orElse(null));
    }
}
