package io.egress.snapshot;

import io.egress.revision.Advanced;
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

/**
 * Closes the difference between PostgreSQL and Redis: woken after each change, and twice a second all the same. Several
 * replicas may run it at once; Redis takes a batch only if it is newer.
 */
@ApplicationScoped
public class Publisher {
    private static final long TICK_MS = 500;
    private static final long SAID_AGAIN_MS = 60_000;

    private final PublicationStore store;
    private final RedisSnapshot snapshot;
    private final Semaphore news = new Semaphore(0);
    private final Thread loop = new Thread(this::loop, "publisher");

    private volatile boolean running = true;
    /** What this process has seen to be whole; until then it compares everything once. */
    private boolean compared;
    private long complainedAt = -SAID_AGAIN_MS;

    Publisher(PublicationStore store, RedisSnapshot snapshot) {
        this.store = store;
        this.snapshot = snapshot;
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

    private void complain(Exception e) {
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        if (now - complainedAt >= SAID_AGAIN_MS) {
            complainedAt = now;
            Log.warnf("Changes can't be published now and will be later: %s", e.getMessage());
        }
    }

    /** One turn of the loop. */
    @ActivateRequestContext
    void turn() {
        var head = snapshot.head();
        var progress = store.progress();
        boolean ours = head.epoch().startsWith(progress.installation() + ":");
        // A head read before a commit is not ahead of a counter that is read after it; the other way round it may be.
        if (!ours || head.revision() > progress.revision()) {
            var epoch = progress.installation() + ":" + UUID.randomUUID();
            Log.infof("Redis holds %s; it is filled anew", !head.epoch().isEmpty() && !ours ? "another installation's rows"
                    : ours ? "a later revision than PostgreSQL" : "nothing of ours");
            publish(store.everything(), head.epoch(), epoch);
        } else if (!compared || head.revision() < progress.published()) {
            publish(store.everything(), head.epoch(), head.epoch());
        } else if (head.revision() < progress.revision()) {
            publish(store.changes(), head.epoch(), head.epoch());
        }
    }

    private void publish(Desired desired, String sawEpoch, String epoch) {
        var outcome = snapshot.apply(desired.over(sawEpoch, epoch));
        if (outcome == RedisSnapshot.Outcome.APPLIED) {
            store.published(desired.revision());
            compared = compared || desired.full();
            Log.infof("Revision %d is in Redis: %d trunks, %d numbers%s", desired.revision(), desired.trunks().size(),
                    desired.numbers().size(), desired.full() ? ", everything" : "");
        }
    }
}
