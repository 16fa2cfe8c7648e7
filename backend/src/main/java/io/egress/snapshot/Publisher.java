package io.egress.snapshot;

import io.egress.contract.ContractVersion;
import io.egress.revision.Advanced;
import io.egress.security.Seal;
import io.egress.snapshot.RedisSnapshot.Head;
import io.egress.status.NodeReports;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
    private final WantedVersions versions;
    private final Map<ContractVersion, Edition> editions = new EnumMap<>(ContractVersion.class);
    private final Semaphore news = new Semaphore(0);
    private final Thread loop = new Thread(this::loop, "publisher");

    private volatile boolean running = true;
    private long complainedAt = -SAID_AGAIN_MS;

    Publisher(
            PublicationStore store,
            RedisSnapshot snapshot,
            NodeReports reports,
            Seal seal,
            MeterRegistry meters,
            @ConfigProperty(name = "egress.contract.unread-kept", defaultValue = "PT10M") Duration unreadKept) {
        this.store = store;
        this.snapshot = snapshot;
        versions = new WantedVersions(reports, snapshot, unreadKept);
        var duration = meters.timer("egress.publish.duration");
        for (var version : ContractVersion.values()) {
            editions.put(version, new Edition(version, store, snapshot, new Rows(version, seal), duration));
        }
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

    /** One turn of the loop. What changed is forgotten when every version of the contract has it that is read. */
    @ActivateRequestContext
    void turn() {
        var before = new LinkedHashMap<ContractVersion, Head>();
        versions.present().forEach(version -> before.put(version, snapshot.head(version)));
        before.entrySet().removeIf(held -> held.getValue().epoch().isEmpty() && versions.isUnread(held.getKey()));
        var progress = store.progress();
        long everywhere = Long.MAX_VALUE;
        for (var held : before.entrySet()) {
            everywhere = Math.min(everywhere, editions.get(held.getKey()).reach(held.getValue(), progress));
        }
        if (everywhere > progress.published()) {
            store.published(everywhere);
        }
    }
}
