package io.egress.operations;

import io.egress.status.NodeReport;
import io.egress.status.NodeReports.Seen;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The figures that proxies tell of themselves. While Redis is away they stay as they were told last. */
@ApplicationScoped
class ProxyFigures {
    /** What there is from the start, at 0: the first that is counted would else be no rise of anything. */
    private static final Set<String> OUTCOMES =
            Set.of("answered", "cancelled", "3xx", "4xx", "5xx", "6xx", "silence", "not_sent");

    private static final Set<String> REASONS = Set.of(
            "no-base-number",
            "no-trunk",
            "bad-caller-id",
            "bad-destination",
            "cap-reached",
            "trunk-not-ready",
            "codec-mismatch",
            "draining");

    private final MeterRegistry meters;
    private final Clock clock;

    private volatile Map<String, Told> last = Map.of();
    private Set<Meter> registered = Set.of();

    ProxyFigures(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** What a proxy told, and how many calls it has. */
    private record Told(NodeReport report, int calls) {}

    /** Has a meter for each figure of each proxy that is alive, and for no other. */
    void follow(Seen seen) {
        last = seen.nodes().stream()
                .collect(Collectors.toMap(
                        NodeReport::node,
                        report -> new Told(report, seen.callsOf(report.node())),
                        (first, again) -> again));
        var present = new HashSet<Meter>();
        for (var report : seen.nodes()) {
            var node = Tags.of("node", report.node());
            present.add(
                    gauge("egress.applied.revision", node, told -> told.report().revision()));
            present.add(gauge(
                    "egress.node.seen.seconds",
                    node,
                    told -> Math.max(
                                    0,
                                    clock.instant().toEpochMilli()
                                            - told.report().seenAt())
                            / 1000.0));
            present.add(gauge(
                    "egress.node.start.time.seconds",
                    node,
                    told -> told.report().startedAt() / 1000.0));
            present.add(
                    gauge("egress.node.draining", node, told -> told.report().draining() ? 1 : 0));
            present.add(gauge(
                    "egress.refused.rows", node, told -> told.report().refused().size()));
            present.add(gauge("egress.trunks.not.ready", node, told -> told.report()
                    .notReady()
                    .size()));
            present.add(gauge("egress.calls.now", node, Told::calls));
            present.add(counter(
                    "egress.calls", node, told -> told.report().counters().calls()));
            for (var outcome : both(OUTCOMES, report.counters().attempts().keySet())) {
                present.add(counter(
                        "egress.attempts",
                        node.and("outcome", outcome),
                        told -> told.report().counters().attempts().getOrDefault(outcome, 0L)));
            }
            for (var reason : both(REASONS, report.counters().refusals().keySet())) {
                present.add(counter(
                        "egress.refusals",
                        node.and("reason", reason),
                        told -> told.report().counters().refusals().getOrDefault(reason, 0L)));
            }
        }
        List.copyOf(registered).stream()
                .filter(meter -> !present.contains(meter))
                .forEach(meters::remove);
        registered = present;
    }

    private static Set<String> both(Set<String> known, Set<String> told) {
        var all = new HashSet<>(known);
        all.addAll(told);
        return all;
    }

    private double of(Tags tags, ToDoubleFunction<Told> figure) {
        var node = tags.stream()
                .filter(tag -> tag.getKey().equals("node"))
                .findFirst()
                .orElseThrow()
                .getValue();
        var told = last.get(node);
        return told == null ? Double.NaN : figure.applyAsDouble(told);
    }

    private Meter gauge(String name, Tags tags, ToDoubleFunction<Told> figure) {
        return Gauge.builder(name, this, self -> self.of(tags, figure))
                .tags(tags)
                .register(meters);
    }

    private Meter counter(String name, Tags tags, ToDoubleFunction<Told> figure) {
        return FunctionCounter.builder(name, this, self -> self.of(tags, figure))
                .tags(tags)
                .register(meters);
    }
}
