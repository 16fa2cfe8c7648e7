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
 * @param rule why it sees this caller
 * @param display the name before the URI in From, as it stands there
 * @param from the addr-spec of From
 * @param asserted what another header says, where the carrier is told apart from From
 * @param privacy the header Privacy (RFC 3323 §4.2): whether the network is asked to tell nobody
 */
public record Identity(
        CallerIdRule rule,
        Optional<String> display,
        String from,
        Optional<Asserted> asserted,
        Optional<String> privacy) {
    /** The characters of a user part (RFC 3261 §25.1). What is not made of them can't be passed through. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9\\-_.!~*'()&=+$,;?/%]+");

    /**
     * A header that says who calls.
     *
     * @param name of the header
     * @param identity the addr-spec in its value
     */
    public record Asserted(String name, String identity, String value) {}

    static Identity of(Trunk trunk, String baseNumber, Call call) {
        var rule = CallerIdRule.of(trunk.callerId(), call);
        var agent = Address.parse(call.from());
        var caller = call.wish().flatMap(Dialled::caller).or(() -> caller(trunk.callerId(), baseNumber, agent));
        if (caller.isEmpty()) {
            // RFC 3323 §4.1.1.3: the network may still know who it was.
            return new Identity(
                    rule,
                    Optional.of("\"Anonymous\""),
                    "sip:anonymous@anonymous.invalid",
                    asserted(trunk, baseNumber, true),
                    Optional.of("id"));
        }
        var shown = trunk.habits().fromUser() == FromUser.AUTH_USER
                ? trunk.authMethod().answer().map(Credentials::account).orElseThrow()
                : caller.get();
        return new Identity(
                rule,
                rule == CallerIdRule.PASSTHROUGH ? display(agent) : Optional.empty(),
                new Written(trunk).address(shown),
                asserted(trunk, caller.get(), false),
                Optional.empty());
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

    private static Optional<String> display(Optional<Address> agent) {
        return agent.flatMap(Address::display).map(DisplayName::written);
    }

    private static Optional<Asserted> asserted(Trunk trunk, String user, boolean anonymous) {
        var header = trunk.habits().identityHeader();
        var identity = new Written(trunk).address(user);
        var parameters = header == IdentityHeader.RPID ? ";party=calling;privacy=" + (anonymous ? "full" : "off") : "";
        return header.headerName().map(name -> new Asserted(name, identity, "<" + identity + ">" + parameters));
    }
}
