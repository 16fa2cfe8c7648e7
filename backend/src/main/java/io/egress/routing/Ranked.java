package io.egress.routing;

import io.egress.trunk.LinkedTrunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A trunk that a call's base number is linked to, and what the call makes of it. */
public record Ranked(LinkedTrunk trunk, Outcome outcome) {
    private static final Comparator<LinkedTrunk> WINNING_ORDER =
            Comparator.comparing(LinkedTrunk::priority).reversed().thenComparing(LinkedTrunk::trunkId);

    /** What becomes of a trunk as far as admins say: whether a carrier can be reached is not asked. */
    public enum Outcome {
        /** It is tried first. */
        FIRST,
        /** It is tried when all before it failed. */
        NEXT,
        DISABLED,
        /** Nothing of the offer is left for it. */
        NO_COMMON_CODEC;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isTried() {
            return this == FIRST || this == NEXT;
        }
    }

    /** All of them, highest priority first, ties to the smaller trunk ID. */
    public static List<Ranked> of(Collection<LinkedTrunk> linked, List<String> offered) {
        var ranked = new ArrayList<Ranked>();
        for (var trunk : linked.stream().sorted(WINNING_ORDER).toList()) {
            ranked.add(new Ranked(trunk, outcome(trunk, offered, ranked.stream().noneMatch(before -> before.outcome()
                    .isTried()))));
        }
        return List.copyOf(ranked);
    }

    private static Outcome outcome(LinkedTrunk trunk, List<String> offered, boolean isFirst) {
        if (!trunk.enabled()) {
            return Outcome.DISABLED;
        }
        if (Offer.cut(offered, trunk.codecs()).isEmpty()) {
            return Outcome.NO_COMMON_CODEC;
        }
        return isFirst ? Outcome.FIRST : Outcome.NEXT;
    }

    /** Why none of them is tried; empty: one is. */
    public static Optional<Refusal> refusal(List<Ranked> ranked) {
        if (ranked.stream().anyMatch(each -> each.outcome().isTried())) {
            return Optional.empty();
        }
        return Optional.of(
                ranked.stream().anyMatch(each -> each.outcome() == Outcome.NO_COMMON_CODEC)
                        ? Refusal.CODEC_MISMATCH
                        : Refusal.NO_TRUNK);
    }
}
