package io.egress.events;

import io.egress.problem.Problem;
import io.egress.revision.Advanced;
import io.egress.revision.Revisions;
import io.egress.status.Proxies;
import io.egress.trunk.TeamTrunks;
import io.egress.web.LongAnswer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the streams of this replica. One thread reads PostgreSQL and Redis for all of them, woken after each change
 * made here and every half second all the same, as other replicas change things too; while nobody listens it rests.
 */
@ApplicationScoped
public class Streams {
    private static final long TICK_MS = 500;
    private static final long PAUSE_MS = 50;
    private static final long LOOK_MS = 1000;
    private static final long SAID_AGAIN_MS = 60_000;
    private static final long RETRY_AFTER_SECONDS = 30;

    private final Revisions revisions;
    private final Proxies proxies;
    private final ChangeReader changes;
    private final TeamTrunks trunks;
    private final Data data;
    private final int most;
    private final int mostOfTeam;
    private final Duration recheck;

    private final Semaphore news = new Semaphore(0);
    private final Thread loop = new Thread(this::loop, "events");
    private final Queue<Reader> joining = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final Map<String, TeamWatch> watches = new HashMap<>();

    private volatile boolean running = true;
    private long lookedAt = -LOOK_MS;
    private long complainedAt = -SAID_AGAIN_MS;

    Streams(
            Revisions revisions,
            Proxies proxies,
            ChangeReader changes,
            TeamTrunks trunks,
            Data data,
            @ConfigProperty(name = "egress.events.most", defaultValue = "1000") int most,
            @ConfigProperty(name = "egress.events.most-of-team", defaultValue = "200") int mostOfTeam,
            @ConfigProperty(name = "egress.events.recheck", defaultValue = "30S") Duration recheck) {
        this.revisions = revisions;
        this.proxies = proxies;
        this.changes = changes;
        this.trunks = trunks;
        this.data = data;
        this.most = most;
        this.mostOfTeam = mostOfTeam;
        this.recheck = recheck;
    }

    void start(@Observes StartupEvent event) {
        loop.setDaemon(true);
        loop.start();
    }

    /** Readers go on at another replica; requests that last for hours would keep this one from stopping. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        running = false;
        news.release();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        news.release();
        loop.join(TimeUnit.SECONDS.toMillis(5));
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Advanced advanced) {
        news.release();
    }

    /**
     * A stream of what changes from now on, or since a reader left.
     *
     * @param lastEventId the id of the last event that it read; null for somebody new
     * @throws Problem.TooManyRequests if the team has enough of them
     * @throws Problem.Unavailable if this replica has
     */
    Multi<Message> open(LongAnswer answer, String lastEventId) {
        if (open.getOrDefault(answer.actor().team(), 0) >= mostOfTeam) {
            throw new Problem.TooManyRequests(RETRY_AFTER_SECONDS);
        }
        if (!running || open.values().stream().mapToInt(Integer::intValue).sum() >= most) {
            throw new Problem.Unavailable("There are as many streams as may be; try again shortly.");
        }
        return Multi.createFrom().emitter(emitter -> join(answer, emitter, lastEventId));
    }

    private void join(LongAnswer answer, MultiEmitter<? super Message> emitter, String lastEventId) {
        var team = answer.actor().team();
        open.merge(team, 1, Integer::sum);
        joining.add(new Reader(answer, emitter, lastEventId, () -> open.merge(team, -1, Integer::sum)));
        news.release();
    }

    private void loop() {
        while (running) {
            try {
                if (watches.isEmpty() && joining.isEmpty()) {
                    news.acquire();
                } else {
                    news.tryAcquire(TICK_MS, TimeUnit.MILLISECONDS);
                }
                Thread.sleep(PAUSE_MS);
                news.drainPermits();
                turn();
            } catch (InterruptedException e) {
                return;
            }
        }
        watches.values().forEach(TeamWatch::end);
        joining.forEach(Reader::end);
    }

    private void turn() {
        for (var reader = joining.poll(); reader != null; reader = joining.poll()) {
            watches.computeIfAbsent(reader.team(), team -> new TeamWatch(team, changes, trunks, data))
                    .add(reader);
        }
        if (watches.isEmpty()) {
            return;
        }
        attempt(this::readRows);
        attempt(this::lookAtProxies);
        watches.values().forEach(watch -> watch.attend(recheck));
        watches.values().removeIf(TeamWatch::isOver);
    }

    private void readRows() {
        long newest = revisions.present();
        if (watches.values().stream().anyMatch(watch -> watch.lacks(newest))) {
            revisions.atOneMoment(revision -> {
                watches.values().stream().filter(watch -> watch.lacks(revision)).forEach(watch -> watch.read(revision));
                return revision;
            });
        }
    }

    private void lookAtProxies() {
        if (now() - lookedAt >= LOOK_MS || watches.values().stream().anyMatch(TeamWatch::waits)) {
            var look = proxies.look();
            lookedAt = now();
            watches.values().forEach(watch -> watch.look(look));
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (now() - complainedAt >= SAID_AGAIN_MS) {
                complainedAt = now();
                Log.warnf("What changes can't be told now and will be later: %s", e);
            }
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
