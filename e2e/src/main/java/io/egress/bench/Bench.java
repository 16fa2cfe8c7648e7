package io.egress.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code make bench}: the performance promises as ratios, each side by side with its floor. */
public final class Bench {
    private static final Map<String, Consumer<Place>> PROMISES = new LinkedHashMap<>();

    static {
        PROMISES.put("P1", PolicyTax::measure);
        PROMISES.put("P2", LookUp::measure);
        PROMISES.put("P3", Flatness::measure);
        PROMISES.put("P4", HungRedis::measure);
        PROMISES.put("P5", SaveToWire::measure);
        PROMISES.put("P6", Edit::measure);
        PROMISES.put("P7", Heal::measure);
        PROMISES.put("P8", HonestyTax::measure);
        PROMISES.put("P9", Crud::measure);
        PROMISES.put("P10", Cap::measure);
    }

    private Bench() {}

    /** @param arguments the checkout, a directory that may be emptied, and the promises to measure; none: all */
    public static void main(String[] arguments) {
        var place = new Place(
                Path.of(arguments[0]).toAbsolutePath().normalize(),
                Path.of(arguments[1]).toAbsolutePath());
        var wanted = List.of(arguments).subList(2, arguments.length);
        place.empty();
        Report.head();
        try {
            PROMISES.forEach((promise, measure) -> {
                if (wanted.isEmpty() || wanted.contains(promise)) {
                    measure.accept(place);
                }
            });
        } catch (RuntimeException e) {
            System.err.println("Could not be measured: " + e.getMessage()
                    + (e.getCause() == null ? "" : " (" + e.getCause() + ")"));
            System.exit(1);
        }
    }
}
