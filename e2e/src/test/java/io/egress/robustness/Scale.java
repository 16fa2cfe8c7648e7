package io.egress.robustness;

import java.time.Duration;

/**
 * How much of everything: the promises' own figures at 1.
 *
 * @param outage how long something is away
 * @param share of the counts; less for a quick look
 * @param seed of everything that is random
 */
record Scale(Duration outage, double share, long seed) {
    static Scale fromEnvironment() {
        return new Scale(
                Duration.ofSeconds(Long.parseLong(or("OUTAGE", "60"))),
                Double.parseDouble(or("SHARE", "1")),
                Long.parseLong(or("SEED", "1")));
    }

    private static String or(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    int of(int count) {
        return Math.max(1, (int) Math.round(count * share));
    }
}
