package io.egress.rotation;

import io.egress.security.AtRest;
import io.egress.security.EncryptedValue;
import io.egress.security.EncryptedValues;
import io.egress.security.Unusable;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Brings values under the first key, portion by portion, for as long as that is wanted. Several replicas may do it at once;
 * what one has locked the others pass over. No revision moves: proxies get the same rows as before.
 */
@ApplicationScoped
class Rotator {
    /** So many rows are locked at once: whoever wants to change one of them waits that long. */
    private static final int PORTION = 50;
    /** Between portions: saving and publishing go first. */
    private static final long PAUSE_MS = 100;

    private static final long AFTER_TROUBLE_MS = 5_000;
    private static final int NAMED = 100;

    private final RotationStore store;
    private final AtRest atRest;
    private final List<EncryptedValues> features;
    private final Semaphore news = new Semaphore(0);
    private final Thread loop = new Thread(this::loop, "rotator");

    private volatile boolean running = true;

    @Inject
    Rotator(RotationStore store, AtRest atRest, @All List<EncryptedValues> features) {
        this.store = store;
        this.atRest = atRest;
        this.features = features;
    }

    /** A replica that was stopped in the middle goes on when it is back. */
    void start(@Observes StartupEvent event) {
        loop.setDaemon(true);
        loop.start();
        news.release();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        news.release();
        loop.join(TimeUnit.SECONDS.toMillis(5));
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Rotation.Wanted wanted) {
        news.release();
    }

    private void loop() {
        while (running) {
            try {
                news.acquire();
                news.drainPermits();
                work();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                Log.warnf("The rotation can't go on now and will later: %s", e);
                news.release();
                pause(AFTER_TROUBLE_MS);
            }
        }
    }

    private void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Goes over all values until none is left that can be opened, or nobody wants it any more. */
    void work() {
        while (mayGoOn()) {
            var refused = new TreeSet<String>();
            if (!pass(refused)) {
                return;
            }
            boolean finished = QuarkusTransaction.requiringNew().call(() -> finish(refused));
            if (finished) {
                Log.infof(
                        "Everything that could be opened is under the key '%s'; values that could not: %d",
                        atRest.activeKeyId(), refused.size());
                return;
            }
            pause(PAUSE_MS);
        }
    }

    private boolean mayGoOn() {
        return running && QuarkusTransaction.requiringNew().call(() -> store.workOn(atRest.activeKeyId()));
    }

    /** @return false if it was stopped before its end */
    private boolean pass(Set<String> refused) {
        for (var values : features) {
            var after = "";
            while (true) {
                if (!mayGoOn()) {
                    return false;
                }
                var last = portion(values, after, refused);
                if (last.isEmpty()) {
                    break;
                }
                after = last;
                pause(PAUSE_MS);
            }
        }
        return true;
    }

    /** @return the key of the portion's last row, {@code ""} if there was none */
    private String portion(EncryptedValues values, String after, Set<String> refused) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var some = values.lockedButNotUnder(atRest.activeKeyId(), after, PORTION);
            for (var value : some) {
                renew(values, value, refused);
            }
            return some.isEmpty() ? "" : some.get(some.size() - 1).key();
        });
    }

    private void renew(EncryptedValues values, EncryptedValue value, Set<String> refused) {
        try {
            values.replace(value, atRest.renewed(value));
        } catch (Unusable e) {
            refused.add(value.place());
        }
    }

    /** What others had locked is left for the next time. */
    private boolean finish(Set<String> refused) {
        long left = features.stream().mapToLong(this::notUnderActive).sum();
        store.remember(refused.size(), refused.stream().limit(NAMED).toList());
        boolean finished = left <= refused.size();
        if (finished) {
            store.finished(atRest.activeKeyId());
        }
        return finished;
    }

    private long notUnderActive(EncryptedValues values) {
        return values.countByKeyId().entrySet().stream()
                .filter(use -> !use.getKey().equals(atRest.activeKeyId()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
