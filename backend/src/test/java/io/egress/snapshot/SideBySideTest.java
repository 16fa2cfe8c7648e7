package io.egress.snapshot;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.egress.contract.ContractVersion.V1;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.ContractVersion;
import io.egress.contract.RedisKeys;
import io.egress.security.Seal;
import io.egress.status.NodeReports;
import io.egress.testing.Patience;
import io.egress.testing.RealPostgresAndRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proxies of the last release beside those of this one, as while the product is upgraded or rolled back. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class SideBySideTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String OLD_PROXY = "proxy-old";

    @Inject
    RedisDataSource redis;

    @Inject
    PublicationStore store;

    @Inject
    RedisSnapshot snapshot;

    @Inject
    NodeReports reports;

    @Inject
    Seal seal;

    @Inject
    ObjectMapper json;

    private final String trunkId = "side-by-side-" + COUNTER.incrementAndGet();

    @BeforeEach
    void saveATrunk() throws Exception {
        untilRemoved();
        save(10);
        awaitPriority(NEWEST, 10);
    }

    @AfterEach
    void stopTheOldProxy() {
        redis.key().del(RedisKeys.node(OLD_PROXY));
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    /** The revision of the save. */
    private long save(int priority) {
        return admin().body("""
                {"name":"Side by side","sipUri":"sip:carrier.example","enabled":true,"transport":"udp","priority":%d,
                 "authMethod":"ip_only","callerIdMode":"passthrough"}""".formatted(priority))
                .put("/api/v1/egress-trunks/" + trunkId)
                .then()
                .statusCode(oneOf(200, 201))
                .extract()
                .jsonPath()
                .getLong("revision");
    }

    private boolean hasPriority(ContractVersion version, int priority) {
        var row = redis.hash(String.class).hget(version.trunks(), trunkId);
        return row != null && row.contains("\"priority\":" + priority + ",");
    }

    private void awaitPriority(ContractVersion version, int priority) throws Exception {
        Patience.await("priority " + priority + " is in Redis in " + version, () -> hasPriority(version, priority));
    }

    private String epoch(ContractVersion version) {
        return snapshot.head(version).epoch();
    }

    /** As it signs every second; it says nothing of contracts. */
    private void anOldProxyReports() {
        redis.set(String.class).sadd(RedisKeys.NODES, OLD_PROXY);
        redis.value(String.class)
                .setex(
                        RedisKeys.node(OLD_PROXY),
                        60,
                        "{\"node\":\"" + OLD_PROXY + "\",\"epoch\":\"\",\"revision\":0,\"seenAt\":1763900000000}");
    }

    /** A replica that keeps for no time what nobody reads finds out that nobody does, and the other one soon after it. */
    private void untilRemoved() throws Exception {
        var replica = new Publisher(store, snapshot, reports, seal, new SimpleMeterRegistry(), Duration.ZERO);
        Patience.await("what nobody reads is removed", () -> {
            replica.turn();
            if (snapshot.holds(V1)) {
                return false;
            }
            Thread.sleep(600);
            return !snapshot.holds(V1);
        });
    }

    private void awaitQuiet() throws Exception {
        Patience.await("all that is saved is known to be published", () -> {
            var progress = store.progress();
            return progress.published() == progress.revision();
        });
    }

    @Test
    void whileNoOldProxyLivesOnlyTheNewestVersionIsWritten() throws Exception {
        save(20);
        awaitPriority(NEWEST, 20);
        awaitQuiet();
        assertFalse(snapshot.holds(V1));
    }

    @Test
    void anOldProxyThatAppearsIsServedAtOnceAndGetsEveryChange() throws Exception {
        anOldProxyReports();
        long appeared = System.nanoTime();
        awaitPriority(V1, 10);
        assertTrue(Duration.ofNanos(System.nanoTime() - appeared).compareTo(Duration.ofSeconds(2)) < 0);
        assertNotEquals(epoch(NEWEST), epoch(V1));
        long revision = save(30);
        awaitPriority(V1, 30);
        awaitPriority(NEWEST, 30);
        awaitQuiet();
        assertEquals(revision, snapshot.head(V1).revision());
        assertEquals(revision, snapshot.head(NEWEST).revision());
    }

    @Test
    void whatNobodyReadsAnyMoreIsKeptUpForAWhile() throws Exception {
        anOldProxyReports();
        awaitPriority(V1, 10);
        redis.key().del(RedisKeys.node(OLD_PROXY));
        // Longer than it takes to see that it has gone.
        Thread.sleep(1200);
        save(40);
        awaitPriority(V1, 40);
    }

    @Test
    void anOldProxyThatComesBackAfterThatIsServedAnew() throws Exception {
        anOldProxyReports();
        awaitPriority(V1, 10);
        var before = epoch(V1);
        redis.key().del(RedisKeys.node(OLD_PROXY));
        untilRemoved();
        save(50);
        awaitPriority(NEWEST, 50);
        awaitQuiet();
        assertFalse(snapshot.holds(V1));
        anOldProxyReports();
        awaitPriority(V1, 50);
        assertNotEquals(before, epoch(V1));
    }

    @Test
    void aServiceThatStopsBetweenTheVersionsForgetsNothing() throws Exception {
        anOldProxyReports();
        awaitPriority(V1, 10);
        awaitQuiet();
        var epochs = epoch(NEWEST) + epoch(V1);
        var stops = new AtomicBoolean(true);
        QuarkusMock.installMockForType(
                new RedisSnapshot(redis, json) {
                    @Override
                    Outcome apply(ContractVersion version, Batch batch) {
                        if (version == V1 && stops.get()) {
                            throw new IllegalStateException("stopped between the versions");
                        }
                        return super.apply(version, batch);
                    }
                },
                RedisSnapshot.class);
        long revision = save(60);
        awaitPriority(NEWEST, 60);
        // It tries again twice a second.
        Thread.sleep(1200);
        assertTrue(hasPriority(V1, 10));
        assertTrue(store.progress().published() < revision);
        stops.set(false);
        awaitPriority(V1, 60);
        awaitQuiet();
        assertEquals(epochs, epoch(NEWEST) + epoch(V1));
    }

    @Test
    void whatAServiceOfTheLastReleaseWroteForItsProxiesAloneComesToTheOthersToo() throws Exception {
        var earlier = redis.hash(String.class).hget(NEWEST.trunks(), trunkId);
        awaitQuiet();
        var head = snapshot.head(NEWEST);
        save(70);
        awaitPriority(NEWEST, 70);
        awaitQuiet();
        // It knows one version only, and takes for published what is there in that one.
        redis.withTransaction(lacking -> {
            lacking.hash(String.class).hset(NEWEST.trunks(), trunkId, earlier);
            lacking.hash(String.class).hset(NEWEST.head(), "revision", Long.toString(head.revision()));
        });
        awaitPriority(NEWEST, 70);
        assertEquals(head.epoch(), epoch(NEWEST));
    }
}
