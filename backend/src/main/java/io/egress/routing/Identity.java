package io.egress.routing;

import io.egress.trunk.CallerId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who calls, as a carrier sees it.
 *
 * @param from the addr-spec of From
 * @param asserted the addr-spec of P-Asserted-Identity
 */
record Identity(String from, String asserted) {
    /** The characters of a user part (RFC 3261 §25.1). What is not made of them can't be passed through. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9\\-_.!~*'()&=+$,;?/%]+");

    private static Identity of(String user, String host) {
        var both = "sip:" + user + "@" + host;
        return new Identity(both, both);
    }

    /** @param wanted what {@code transfer()} asked for; it wins over the trunk's mode */
    static Identity of(CallerId mode, Optional<String> wanted, String baseNumber, Optional<Address> agent, String host) {
        if (wanted.isPresent()) {
            return of(wanted.get(), host);
        }
        if (mode instanceof CallerId.BaseNumber) {
            return of(baseNumber, host);
        }
        if (mode instanceof CallerId.Override override) {
            return of(override.value(), host);
        }
        return named(agent).map(user -> of(user, host))
                // RFC 3323 §4.1.1.3: the network may still know who it was.
                .orElse(new Identity("sip:anonymous@anonymous.invalid", of(baseNumber, host).asserted()));
    }

    private static Optional<String> named(Optional<Address> agent) {
        return agent.filter(address -> !address.host().equals("anonymous.invalid"))
                .flatMap(Address::user)
                .filter(user -> USER.matcher(user).matches() && !user.equalsIgnoreCase("anonymous"));
    }
}
