package io.egress.trunk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who stands in From. */
public enum FromUser {
    CALLER,
    /** Our account at the carrier; the identity header says who calls. */
    AUTH_USER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FromUser> of(String wireName) {
        return Arrays.stream(values())
                .filter(user -> user.wireName().equals(wireName))
                .findFirst();
    }
}
