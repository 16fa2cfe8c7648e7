package io.egress.access;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The limits on guessing, all of them a minute. */
@Singleton
final class Throttles {
    private final Throttle logInsOfUser;
    private final Throttle logInsOfAddress;
    private final Throttle badTokensOfAddress;
    private final Throttle newTokensOfUser;

    Throttles(
            @ConfigProperty(name = "egress.limits.failed-logins-of-user", defaultValue = "10") int ofUser,
            @ConfigProperty(name = "egress.limits.failed-logins-of-address", defaultValue = "30") int ofAddress,
            @ConfigProperty(name = "egress.limits.bad-tokens-of-address", defaultValue = "60") int badTokens,
            @ConfigProperty(name = "egress.limits.new-tokens-of-user", defaultValue = "20") int newTokens) {
        logInsOfUser = new Throttle(ofUser);
        logInsOfAddress = new Throttle(ofAddress);
        badTokensOfAddress = new Throttle(badTokens);
        newTokensOfUser = new Throttle(newTokens);
    }

    Throttle logInsOfUser() {
        return logInsOfUser;
    }

    Throttle logInsOfAddress() {
        return logInsOfAddress;
    }

    Throttle badTokensOfAddress() {
        return badTokensOfAddress;
    }

    Throttle newTokensOfUser() {
        return newTokensOfUser;
    }
}
