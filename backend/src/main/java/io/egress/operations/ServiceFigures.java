package io.egress.operations;

import io.egress.trunk.TrunkCensus;
import io.egress.trunk.TrunkStatus.RegistrationState;
import io.egress.trunk.TrunkStatus.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The figures of what is saved and how far it has come; NaN while that is not known. */
@ApplicationScoped
class ServiceFigures {
    private final Readings readings;
    private final MeterRegistry meters;
    private final String version;

    ServiceFigures(
            Readings readings,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.readings = readings;
        this.meters = meters;
        this.version = version;
    }

    void register(@Observes StartupEvent event) {
        gauge("egress.build.info", Tags.of("version", version), now -> Optional.of(1));
        gauge(
                "egress.postgresql.up",
                Tags.empty(),
                now -> Optional.of(now.database().isPresent() ? 1 : 0));
        gauge("egress.redis.up", Tags.empty(), now -> Optional.of(now.redis().isPresent() ? 1 : 0));
        gauge("egress.revision", Tags.empty(), now -> now.database().map(progress -> progress.revision()));
        gauge("egress.published.revision", Tags.empty(), now -> now.redis().map(seen -> Math.max(0, seen.revision())));
        gauge("egress.publish.lag.revisions", Tags.empty(), Readings::lag);
        gauge("egress.proxies", Tags.empty(), now -> now.redis()
                .map(seen -> seen.nodes().size()));
        for (var state : State.values()) {
            gauge("egress.trunks", Tags.of("status", state.name().toLowerCase(Locale.ROOT)), now -> now.trunks()
                    .map(trunks -> trunks.states().getOrDefault(state, 0)));
        }
        for (var state : RegistrationState.values()) {
            gauge("egress.registrations", Tags.of("state", state.name().toLowerCase(Locale.ROOT)), now -> now.trunks()
                    .map(trunks -> trunks.registrations().getOrDefault(state, 0)));
        }
        gauge("egress.trunks.at.limit", Tags.empty(), now -> now.trunks().map(TrunkCensus.Count::atCap));
    }

    private void gauge(String name, Tags tags, Function<Readings, Optional<? extends Number>> figure) {
        Gauge.builder(name, readings, now -> figure.apply(now)
                        .map(Number::doubleValue)
                        .orElse(Double.NaN))
                .tags(tags)
                .strongReference(true)
                .register(meters);
    }
}
