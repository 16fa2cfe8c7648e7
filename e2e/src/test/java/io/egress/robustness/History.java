package io.egress.robustness;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Calls of some traffic, and what can be said of them. */
record History(List<Placed> calls) {
    History where(Predicate<Placed> fits) {
        return new History(calls.stream().filter(fits).toList());
    }

    History between(long from, long to) {
        return where(call -> call.at() >= from && call.at() < to);
    }

    int size() {
        return calls.size();
    }

    int routed() {
        return where(Placed::isRouted).size();
    }

    boolean allRouted() {
        return size() > 0 && routed() == size();
    }

    /** The slowest of a hundred, in milliseconds to the final answer. */
    double p99() {
        return percentile(0.99);
    }

    double percentile(double share) {
        var sorted = calls.stream().mapToLong(Placed::took).sorted().toArray();
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }

    /** What became of those that were not routed, for the report. */
    String failures() {
        return where(call -> !call.isRouted()).calls().stream()
                .collect(Collectors.groupingBy(
                        call -> call.status() + (call.reason().isEmpty() ? "" : " " + call.reason()),
                        Collectors.counting()))
                .toString();
    }
}
