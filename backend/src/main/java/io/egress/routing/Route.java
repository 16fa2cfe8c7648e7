package io.egress.routing;

import io.egress.trunk.SipUri;
import io.egress.trunk.Trunk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a call by the trunks and base numbers that admins saved. Whether a carrier can be reached is not asked:
 * every trunk counts as ready.
 */
public sealed interface Route {
    /** The trunks to try, one after the other until one takes the call; at least one. */
    record Attempts(List<Attempt> inOrder) implements Route {}

    /** The call never leaves. */
    record Refused(Refusal refusal) implements Route {}

    /** These go along with whatever codec is chosen (RFC 4733, RFC 3389). */
    List<String> COMPANIONS = List.of("telephone-event", "CN");

    /**
     * @param numbers the linked trunk IDs of each base number, in any order
     * @param trunks by trunk ID, disabled ones included
     */
    static Route of(Map<String, List<String>> numbers, Map<String, Trunk> trunks, Call call) {
        var baseNumber = baseNumber(call, numbers);
        if (baseNumber.isEmpty()) {
            return new Refused(Refusal.NO_BASE_NUMBER);
        }
        var destination = Dialled.destination(call.destination());
        if (destination.isEmpty()) {
            return new Refused(Refusal.BAD_DESTINATION);
        }
        var wish = call.callerId().filter(text -> !text.isEmpty());
        var wanted = wish.flatMap(Dialled::caller);
        if (wish.isPresent() && wanted.isEmpty()) {
            return new Refused(Refusal.BAD_CALLER_ID);
        }
        var candidates = candidates(numbers.get(baseNumber.get()), trunks);
        if (candidates.isEmpty()) {
            return new Refused(Refusal.NO_TRUNK);
        }
        var agent = Address.parse(call.from());
        var attempts = new ArrayList<Attempt>();
        for (var trunk : candidates) {
            cut(call.codecs(), trunk.codecs()).ifPresent(codecs -> {
                var identity = Identity.of(trunk, wanted, baseNumber.get(), agent);
                attempts.add(new Attempt(trunk.trunkId(), trunk.outboundProxy().map(Route::place),
                        requestUri(destination.get(), trunk), identity.from(), identity.asserted(), codecs));
            });
        }
        return attempts.isEmpty() ? new Refused(Refusal.CODEC_MISMATCH) : new Attempts(List.copyOf(attempts));
    }

    /** X-Base-Number, else the first of P-Asserted-Identity and From that is a base number. */
    private static Optional<String> baseNumber(Call call, Map<String, List<String>> numbers) {
        var said = call.baseNumber().filter(text -> !text.isEmpty());
        return said.isPresent()
                ? said.flatMap(Dialled::e164).filter(numbers::containsKey)
                : Stream.concat(call.assertedIdentities().stream(), Stream.of(call.from()))
                        .flatMap(value -> Address.parse(value).flatMap(Address::user).flatMap(Dialled::e164).stream())
                        .filter(numbers::containsKey).findFirst();
    }

    /** Enabled trunks, highest priority first, ties to the smaller trunk ID. */
    private static List<Trunk> candidates(List<String> trunkIds, Map<String, Trunk> trunks) {
        return trunkIds.stream().map(trunks::get).filter(trunk -> trunk != null && trunk.enabled())
                .sorted(Comparator.comparing(Trunk::priority).reversed().thenComparing(Trunk::trunkId)).toList();
    }

    private static String requestUri(String destination, Trunk trunk) {
        var written = new Written(trunk);
        return "sip:" + written.user(destination) + "@" + place(trunk.sipUri())
                + trunk.sipUri().parametersOnTheWire().map(parameters -> ";" + parameters).orElse("")
                + written.parameter(destination);
    }

    private static String place(SipUri uri) {
        return uri.host() + (uri.port().isPresent() ? ":" + uri.port().getAsInt() : "");
    }

    /** What both know, in the trunk's order; empty without a codec for voice. */
    private static Optional<List<String>> cut(List<String> offered, List<String> preferred) {
        var common = preferred.stream()
                .flatMap(codec -> offered.stream().filter(codec::equalsIgnoreCase)).toList();
        var companions = offered.stream().filter(codec -> COMPANIONS.stream().anyMatch(codec::equalsIgnoreCase));
        return common.isEmpty() ? Optional.empty() : Optional.of(Stream.concat(common.stream(), companions).toList());
    }
}
