package io.egress.snapshot;

import io.egress.revision.Advanced;
import io.egress.snapshot.RedisSnapshot.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Closes the difference between PostgreSQL and Redis: woken after each change, and twice a second all the same. Several
 * replicas may run it at once; Redis takes a batch only if it is newer.
 */
@ApplicationScoped
public class Publisher {
    private static final long TICK_MS = 500;
    private static final long SAID_AGAIN_MS = 60_000;
    /** So long a row that was lost or altered in Redis alone, its head untouched, may stay so. */
    private static final long COMPARED_AGAIN_MS = 300_000;

    private final PublicationStore store;
    private final RedisSnapshot snapshot;
    private final Timer duration;
    private final Semaphore news = new Semaphore(0);
    private final Thread loop = new Thread(this::loop, "publisher");

    private volatile boolean running = true;
    private long comparedAt = -COMPARED_AGAIN_MS;
    private long complainedAt = -SAID_AGAIN_MS;

    Publisher(PublicationStore store, RedisSnapshot snapshot, MeterRegistry meters) {
        this.store = store;
        this.snapshot = snapshot;
        duration = meters.timer("egress.publish.duration");
    }

    void start(@Observes StartupEvent event) {
        loop.setDaemon(true);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        news.release();
        loop.join(TimeUnit.SECONDS.toMillis(5));
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Advanced advanced) {
        news.release();
    }

    private void loop() {
        while (running) {
            try {
                news.tryAcquire(TICK_MS, TimeUnit.MILLISECONDS);
                news.drainPermits();
                if (running) {
                    turn();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                complain(e);
            }
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void complain(Exception e) {
        long now = now();
        if (now - complainedAt >= SAID_AGAIN_MS) {
            complainedAt = now;
            Log.warnf("Changes can't be published now and will be later: %s", e);
        }
    }

    /** One turn of the loop. */
    @ActivateRequestContext
    void turn() {
        // A head read before the counter can't be ahead of it, one read after it can't be behind what is known to be
        // published: with both, another replica's work between the reads is not taken for damage.
        var before = snapshot.head();
        var progress = store.progress();
        var head = snapshot.head();
        if (!head.epoch().equals(before.epoch())) {
            return;
        }
        boolean ours = head.epoch().startsWith(progress.installation() + ":");
        if (!ours || before.revision() > progress.revision()) {
            var found =
                    head.epoch().isEmpty() ? "nothing" : ours ? "more than PostgreSQL" : "another installation's rows";
            publish(
                    store::everything,
                    head.epoch(),
                    progress.installation() + ":" + UUID.randomUUID(),
                    "everything, since Redis held " + found);
        } else if (head.revision() < progress.published()) {
            publish(store::everything, head.epoch(), head.epoch(), "everything, since Redis had lost changes");
        } else if (now() - comparedAt >= COMPARED_AGAIN_MS) {
            publish(store::everything, head.epoch(), head.epoch(), "everything, compared");
        } else if (head.revision() < progress.revision()) {
            publish(store::changes, head.epoch(), head.epoch(), "what changed");
        }
    }

    private void publish(Supplier<Desired> read, String sawEpoch, String epoch, String what) {
        long began = System.nanoTime();
        var desired = read.get();
        if (snapshot.apply(desired.over(sawEpoch, epoch)) != Outcome.APPLIED) {
            return;
        }
        store.published(desired.revision());
        duration.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        if (desired.full()) {
            comparedAt = now();
        }
        if (!desired.lastGood().isEmpty()) {
            Log.warnf(
                    "What is stored of these trunks can't be opened; they stay as Redis has them: %s",
                    String.join(", ", desired.lastGood().keySet()));
        }
        Log.infof(
                "Revision %d is in Redis (%s): %d trunks, %d numbers",
                desired.revision(),
                what,
                desired.trunks().size(),
                desired.numbers().size());
    }
}
