package io.egress.routing;

import io.egress.trunk.LinkedTrunk;
import io.egress.trunk.Trunk;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * @param numbers the linked trunk IDs of each base number, in any order
     * @param trunks by trunk ID, disabled ones included
     */
    static Route of(Map<String, List<String>> numbers, Map<String, Trunk> trunks, Call call) {
        var baseNumber = baseNumber(call, numbers);
        if (baseNumber.isEmpty()) {
            return new Refused(Refusal.NO_BASE_NUMBER);
        }
        var ranked = Ranked.of(
                numbers.get(baseNumber.get()).stream()
                        .map(trunks::get)
                        .filter(Objects::nonNull)
                        .map(LinkedTrunk::of)
                        .toList(),
                call.codecs());
        var refusal = call.refusal().or(() -> Ranked.refusal(ranked));
        return refusal.isPresent()
                ? new Refused(refusal.get())
                : new Attempts(ranked.stream()
                        .filter(each -> each.outcome().isTried())
                        .flatMap(
                                each -> Attempt.of(trunks.get(each.trunk().trunkId()), baseNumber.get(), call).stream())
                        .toList());
    }

    /** X-Base-Number, else the first of P-Asserted-Identity and From that is a base number. */
    private static Optional<String> baseNumber(Call call, Map<String, List<String>> numbers) {
        var said = call.baseNumber().filter(text -> !text.isEmpty());
        return said.isPresent()
                ? said.flatMap(Dialled::e164).filter(numbers::containsKey)
                : Stream.concat(call.assertedIdentities().stream(), Stream.of(call.from()))
                        .flatMap(value -> Address.parse(value).flatMap(Address::user).flatMap(Dialled::e164).stream())
                        .filter(numbers::containsKey)
                        .findFirst();
    }
}
