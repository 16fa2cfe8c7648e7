package io.egress.routing;

import io.egress.trunk.CallerId;
import io.egress.trunk.Credentials;
import io.egress.trunk.FromUser;
import io.egress.trunk.IdentityHeader;
import io.egress.trunk.Trunk;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who calls, as a carrier sees it.
 *
 * @param from the addr-spec of From
 * @param asserted what another header says
 */
record Identity(String from, Optional<Attempt.Asserted> asserted) {
    /** The characters of a user part (RFC 3261 §25.1). What is not made of them can't be passed through. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9\\-_.!~*'()&=+$,;?/%]+");

    /** @param wanted what {@code transfer()} asked for; it wins over the trunk's mode */
    static Identity of(Trunk trunk, Optional<String> wanted, String baseNumber, Optional<Address> agent) {
        var caller = wanted.or(() -> caller(trunk.callerId(), baseNumber, agent));
        if (caller.isEmpty()) {
            // RFC 3323 §4.1.1.3: the network may still know who it was.
            return new Identity("sip:anonymous@anonymous.invalid", asserted(trunk, baseNumber));
        }
        var shown = trunk.habits().fromUser() == FromUser.AUTH_USER
                ? trunk.authMethod().answer().map(Credentials::account).orElseThrow()
                : caller.get();
        return new Identity(new Written(trunk).address(shown), asserted(trunk, caller.get()));
    }

    /** Empty: the agent does not say who it is. */
    private static Optional<String> caller(CallerId mode, String baseNumber, Optional<Address> agent) {
        if (mode instanceof CallerId.BaseNumber) {
            return Optional.of(baseNumber);
        }
        if (mode instanceof CallerId.Override override) {
            return Optional.of(override.value());
        }
        return agent.filter(address -> !address.host().equals("anonymous.invalid"))
                .flatMap(Address::user)
                .filter(user -> USER.matcher(user).matches() && !user.equalsIgnoreCase("anonymous"));
    }

    private static Optional<Attempt.Asserted> asserted(Trunk trunk, String user) {
        var header = trunk.habits().identityHeader();
        return header == IdentityHeader.NONE
                ? Optional.empty()
                : Optional.of(new Attempt.Asserted(header, new Written(trunk).address(user)));
    }
}
