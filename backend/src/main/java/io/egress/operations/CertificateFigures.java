package io.egress.operations;

import io.egress.trunk.CertificateEnds.CertificateEnd;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** When certificates end, in seconds since 1970. While PostgreSQL is away they stay as they were read last. */
@ApplicationScoped
class CertificateFigures {
    private final MultiGauge ends;

    CertificateFigures(MeterRegistry meters) {
        ends = MultiGauge.builder("egress.certificate.expiry.timestamp.seconds").register(meters);
    }

    /** Has a meter for each of them, and for no other. */
    void follow(List<CertificateEnd> soon) {
        ends.register(
                soon.stream().map(CertificateFigures::row).collect(Collectors.toList()),
                // One that was replaced by one that ends soon, too.
                true);
    }

    private static Row<Number> row(CertificateEnd end) {
        return Row.of(
                Tags.of("team", end.team(), "variable", end.variable()),
                end.at().getEpochSecond());
    }
}
