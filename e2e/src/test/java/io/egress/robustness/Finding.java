package io.egress.robustness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found: the figures, and what of them breaks the promise. */
record Finding(List<String> figures, List<String> broken) {

    /** Collects figures and judges them. */
    static final class Notes {
        private final List<String> figures = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();

        /** Something that is worth saying. */
        Notes say(String format, Object... values) {
            figures.add(String.format(Locale.ROOT, format, values));
            return this;
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
            return new Finding(List.copyOf(figures), List.copyOf(broken));
        }
    }

    boolean holds() {
        return broken.isEmpty();
    }

    /** The line that is printed. */
    String line(String id) {
        return holds()
                ? id + " holds: " + String.join("; ", figures)
                : id + " does not hold: " + String.join("; ", broken) + " (all: " + String.join("; ", figures) + ")";
    }
}
