package io.egress.trunk;

import static io.egress.problem.ViolationCode.NOT_SECRET;
import static io.egress.problem.ViolationCode.UNKNOWN_VARIABLE;

import io.egress.problem.Violations;
import io.egress.security.ClientIdentity;
import io.egress.security.Pem;
import io.egress.security.Secret;
import io.egress.security.Unusable;
import io.egress.variable.TeamVariable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** What the team variables that trunks use for TLS must hold. */
@ApplicationScoped
class TlsVariables {
    static final String NAME = "^[A-Z][A-Z0-9_]{0,63}$";

    private final Clock clock;

    TlsVariables(Clock clock) {
        this.clock = clock;
    }

    /** Judges a text. */
    private interface Judge {
        void judge(Secret text) throws Unusable;
    }

    private void requireGoodIdentity(Secret text) throws Unusable {
        ClientIdentity.read(text).requireGood(clock.instant());
    }

    /**
     * @param now whether it must be good now: a trunk whose certificate has expired can still be disabled
     * @param variables finds a variable of the team
     */
    Optional<PemVariable> certificate(
            String name, boolean now, Function<String, Optional<TeamVariable>> variables, Violations violations) {
        var found = found("/tlsCertVariable", name, variables, violations);
        if (found.isPresent() && !found.get().secret()) {
            violations.add("/tlsCertVariable", NOT_SECRET, "Name a variable of type secret: it holds a private key.");
            return Optional.empty();
        }
        Judge judge = now ? this::requireGoodIdentity : ClientIdentity::read;
        return found.flatMap(variable -> judged("/tlsCertVariable", variable, judge, "", violations));
    }

    /** @param variables finds a variable of the team */
    Optional<PemVariable> authorities(
            String name, Function<String, Optional<TeamVariable>> variables, Violations violations) {
        return found("/tlsCaVariable", name, variables, violations)
                .flatMap(variable -> judged("/tlsCaVariable", variable, Pem::requireAuthorities, "", violations));
    }

    /** Complains at the new value of a variable. */
    void judgeReplacement(TeamVariable variable, boolean isCertificate, String trunks, Violations violations) {
        judged(
                "/value",
                variable,
                isCertificate ? this::requireGoodIdentity : Pem::requireAuthorities,
                " It is the " + (isCertificate ? "client certificate" : "CA") + " of " + trunks + ".",
                violations);
    }

    private static Optional<TeamVariable> found(
            String pointer, String name, Function<String, Optional<TeamVariable>> variables, Violations violations) {
        var found = variables.apply(name);
        if (found.isEmpty()) {
            violations.add(pointer, UNKNOWN_VARIABLE, "Name a variable that exists.");
        }
        return found;
    }

    private static Optional<PemVariable> judged(
            String pointer, TeamVariable variable, Judge judge, String addition, Violations violations) {
        try {
            judge.judge(variable.value());
            return Optional.of(PemVariable.of(variable));
        } catch (Unusable e) {
            violations.add(pointer, e.code(), e.getMessage() + addition);
            return Optional.empty();
        }
    }
}
