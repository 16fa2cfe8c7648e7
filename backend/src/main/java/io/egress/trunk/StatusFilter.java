package io.egress.trunk;

import io.egress.trunk.TrunkStatus.RegistrationState;
import io.egress.trunk.TrunkStatus.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which trunks a list has by what the proxies say of them.
 *
 * @param states any of them; empty: all
 * @param registrations any of them; empty: all, those that don't register too
 * @param atCap whether they take no further call
 */
record StatusFilter(List<String> states, List<String> registrations, Optional<Boolean> atCap) {
    static final List<String> STATES = wireNames(State.values());
    static final List<String> REGISTRATIONS = wireNames(RegistrationState.values());

    private static List<String> wireNames(Enum<?>[] values) {
        return Arrays.stream(values).map(StatusFilter::wireName).toList();
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Whether it leaves any trunk out. */
    boolean leavesOut() {
        return !states.isEmpty() || !registrations.isEmpty() || atCap.isPresent();
    }

    boolean fits(ReportedTrunk trunk) {
        var registration = trunk.status().registration();
        return (states.isEmpty() || states.contains(wireName(trunk.status().state())))
                && (registrations.isEmpty()
                        || registration != null && registrations.contains(wireName(registration.state())))
                && atCap.map(wanted -> wanted == trunk.isAtCap()).orElse(true);
    }
}
