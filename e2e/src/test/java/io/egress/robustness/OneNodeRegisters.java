package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;

/** Of two nodes one registers each trunk; when it is killed the other one takes over what was its, and nothing else moves. */
final class OneNodeRegisters implements Promise {
    private static final int TRUNKS = 30;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "R12";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var nodes = ProxyAlone.nodes(2, settings -> settings);
        try (var registrar = new Registrar(600)) {
            for (var node : nodes) {
                node.awaitReport("the node is there", report -> !report.isNull());
            }
            var rows = new ArrayList<Row>();
            for (int at = 0; at < TRUNKS; at++) {
                rows.add(Row.trunk("shared-" + at)
                        .at(registrar.hostPort())
                        .registration("bot", registrar.password(), "shared-" + at));
            }
            nodes.get(0).write(rows.toArray(Row[]::new));
            Patience.await("all are registered", () -> users(registrar, 0, "").size() == TRUNKS);
            var first = users(registrar, 0, "127.0.0.1");
            var second = users(registrar, 0, "127.0.0.2");
            nodes.get(1).kamailio().kill();
            long killed = System.nanoTime();
            Patience.await(
                    "the living node has taken over", LONG_ENOUGH.toNanos(), () -> users(registrar, killed, "127.0.0.1")
                            .containsAll(second));
            double took = (System.nanoTime() - killed) / 1e9;
            return new Notes()
                    .hold(
                            first.stream().noneMatch(second::contains) && first.size() + second.size() == TRUNKS,
                            "two nodes register %d and %d of %d trunks",
                            first.size(),
                            second.size(),
                            TRUNKS)
                    .hold(
                            users(registrar, killed, "").equals(second),
                            "those of a killed node, and they alone, taken over " + "after %.1f s",
                            took)
                    .found();
        } finally {
            nodes.get(1).close();
            nodes.get(0).close();
        }
    }

    // Those who registered since then from that address, with credentials.
    private static Set<String> users(Registrar registrar, long since, String from) {
        return registrar.seen().stream()
                .filter(one -> one.proven() && one.at() >= since && one.from().startsWith(from))
                .map(Registrar.Seen::user)
                .collect(Collectors.toSet());
    }
}
