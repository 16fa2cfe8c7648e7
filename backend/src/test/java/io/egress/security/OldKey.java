package io.egress.security;

import io.egress.testing.RealPostgresAndRedis;

/** A service whose first key is the last one of the tests' service. */
public final class OldKey {
    private static final AtRest AT_REST = new AtRest(KeyRing.ofText(
            "Keys",
            RealPostgresAndRedis.KEYS_AT_REST.lines().skip(1).findFirst().orElseThrow()));

    private OldKey() {}

    public static String encrypt(String clear, String place) {
        return AT_REST.encrypt(Secret.of(clear), place);
    }
}
