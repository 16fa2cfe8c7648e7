package io.egress.operations;

import io.egress.revision.Revisions;
import io.egress.revision.Revisions.Progress;
import io.egress.status.NodeReports;
import io.egress.status.NodeReports.Seen;
import io.egress.trunk.CertificateEnds;
import io.egress.trunk.TrunkCensus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What this replica knows of PostgreSQL, Redis and the proxies: a few seconds old, however often it is asked for. */
@ApplicationScoped
class Readings {
    private static final long DATABASE_EVERY_MS = 1000;
    private static final long REDIS_EVERY_MS = 2000;
    private static final long CENSUS_EVERY_MS = 15_000;
    /** So long publishing may lag behind before somebody should look. */
    private static final Duration LAGS = Duration.ofSeconds(10);

    private final Watched<Progress> database;
    private final Watched<Seen> redis;
    private final Watched<TrunkCensus.Count> census;
    private final Clock clock;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3, task -> {
        var thread = new Thread(task, "readings");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Instant behindSince;

    Readings(
            Revisions revisions,
            NodeReports reports,
            TrunkCensus trunks,
            CertificateEnds ends,
            ProxyFigures proxies,
            CertificateFigures certificates,
            Clock clock) {
        this.clock = clock;
        database = new Watched<>(() -> Optional.of(revisions.progress()), clock);
        redis = new Watched<>(
                () -> {
                    var seen = reports.now();
                    seen.ifPresent(proxies::follow);
                    return seen;
                },
                clock);
        census = new Watched<>(
                () -> {
                    certificates.follow(ends.soon());
                    return Optional.of(trunks.count());
                },
                clock);
    }

    void start(@Observes StartupEvent event) {
        every(DATABASE_EVERY_MS, database);
        every(REDIS_EVERY_MS, redis);
        every(CENSUS_EVERY_MS, census);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void every(long milliseconds, Watched<?> watched) {
        threads.scheduleWithFixedDelay(
                () -> {
                    watched.ask();
                    lookForLag();
                },
                0,
                milliseconds,
                TimeUnit.MILLISECONDS);
    }

    private void lookForLag() {
        boolean behind = lag().map(revisions -> revisions > 0).orElse(true);
        if (!behind) {
            behindSince = null;
        } else if (behindSince == null) {
            behindSince = clock.instant();
        }
    }

    /** Empty while PostgreSQL does not answer. */
    Optional<Progress> database() {
        return database.now();
    }

    /** Empty while Redis does not answer. */
    Optional<Seen> redis() {
        return redis.now();
    }

    /** Empty while PostgreSQL does not answer. */
    Optional<TrunkCensus.Count> trunks() {
        return census.now();
    }

    /** Revisions that are saved and not in Redis; empty while PostgreSQL does not answer. */
    Optional<Long> lag() {
        return database()
                .map(progress -> Math.max(
                        0,
                        progress.revision()
                                - redis().map(seen -> Math.max(0, seen.revision()))
                                        .orElse(progress.published())));
    }

    /** Whether publishing has lagged for longer than a hiccup lasts. */
    boolean lags() {
        var since = behindSince;
        return since != null && since.plus(LAGS).isBefore(clock.instant());
    }
}
