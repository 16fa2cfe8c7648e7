package io.egress.robustness;

import io.egress.launch.Replica;
import io.egress.wire.Patience;
import java.time.Duration;

/** From one key to the next, as the README says it: stopped, killed and resumed on the way. */
final class Turn {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final TwoServices services;
    private final String oldKey;
    private final String newKey;
    private long total;
    private int stops;
    private int kills;

    Turn(TwoServices services, String oldKey, String newKey) {
        this.services = services;
        this.oldKey = oldKey;
        this.newKey = newKey;
    }

    String oldKey() {
        return oldKey;
    }

    String newKey() {
        return newKey;
    }

    int stops() {
        return stops;
    }

    int kills() {
        return kills;
    }

    void take() throws Exception {
        services.hold(oldKey, newKey);
        services.restart();
        services.hold(newKey, oldKey);
        services.restart();
        total = services.rotation().path("remaining").asLong();
        services.rotate(services.first());
        stopAt(0.9, services.second());
        services.rotate(services.second());
        killAt(0.75, services.second());
        services.rotate(services.first());
        killAt(0.5, services.first());
        services.awaitHealthy(services.second());
        services.rotate(services.second());
        stopAt(0.25, services.second());
        services.awaitHealthy(services.first());
        services.rotate(services.first());
        Patience.await(
                "all is under " + newKey,
                LONG.toNanos(),
                () -> services.rotation().path("state").asText().equals("done"));
    }

    private void awaitLeft(double share) throws Exception {
        Patience.await(
                "less is left",
                LONG.toNanos(),
                () -> services.rotation().path("remaining").asLong() <= share * total);
    }

    private void stopAt(double share, Replica by) throws Exception {
        awaitLeft(share);
        services.stopRotating(by);
        Patience.await("nobody works any more", LONG.toNanos(), () -> {
            long left = services.rotation().path("remaining").asLong();
            Pause.ms(1_000);
            return services.rotation().path("remaining").asLong() == left;
        });
        stops += isInTheMiddle() ? 1 : 0;
    }

    /** Dies and is started again; whoever needs it waits for it. */
    private void killAt(double share, Replica one) throws Exception {
        awaitLeft(share);
        one.part().kill();
        kills += isInTheMiddle() ? 1 : 0;
        one.part().start();
    }

    private boolean isInTheMiddle() {
        return services.rotation().path("remaining").asLong() > 0;
    }
}
