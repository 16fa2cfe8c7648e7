package io.egress.bench;

import java.util.Locale;

/** The table on standard output; a verdict goes by the median. */
final class Report {
    private static final String LINE = "%-4s %-62s %-22s %-8s %s%n";

    private Report() {}

    static void head() {
        System.out.printf(LINE, "", "median (least–most) of " + Pairs.COUNT + " pairs", "ratio", "hold", "");
    }

    static void atMost(String promise, String what, Spread ratio, double hold) {
        row(promise, what, ratio, "≤ " + figure(hold), ratio.median() <= hold);
    }

    static void atLeast(String promise, String what, Spread ratio, double hold) {
        row(promise, what, ratio, "≥ " + figure(hold), ratio.median() >= hold);
    }

    static void exactly(String promise, String what, Spread ratio, double hold) {
        row(promise, what, ratio, figure(hold), ratio.least() == hold && ratio.most() == hold);
    }

    /** A figure that stands beside a promise, without being one. */
    static void beside(String what, Spread ratio) {
        System.out.printf(LINE, "", what, ratio, "", "");
    }

    private static void row(String promise, String what, Spread ratio, String hold, boolean holds) {
        System.out.printf(LINE, promise, what, ratio, hold, holds ? "holds" : "does not hold");
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
