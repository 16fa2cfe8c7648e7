package io.egress.bench;

/** P3: the product with many trunks and base numbers beside the product with few. */
final class Flatness {
    private Flatness() {}

    static void measure(Place place) {
        try (var carrier = new Carrier(place, "carrier.xml");
                var few = new Proxy(place, "p3-few", place.checkout(), Rows.of(10, 100, carrier));
                var many = new Proxy(place, "p3-many", place.checkout(), Rows.of(10_000, 100_000, carrier))) {
            var ofFew = new Calls(place, "few", Rows.baseNumbers(100));
            var ofMany = new Calls(place, "many", Rows.baseNumbers(100_000));
            ofFew.warm(few);
            ofMany.warm(many);
            var pairs = Pairs.of(() -> ofMany.through(many), () -> ofFew.through(few));
            Report.atMost("P3", "CPU per call, 10,000 trunks and 100,000 numbers ÷ 10 and 100", pairs.cpu(), 1.05);
            Report.beside("  calls per second", pairs.rate());
        }
    }
}
