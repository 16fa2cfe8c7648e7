package io.egress.routing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What of an agent's offer a carrier is asked to take. */
final class Offer {
    /** These go along with whatever codec is chosen (RFC 4733, RFC 3389). */
    private static final List<String> COMPANIONS = List.of("telephone-event", "CN");

    private Offer() {}

    /** What both know, in the trunk's order; empty without a codec for voice. */
    static Optional<List<String>> cut(List<String> offered, List<String> preferred) {
        var common = preferred.stream()
                .flatMap(codec -> offered.stream().filter(codec::equalsIgnoreCase))
                .toList();
        var companions = offered.stream().filter(codec -> COMPANIONS.stream().anyMatch(codec::equalsIgnoreCase));
        return common.isEmpty()
                ? Optional.empty()
                : Optional.of(Stream.concat(common.stream(), companions).toList());
    }
}
