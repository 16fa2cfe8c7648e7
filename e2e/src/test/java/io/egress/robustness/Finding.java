package io.egress.robustness;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found: the figures, and what of them breaks the promise. */
record Finding(List<String> figures, List<String> broken, boolean tried) {
    private static final String GOOD = "+ ";
    private static final String BAD = "- ";

    /** Collects figures and judges them. */
    static final class Notes {
        private final List<String> figures = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();

        /** Something that is worth saying. */
        Notes say(String format, Object... values) {
            return hold(true, format, values);
        }

        /** Something that is worth saying and must hold. */
        Notes hold(boolean holds, String format, Object... values) {
            var figure = String.format(Locale.ROOT, format, values);
            figures.add(figure);
            if (!holds) {
                broken.add(figure);
            }
            return this;
        }

        Finding found() {
            return new Finding(List.copyOf(figures), List.copyOf(broken), true);
        }
    }

    static Finding untried(String why) {
        return new Finding(List.of(why), List.of(), false);
    }

    boolean holds() {
        return broken.isEmpty() && !figures.isEmpty();
    }

    /** The line that is printed. */
    String line(String id) {
        var all = String.join("; ", figures);
        if (!tried) {
            return id + " was not tried: " + all;
        }
        return holds()
                ? id + " holds: " + all
                : id + " does not hold: " + String.join("; ", broken) + " (all: " + all + ")";
    }

    /** For another process to read. */
    void write(PrintStream out) {
        figures.forEach(figure -> out.println((broken.contains(figure) ? BAD : GOOD) + figure));
    }

    /** What another process wrote; one that wrote nothing broke. */
    static Finding written(List<String> lines) {
        var notes = new Notes();
        lines.stream()
                .filter(line -> line.startsWith(GOOD) || line.startsWith(BAD))
                .forEach(line -> notes.hold(line.startsWith(GOOD), "%s", line.substring(GOOD.length())));
        return notes.found();
    }
}
