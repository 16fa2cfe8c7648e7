package io.egress.bench;

import java.util.ArrayList;
import java.util.function.Supplier;

/** Two things measured side by side, in turn, so that whatever else the machine does falls on both. */
record Pairs(Spread cpu, Spread rate) {
    static final int COUNT = 7;

    /** One divided by the other. */
    static Pairs of(Supplier<Sample> one, Supplier<Sample> other) {
        var cpu = new ArrayList<Double>();
        var rate = new ArrayList<Double>();
        for (int at = 0; at < COUNT; at++) {
            var first = one.get();
            var second = other.get();
            cpu.add(first.cpuPerCall() / second.cpuPerCall());
            rate.add(first.callsPerSecond() / second.callsPerSecond());
        }
        return new Pairs(Spread.of(cpu), Spread.of(rate));
    }
}
