package io.egress.trunk;

import io.egress.variable.VariableReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** When the certificates end that enabled trunks of all teams use, their own and those of their carriers' CAs. */
@ApplicationScoped
public class CertificateEnds {
    /** So long before somebody should know of it. */
    private static final Duration SOON = Duration.ofDays(60);
    /** As many as a dashboard can show; whoever has more has one reason for all of them. */
    private static final int MOST = 100;

    private final VariableUseStore uses;
    private final VariableReader variables;
    private final Clock clock;

    CertificateEnds(VariableUseStore uses, VariableReader variables, Clock clock) {
        this.uses = uses;
        this.variables = variables;
        this.clock = clock;
    }

    /**
     * The first end of a certificate in a variable.
     *
     * @param at may have passed
     */
    public record CertificateEnd(String team, String variable, Instant at) {}

    /** Those that have ended or will within 60 days, the first 100 of them. */
    public List<CertificateEnd> soon() {
        return QuarkusTransaction.requiringNew().call(() -> uses.ofEnabledTrunks().entrySet().stream()
                .flatMap(used -> variables.certificates(used.getKey(), used.getValue()).entrySet().stream()
                        .map(found -> new CertificateEnd(
                                used.getKey(), found.getKey(), found.getValue().notAfter())))
                .filter(end -> end.at().isBefore(clock.instant().plus(SOON)))
                .sorted(Comparator.comparing(CertificateEnd::at))
                .limit(MOST)
                .toList());
    }
}
