package io.egress.trunk;

import io.egress.number.E164;
import io.egress.problem.Violations;
import io.egress.security.Secret;
import io.egress.web.Constraints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules between the members of a trunk: makes a record of the domain out of a request, or says all that is wrong. */
@ApplicationScoped
class TrunkRules {
    static final String TRUNK_ID = "^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$";
    private static final String SIP_USER = "^[A-Za-z0-9._-]{1,64}$";

    private final Constraints constraints;
    private final CarrierPlaces places;

    TrunkRules(Constraints constraints, CarrierPlaces places) {
        this.constraints = constraints;
        this.places = places;
    }

    /**
     * A trunk that keeps all rules; its password is whatever the request says, perhaps nothing.
     *
     * @param password the one to use: the request's, else the present one
     * @return empty if there is any violation
     */
    Optional<Trunk> check(String trunkId, TrunkRequest request, Optional<Secret> password,
            Violations violations) {
        constraints.check(request, violations);
        checkId(trunkId, violations);
        line("/name", request.name(), violations);
        var transport = transport(request, violations);
        var uri = uri(request, transport, violations);
        var auth = auth(request, password, violations);
        var callerId = callerId(request, violations);
        var codecs = codecs(request.codecPreferences(), violations);
        if (!violations.inOrder().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Trunk(trunkId, request.name(), uri.orElseThrow(), request.enabled(),
                request.priority() == null ? 50 : request.priority(), transport.orElseThrow(), auth.orElseThrow(),
                callerId.orElseThrow(), request.maxConcurrentCalls() == null ? 0 : request.maxConcurrentCalls(), codecs));
    }

    private static void checkId(String trunkId, Violations violations) {
        if (trunkId == null || trunkId.isBlank()) {
            violations.add("/trunkId", "required", "Give the trunk an ID, such as acme.");
        } else if (!trunkId.matches(TRUNK_ID)) {
            violations.add("/trunkId", "bad_format",
                    "Give 1 to 63 lower-case letters, digits, - and _, beginning and ending with a letter or digit.");
        }
    }

    private static Optional<Transport> transport(TrunkRequest request, Violations violations) {
        if (request.transport() == null || request.transport().isBlank()) {
            return Optional.empty();
        }
        var transport = Transport.of(request.transport());
        if (transport.isEmpty()) {
            violations.add("/transport", "unknown_value", "Give udp, tcp or tls.");
        }
        return transport;
    }

    private Optional<SipUri> uri(TrunkRequest request, Optional<Transport> transport, Violations violations) {
        if (request.sipUri() == null || request.sipUri().isBlank()) {
            return Optional.empty();
        }
        try {
            var uri = SipUri.parse(request.sipUri());
            if (uri.user().isPresent() && !"registration".equals(request.authMethod())) {
                violations.add("/sipUri", "not_allowed", "Leave out the user part; only registration has one.");
            }
            transport.ifPresent(chosen -> checkTransport(uri, chosen, violations));
            places.refusal(uri, transport.orElse(Transport.UDP)).ifPresent(reason ->
                    violations.add("/sipUri", "forbidden_address", reason));
            return Optional.of(uri);
        } catch (SipUri.Malformed e) {
            violations.add("/sipUri", "bad_format", e.getMessage());
            return Optional.empty();
        }
    }

    private static void checkTransport(SipUri uri, Transport chosen, Violations violations) {
        if (uri.secure() && chosen != Transport.TLS) {
            violations.add("/sipUri", "contradicts_transport", "sips: needs the transport tls.");
        }
        if (uri.transportParameter().isPresent() && !uri.transportParameter().get().equals(chosen.wireName())) {
            violations.add("/sipUri", "contradicts_transport",
                    "Leave out ;transport=, or make it the transport of the trunk.");
        }
    }

    private static Optional<AuthMethod> auth(TrunkRequest request, Optional<Secret> password, Violations violations) {
        var allowedIps = allowedIps(request.allowedIps(), violations);
        if (request.authMethod() == null || request.authMethod().isBlank()) {
            return Optional.empty();
        }
        if (!request.authMethod().equals("tls_mutual")) {
            refuse("/tlsCertVariable", request.tlsCertVariable(), "Leave it out, or choose tls_mutual.", violations);
        }
        switch (request.authMethod()) {
            case "ip_only" -> {
                refuseCredentials(request, violations);
                return Optional.of(new AuthMethod.IpOnly());
            }
            case "digest" -> {
                return credentials(request, password, violations).map(AuthMethod.Digest::new);
            }
            case "registration" -> {
                return credentials(request, password, violations).map(AuthMethod.Registration::new);
            }
            case "ip_and_digest" -> {
                if (request.allowedIps() == null || request.allowedIps().isEmpty()) {
                    violations.add("/allowedIps", "required", "Give the carrier's addresses or networks.");
                }
                return credentials(request, password, violations).flatMap(known ->
                        allowedIps.map(networks -> new AuthMethod.IpAndDigest(known, networks)));
            }
            case "tls_mutual" -> {
                refuseCredentials(request, violations);
                return certificate(request, violations).map(AuthMethod.TlsMutual::new);
            }
            default -> {
                violations.add("/authMethod", "unknown_value", "Give ip_only or digest.");
                return Optional.empty();
            }
        }
    }

    private static Optional<AllowedIps> allowedIps(List<String> texts, Violations violations) {
        var networks = new ArrayList<IpAddress.Network>();
        for (int at = 0; texts != null && at < texts.size(); at++) {
            var pointer = "/allowedIps/" + at;
            var network = IpAddress.Network.parse(texts.get(at));
            if (network.isEmpty()) {
                violations.add(pointer, "bad_format", "Give an address or a network such as 192.0.2.0/24.");
            } else if (network.get().bits() == 0) {
                violations.add(pointer, "not_allowed", "Give the carrier's own networks; this one is everybody.");
            } else if (networks.contains(network.get())) {
                violations.add(pointer, "duplicate", "Give each network once.");
            }
            network.ifPresent(networks::add);
        }
        return networks.isEmpty() ? Optional.empty() : Optional.of(new AllowedIps(networks));
    }

    private static Optional<String> certificate(TrunkRequest request, Violations violations) {
        if (!"tls".equals(request.transport())) {
            violations.add("/transport", "not_allowed", "Give tls: a client certificate needs it.");
        }
        if (request.tlsCertVariable() == null || request.tlsCertVariable().isBlank()) {
            violations.add("/tlsCertVariable", "required", "Name the variable that holds the certificate and its key.");
            return Optional.empty();
        }
        return Optional.of(request.tlsCertVariable());
    }

    private static void refuseCredentials(TrunkRequest request, Violations violations) {
        var sentence = "Leave it out: " + request.authMethod() + " has no credentials.";
        refuse("/authUser", request.authUser(), sentence, violations);
        refuse("/authPass", request.authPass(), sentence, violations);
        refuse("/authRealm", request.authRealm(), sentence, violations);
    }

    private static void refuse(String pointer, String value, String sentence, Violations violations) {
        if (value != null && !value.isEmpty()) {
            violations.add(pointer, "not_allowed", sentence);
        }
    }

    private static Optional<Credentials> credentials(TrunkRequest request,
            Optional<Secret> password, Violations violations) {
        if (request.authUser() == null || request.authUser().isBlank()) {
            violations.add("/authUser", "required", "Give the user name that the carrier knows.");
        }
        if (password.isEmpty()) {
            violations.add("/authPass", "required", "Give the password that the carrier knows.");
        }
        line("/authUser", request.authUser(), violations);
        line("/authPass", request.authPass(), violations);
        line("/authRealm", request.authRealm(), violations);
        return password.map(known -> new Credentials(request.authUser() == null ? "" : request.authUser(), known,
                Optional.ofNullable(request.authRealm()).filter(realm -> !realm.isBlank())));
    }

    /** What stands in a list or a SIP header must not end its line. */
    private static void line(String pointer, String value, Violations violations) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            violations.add(pointer, "bad_format", "Give text without line breaks and control characters.");
        }
    }

    private static Optional<CallerId> callerId(TrunkRequest request, Violations violations) {
        if (request.callerIdMode() == null || request.callerIdMode().isBlank()) {
            return Optional.empty();
        }
        boolean given = request.callerIdOverride() != null && !request.callerIdOverride().isBlank();
        if (given && !request.callerIdMode().equals("override")) {
            violations.add("/callerIdOverride", "not_allowed", "Leave it out, or choose the mode override.");
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
                    violations.add("/callerIdOverride", "required", "Give the caller ID to send.");
                    return Optional.empty();
                }
                var value = E164.parse(request.callerIdOverride())
                        .or(() -> Optional.of(request.callerIdOverride().trim()).filter(user -> user.matches(SIP_USER)));
                if (value.isEmpty()) {
                    violations.add("/callerIdOverride", "bad_format",
                            "Give an E.164 number such as +493012345, or a SIP user of letters, digits, . _ and -.");
                }
                return value.map(CallerId.Override::new);
            }
            default -> {
                violations.add("/callerIdMode", "unknown_value", "Give passthrough, base_number or override.");
                return Optional.empty();
            }
        }
    }

    private static List<String> codecs(List<String> names, Violations violations) {
        if (names == null) {
            return Codecs.DEFAULT;
        }
        if (names.isEmpty()) {
            violations.add("/codecPreferences", "required", "Name at least one codec.");
        }
        var codecs = new ArrayList<String>();
        for (int at = 0; at < names.size(); at++) {
            var pointer = "/codecPreferences/" + at;
            var codec = Codecs.canonical(names.get(at));
            if (codec.isEmpty()) {
                violations.add(pointer, "unknown_value", "Name one of " + String.join(", ", Codecs.KNOWN) + ".");
            } else if (codecs.contains(codec.get())) {
                violations.add(pointer, "duplicate", "Name each codec once.");
            }
            codec.ifPresent(codecs::add);
        }
        return List.copyOf(codecs);
    }
}
