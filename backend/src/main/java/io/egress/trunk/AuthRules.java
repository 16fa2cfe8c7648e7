package io.egress.trunk;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.NOT_ALLOWED;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.UNKNOWN_VALUE;

import io.egress.problem.Violations;
import io.egress.security.Secret;
import io.egress.variable.TeamVariable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of how a trunk proves who we are, and of where its carrier may be. */
@ApplicationScoped
class AuthRules {
    private final TlsVariables tls;

    AuthRules(TlsVariables tls) {
        this.tls = tls;
    }

    Optional<AuthMethod> method(
            TrunkRequest request,
            Optional<Secret> password,
            Function<String, Optional<TeamVariable>> variables,
            Violations violations) {
        if (request.authMethod() == null || request.authMethod().isBlank()) {
            return Optional.empty();
        }
        if (!request.authMethod().equals("tls_mutual")) {
            Fields.refuse(
                    "/tlsCertVariable", request.tlsCertVariable(), "Leave it out, or choose tls_mutual.", violations);
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
                    violations.add("/allowedIps", REQUIRED, "Give the carrier's addresses or networks.");
                }
                return credentials(request, password, violations).map(AuthMethod.IpAndDigest::new);
            }
            case "tls_mutual" -> {
                refuseCredentials(request, violations);
                return certificate(request, variables, violations).map(AuthMethod.TlsMutual::new);
            }
            default -> {
                violations.add(
                        "/authMethod",
                        UNKNOWN_VALUE,
                        "Give ip_only, digest, registration, ip_and_digest or tls_mutual.");
                return Optional.empty();
            }
        }
    }

    static Optional<AllowedIps> allowedIps(List<String> texts, Violations violations) {
        var networks = new ArrayList<IpAddress.Network>();
        for (int at = 0; texts != null && at < texts.size(); at++) {
            var pointer = "/allowedIps/" + at;
            var network = IpAddress.Network.parse(texts.get(at));
            if (network.isEmpty()) {
                violations.add(pointer, BAD_FORMAT, "Give an address or a network such as 192.0.2.0/24.");
            } else if (network.get().bits() == 0) {
                violations.add(pointer, NOT_ALLOWED, "Give the carrier's own networks; this one is everybody.");
            } else if (networks.contains(network.get())) {
                violations.add(pointer, DUPLICATE, "Give each network once.");
            }
            network.ifPresent(networks::add);
        }
        return networks.isEmpty() ? Optional.empty() : Optional.of(new AllowedIps(networks));
    }

    private Optional<PemVariable> certificate(
            TrunkRequest request, Function<String, Optional<TeamVariable>> variables, Violations violations) {
        if (!"tls".equals(request.transport())) {
            violations.add("/transport", NOT_ALLOWED, "Give tls: a client certificate needs it.");
        }
        if (!Fields.given(request.tlsCertVariable())) {
            violations.add("/tlsCertVariable", REQUIRED, "Name the variable that holds the certificate and its key.");
            return Optional.empty();
        }
        boolean enabled = !Boolean.FALSE.equals(request.enabled());
        return tls.certificate(request.tlsCertVariable(), enabled, variables, violations);
    }

    Optional<PemVariable> authorities(
            TrunkRequest request, Function<String, Optional<TeamVariable>> variables, Violations violations) {
        if (!Fields.given(request.tlsCaVariable())) {
            return Optional.empty();
        }
        if (!"tls".equals(request.transport())) {
            violations.add("/tlsCaVariable", NOT_ALLOWED, "Leave it out, or choose the transport tls.");
            return Optional.empty();
        }
        return tls.authorities(request.tlsCaVariable(), variables, violations);
    }

    private static void refuseCredentials(TrunkRequest request, Violations violations) {
        var sentence = "Leave it out: " + request.authMethod() + " has no credentials.";
        Fields.refuse("/authUser", request.authUser(), sentence, violations);
        Fields.refuse("/authPass", request.authPass(), sentence, violations);
        Fields.refuse("/authRealm", request.authRealm(), sentence, violations);
    }

    private static Optional<Credentials> credentials(
            TrunkRequest request, Optional<Secret> password, Violations violations) {
        if (!Fields.given(request.authUser())) {
            violations.add("/authUser", REQUIRED, "Give the user name that the carrier knows.");
        }
        if (password.isEmpty()) {
            violations.add("/authPass", REQUIRED, "Give the password that the carrier knows.");
        }
        Fields.line("/authUser", request.authUser(), violations);
        Fields.line("/authPass", request.authPass(), violations);
        Fields.line("/authRealm", request.authRealm(), violations);
        return password.map(known -> new Credentials(
                request.authUser() == null ? "" : request.authUser(),
                known,
                Optional.ofNullable(request.authRealm()).filter(realm -> !realm.isBlank())));
    }
}
