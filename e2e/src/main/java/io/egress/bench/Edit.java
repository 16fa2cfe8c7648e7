package io.egress.bench;

import java.io.IOException;
import java.util.ArrayList;

/** P6: how long an edit takes to Redis where there are many trunks, beside few. */
final class Edit {
    private static final int EDITS = 40;
    private static final int WARM = 300;
    private static final int FEW = 10;

    /** Seconds, each the median of some edits. @param published from the answer on */
    private record Took(double whole, double published) {}

    private Edit() {}

    static void measure(Place place) {
        try (var few = new Service(place, "p6-few", place.checkout());
                var many = new Service(place, "p6-many", place.checkout())) {
            few.fill(FEW, 10 * FEW);
            many.fill(10_000, 100_000);
            edits(few, WARM);
            edits(many, WARM);
            var whole = new ArrayList<Double>();
            var published = new ArrayList<Double>();
            for (int at = 0; at < Pairs.COUNT; at++) {
                var ofMany = edits(many, EDITS);
                var ofFew = edits(few, EDITS);
                whole.add(ofMany.whole() / ofFew.whole());
                published.add(ofMany.published() / ofFew.published());
            }
            Report.atMost("P6", "one edit, from the request to Redis, 10,000 trunks ÷ 10", Spread.of(whole), 1.2);
            Report.beside("  of it, from the answer to Redis", Spread.of(published));
        }
    }

    private static Took edits(Service service, int count) {
        var whole = new ArrayList<Double>();
        var published = new ArrayList<Double>();
        try (var redis = service.redis();
                var watch = new Watch(redis)) {
            for (int at = 0; at < count; at++) {
                long sent = System.nanoTime();
                var answer = service.api()
                        .call("PUT", Service.TRUNKS + "/" + Service.trunkId(1 + at % (FEW - 1)), Service.trunk(at));
                long answered = System.nanoTime();
                long seen = watch.seen(answer.path("revision").asLong());
                whole.add((seen - sent) / 1e9);
                published.add(Math.max(0, seen - answered) / 1e9);
            }
        } catch (IOException e) {
            throw new BenchException("Redis can't be asked", e);
        }
        return new Took(Spread.of(whole).median(), Spread.of(published).median());
    }
}
