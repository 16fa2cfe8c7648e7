package io.egress.trunk;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.CONTRADICTS_TRANSPORT;
import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.FORBIDDEN_ADDRESS;
import static io.egress.problem.ViolationCode.NOT_ALLOWED;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.RESERVED;
import static io.egress.problem.ViolationCode.UNKNOWN_VALUE;

import io.egress.number.E164;
import io.egress.problem.Violations;
import io.egress.security.Secret;
import io.egress.variable.TeamVariable;
import io.egress.web.Constraints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The rules between the members of a trunk: makes a record of the domain out of a request, or says all that is wrong. */
@ApplicationScoped
class TrunkRules {
    static final String TRUNK_ID = "^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$";
    /** What stands in paths where IDs stand; such a trunk could not be reached. */
    private static final Set<String> RESERVED_IDS = Set.of("bulk", "new", "summary");

    private static final String SIP_USER = "^[A-Za-z0-9._-]{1,64}$";

    private final Constraints constraints;
    private final CarrierPlaces places;
    private final AuthRules auth;

    TrunkRules(Constraints constraints, CarrierPlaces places, AuthRules auth) {
        this.constraints = constraints;
        this.places = places;
        this.auth = auth;
    }

    /**
     * A trunk that keeps all rules; its password is whatever the request says, perhaps nothing.
     *
     * @param password the one to use: the request's, else the present one
     * @param variables finds a variable of the team
     * @return empty if there is any violation
     */
    Optional<Trunk> check(
            String trunkId,
            TrunkRequest request,
            Optional<Secret> password,
            Function<String, Optional<TeamVariable>> variables,
            Violations violations) {
        constraints.check(request, violations);
        checkId(trunkId, violations);
        Fields.line("/name", request.name(), violations);
        var transport = transport(request, violations);
        var uri = uri(request, transport, violations);
        var outboundProxy = outboundProxy(request, transport, violations);
        var method = auth.method(request, password, variables, violations);
        checkAccount(request, uri, method, violations);
        var allowedIps = AuthRules.allowedIps(request.allowedIps(), violations);
        var tlsCa = auth.authorities(request, variables, violations);
        var callerId = callerId(request, violations);
        var habits = HabitRules.of(request, uri, method, violations);
        var codecs = codecs(request.codecPreferences(), violations);
        if (!violations.inOrder().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Trunk(
                trunkId,
                request.name(),
                uri.orElseThrow(),
                outboundProxy,
                request.enabled(),
                request.priority() == null ? 50 : request.priority(),
                transport.orElseThrow(),
                method.orElseThrow(),
                allowedIps,
                tlsCa,
                callerId.orElseThrow(),
                habits,
                request.maxConcurrentCalls() == null ? 0 : request.maxConcurrentCalls(),
                Optional.ofNullable(request.ringTimeout()),
                codecs));
    }

    private static void checkId(String trunkId, Violations violations) {
        if (trunkId == null || trunkId.isBlank()) {
            violations.add("/trunkId", REQUIRED, "Give the trunk an ID, such as acme.");
        } else if (!trunkId.matches(TRUNK_ID)) {
            violations.add(
                    "/trunkId",
                    BAD_FORMAT,
                    "Give 1 to 63 lower-case letters, digits, - and _, beginning and ending with a letter or digit.");
        } else if (RESERVED_IDS.contains(trunkId)) {
            violations.add("/trunkId", RESERVED, "Choose another ID: paths of the API and the page are named so.");
        }
    }

    private static Optional<Transport> transport(TrunkRequest request, Violations violations) {
        if (request.transport() == null || request.transport().isBlank()) {
            return Optional.empty();
        }
        var transport = Transport.of(request.transport());
        if (transport.isEmpty()) {
            violations.add("/transport", UNKNOWN_VALUE, "Give udp, tcp or tls.");
        }
        return transport;
    }

    private Optional<SipUri> uri(TrunkRequest request, Optional<Transport> transport, Violations violations) {
        var uri = place("/sipUri", request.sipUri(), transport, violations);
        if (uri.flatMap(SipUri::user).isPresent() && !"registration".equals(request.authMethod())) {
            violations.add("/sipUri", NOT_ALLOWED, "Leave out the user part; only registration has one.");
        }
        return uri;
    }

    private Optional<SipUri> outboundProxy(TrunkRequest request, Optional<Transport> transport, Violations violations) {
        var uri = place("/outboundProxy", request.outboundProxy(), transport, violations);
        if (uri.flatMap(SipUri::user).isPresent()) {
            violations.add("/outboundProxy", NOT_ALLOWED, "Leave out the user part.");
        }
        if (uri.flatMap(SipUri::parametersOnTheWire).isPresent()) {
            violations.add("/outboundProxy", NOT_ALLOWED, "Leave out the parameters.");
        }
        return uri;
    }

    /** A SIP URI by which requests leave. */
    private Optional<SipUri> place(String pointer, String text, Optional<Transport> transport, Violations violations) {
        if (!Fields.given(text)) {
            return Optional.empty();
        }
        try {
            var uri = SipUri.parse(text);
            transport.ifPresent(chosen -> checkTransport(pointer, uri, chosen, violations));
            places.refusal(uri, transport.orElse(Transport.UDP))
                    .ifPresent(reason -> violations.add(pointer, FORBIDDEN_ADDRESS, reason));
            return Optional.of(uri);
        } catch (SipUri.Malformed e) {
            violations.add(pointer, BAD_FORMAT, e.getMessage());
            return Optional.empty();
        }
    }

    private static void checkTransport(String pointer, SipUri uri, Transport chosen, Violations violations) {
        if (uri.secure() && chosen != Transport.TLS) {
            violations.add(pointer, CONTRADICTS_TRANSPORT, "sips: needs the transport tls.");
        }
        if (uri.transportParameter().isPresent()
                && !uri.transportParameter().get().equals(chosen.wireName())) {
            violations.add(
                    pointer, CONTRADICTS_TRANSPORT, "Leave out ;transport=, or make it the transport of the trunk.");
        }
    }

    /** The user name is a user part where it stands in From or is what is registered. */
    private static void checkAccount(
            TrunkRequest request, Optional<SipUri> uri, Optional<AuthMethod> method, Violations violations) {
        boolean inFrom = "auth_user".equals(request.fromUser());
        boolean registered =
                method.filter(AuthMethod.Registration.class::isInstance).isPresent()
                        && uri.isPresent()
                        && uri.get().user().isEmpty();
        var account = method.flatMap(AuthMethod::answer).map(Credentials::account);
        if ((inFrom || registered)
                && account.isPresent()
                && !SipUri.isUser(account.get())
                && !violations.concern("/authUser")) {
            violations.add(
                    "/authUser",
                    BAD_FORMAT,
                    registered
                            ? "Put the user part to register into the SIP URI: this one can't stand in a SIP URI."
                            : "Choose caller for From: this user name can't stand in a SIP URI.");
        }
    }

    private static Optional<CallerId> callerId(TrunkRequest request, Violations violations) {
        if (request.callerIdMode() == null || request.callerIdMode().isBlank()) {
            return Optional.empty();
        }
        boolean given = request.callerIdOverride() != null
                && !request.callerIdOverride().isBlank();
        if (given && !request.callerIdMode().equals("override")) {
            violations.add("/callerIdOverride", NOT_ALLOWED, "Leave it out, or choose the mode override.");
        }
        switch (request.callerIdMode()) {
            case "passthrough" -> {
                return Optional.of(new CallerId.Passthrough());
            }
            case "base_number" -> {
                return Optional.of(new CallerId.BaseNumber());
            }
            case "override" -> {
                if (!given) {
                    violations.add("/callerIdOverride", REQUIRED, "Give the caller ID to send.");
                    return Optional.empty();
                }
                var value = E164.parse(request.callerIdOverride())
                        .or(() ->
                                Optional.of(request.callerIdOverride().trim()).filter(user -> user.matches(SIP_USER)));
                if (value.isEmpty()) {
                    violations.add(
                            "/callerIdOverride",
                            BAD_FORMAT,
                            "Give an E.164 number such as +493012345, or a SIP user of letters, digits, . _ and -.");
                }
                return value.map(CallerId.Override::new);
            }
            default -> {
                violations.add("/callerIdMode", UNKNOWN_VALUE, "Give passthrough, base_number or override.");
                return Optional.empty();
            }
        }
    }

    private static List<String> codecs(List<String> names, Violations violations) {
        if (names == null) {
            return Codecs.DEFAULT;
        }
        if (names.isEmpty()) {
            violations.add("/codecPreferences", REQUIRED, "Name at least one codec.");
        }
        var codecs = new ArrayList<String>();
        for (int at = 0; at < names.size(); at++) {
            var pointer = "/codecPreferences/" + at;
            var codec = Codecs.canonical(names.get(at));
            if (codec.isEmpty()) {
                violations.add(pointer, UNKNOWN_VALUE, "Name one of " + String.join(", ", Codecs.KNOWN) + ".");
            } else if (codecs.contains(codec.get())) {
                violations.add(pointer, DUPLICATE, "Name each codec once.");
            }
            codec.ifPresent(codecs::add);
        }
        return List.copyOf(codecs);
    }
}
