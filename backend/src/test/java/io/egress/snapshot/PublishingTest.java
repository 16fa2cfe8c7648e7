package io.egress.snapshot;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.security.Seal;
import io.egress.snapshot.RedisSnapshot.Outcome;
import io.egress.status.NodeReports;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.RedisProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of a save, whatever happens to Redis. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class PublishingTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(15);

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

    private String trunkId;
    private String number;

    @BeforeEach
    void saveATrunkAndItsNumber() {
        trunkId = "published-" + COUNTER.incrementAndGet();
        number = "+4930" + (7_000_000 + COUNTER.get());
        admin().body("{\"number\":\"" + number + "\"}")
                .post("/api/v1/base-numbers")
                .then()
                .statusCode(201);
        save(trunkId, 50);
        awaitPriority(50, A_MOMENT);
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    /** The revision of the save. */
    private long save(String id, int priority) {
        return admin().body("""
                {"name":"Published","sipUri":"sip:carrier.example","enabled":true,"transport":"udp","priority":%d,
                 "authMethod":"digest","authUser":"bot","authPass":"canary-Zq4","callerIdMode":"passthrough",
                 "baseNumbers":["%s"]}""".formatted(priority, number))
                .put("/api/v1/egress-trunks/" + id)
                .then()
                .statusCode(oneOf(200, 201))
                .extract()
                .jsonPath()
                .getLong("revision");
    }

    private String row(String key, String field) {
        return redis.hash(String.class).hget(key, field);
    }

    private Map<String, String> head() {
        return redis.hash(String.class).hgetall(NEWEST.head());
    }

    private void awaitPriority(int priority, Duration patience) {
        await(patience, () -> {
            var row = row(NEWEST.trunks(), trunkId);
            return row != null && row.contains("\"priority\":" + priority + ",");
        });
    }

    private static void await(Duration patience, Callable<Boolean> happens) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                if (happens.call()) {
                    return;
                }
            } catch (Exception e) {
                // Redis may be away.
            }
            assertTrue(System.nanoTime() < end, "it did not happen within " + patience);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Map<String, String> lastChange() {
        return redis.stream(String.class)
                .xrevrange(NEWEST.changes(), StreamRange.of("+", "-"), 1)
                .get(0)
                .payload();
    }

    @Test
    void aSaveIsInRedisAMomentLaterWithoutThePasswordInTheClear() {
        long revision = save(trunkId, 60);
        awaitPriority(60, A_MOMENT);
        assertTrue(row(NEWEST.trunks(), trunkId)
                .startsWith("{\"trunkId\":\"" + trunkId + "\",\"revision\":" + revision + ",\"enabled\":true,"));
        assertFalse(row(NEWEST.trunks(), trunkId).contains("canary-Zq4"));
        assertTrue(row(NEWEST.numbers(), number).endsWith("\"trunks\":[\"" + trunkId + "\"]}"));
        assertEquals(Long.toString(revision), head().get("revision"));
        assertEquals(
                Map.of("revision", Long.toString(revision), "trunks", "[\"" + trunkId + "\"]", "numbers", "[]"),
                lastChange());
    }

    @Test
    void whatIsDeletedLeavesRedis() {
        admin().delete("/api/v1/egress-trunks/" + trunkId + "?force=true")
                .then()
                .statusCode(204);
        await(A_MOMENT, () -> row(NEWEST.trunks(), trunkId) == null);
        assertTrue(row(NEWEST.numbers(), number).endsWith("\"trunks\":[]}"));
        admin().delete("/api/v1/base-numbers/" + number).then().statusCode(204);
        await(A_MOMENT, () -> row(NEWEST.numbers(), number) == null);
    }

    @Test
    void aDisabledTrunkSaysNoMoreThanThat() {
        admin().body("""
                {"name":"Off","sipUri":"sip:carrier.example","enabled":false,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"passthrough"}""").put("/api/v1/egress-trunks/" + trunkId).then().statusCode(200);
        await(A_MOMENT, () -> row(NEWEST.trunks(), trunkId)
                .matches("\\{\"trunkId\":\"" + trunkId + "\",\"revision\":\\d+,\"enabled\":false}"));
    }

    @Test
    void anEmptiedRedisIsFilledAnewUnderANewEpoch() {
        var before = head();
        redis.execute("FLUSHALL");
        awaitPriority(50, A_MOMENT);
        assertNotEquals(before.get("epoch"), head().get("epoch"));
        assertEquals(before.get("epoch").split(":")[0], head().get("epoch").split(":")[0]);
        assertEquals("1", lastChange().get("full"));
        assertTrue(row(NEWEST.numbers(), number).contains(trunkId));
    }

    @Test
    void anotherInstallationsRowsAreReplaced() {
        redis.hash(String.class).hset(NEWEST.head(), Map.of("epoch", "another:1", "revision", "1"));
        redis.hash(String.class).hset(NEWEST.trunks(), "stranger", "{}");
        await(A_MOMENT, () -> row(NEWEST.trunks(), "stranger") == null);
        assertFalse(head().get("epoch").startsWith("another"));
        awaitPriority(50, A_MOMENT);
    }

    @Test
    void keysOfAnotherTypeAreReplaced() {
        for (var key : List.of(NEWEST.head(), NEWEST.trunks(), NEWEST.numbers(), NEWEST.changes())) {
            redis.key().del(key);
            redis.value(String.class).set(key, "not ours");
        }
        awaitPriority(50, A_MOMENT);
        assertTrue(row(NEWEST.numbers(), number).contains(trunkId));
    }

    @Test
    void aRedisThatLostItsLastMomentsIsBroughtUpToDateInTheSameEpoch() {
        var earlier = row(NEWEST.trunks(), trunkId);
        var head = head();
        save(trunkId, 61);
        awaitPriority(61, A_MOMENT);
        awaitQuiet();
        redis.withTransaction(lost -> {
            lost.hash(String.class).hset(NEWEST.trunks(), trunkId, earlier);
            lost.hash(String.class).hset(NEWEST.head(), "revision", head.get("revision"));
        });
        awaitPriority(61, A_MOMENT);
        assertEquals(head.get("epoch"), head().get("epoch"));
    }

    @Test
    void aRedisAheadOfPostgresqlGetsANewEpoch() {
        var before = head();
        redis.hash(String.class).hset(NEWEST.head(), "revision", "999999999");
        await(A_MOMENT, () -> !head().get("epoch").equals(before.get("epoch")));
        assertTrue(Long.parseLong(head().get("revision")) < 999999999);
        save(trunkId, 62);
        awaitPriority(62, A_MOMENT);
    }

    private Publisher replica() {
        return new Publisher(store, snapshot, reports, seal, new SimpleMeterRegistry(), Duration.ofMinutes(10));
    }

    @Test
    void aRowThatWasLostOrAlteredByHandIsPutBackByTheNextComparison() {
        redis.hash(String.class).hdel(NEWEST.numbers(), number);
        redis.hash(String.class).hset(NEWEST.trunks(), trunkId, "altered");
        replica().turn();
        assertTrue(row(NEWEST.numbers(), number).contains(trunkId));
        assertTrue(row(NEWEST.trunks(), trunkId).contains("\"priority\":50"));
    }

    /** Until everything that is saved is known to be published. */
    private void awaitQuiet() {
        await(A_MOMENT, () -> store.progress().published() == store.progress().revision());
    }

    private Batch delta(String sawEpoch, long since, long revision) {
        return new Batch(
                sawEpoch,
                sawEpoch,
                since,
                revision,
                false,
                Map.of(trunkId, "too late"),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    @Test
    void theFenceLetsNothingOldAndNothingOfAnotherEpochThrough() {
        awaitQuiet();
        var epoch = head().get("epoch");
        long revision = Long.parseLong(head().get("revision"));
        assertEquals(Outcome.STALE, snapshot.apply(NEWEST, delta(epoch, 0, revision - 1)));
        assertEquals(Outcome.STALE, snapshot.apply(NEWEST, delta(epoch, 0, revision)));
        assertEquals(Outcome.MOVED, snapshot.apply(NEWEST, delta("another:1", 0, revision + 1)));
        assertEquals(Outcome.MOVED, snapshot.apply(NEWEST, delta("", 0, revision + 1)));
        assertEquals(Outcome.BEHIND, snapshot.apply(NEWEST, delta(epoch, revision + 1, revision + 2)));
        assertTrue(row(NEWEST.trunks(), trunkId).contains("\"priority\":50"));
        assertEquals(Long.toString(revision), head().get("revision"));
    }

    /** publish.lua on keys of its own, which the publisher leaves alone. */
    private String publishAside(Batch batch) {
        try (var script = getClass().getResourceAsStream("/publish.lua")) {
            return redis.execute(
                            "EVAL",
                            new String(script.readAllBytes(), StandardCharsets.UTF_8),
                            "4",
                            "aside:head",
                            "aside:trunks",
                            "aside:numbers",
                            "aside:changes",
                            json.writeValueAsString(batch))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void batchesThatArriveInAnyOrderLeaveTheNewest() throws Exception {
        redis.key().del("aside:head", "aside:trunks", "aside:numbers", "aside:changes");
        assertEquals(
                "applied",
                publishAside(new Batch("", "e:1", 0, 0, true, Map.of(), Map.of(), Map.of(), List.of(), List.of())));
        var revisions = new ArrayList<>(LongStream.rangeClosed(1, 200).boxed().toList());
        Collections.shuffle(revisions, new Random(3));
        var pool = Executors.newFixedThreadPool(8);
        try {
            pool.invokeAll(revisions.stream()
                    .<Callable<String>>map(revision -> () -> publishAside(new Batch(
                            "e:1",
                            "e:1",
                            0,
                            revision,
                            false,
                            Map.of("acme", "row of " + revision),
                            Map.of(),
                            Map.of(),
                            List.of(),
                            List.of())))
                    .toList());
        } finally {
            pool.shutdown();
        }
        assertEquals("200", redis.hash(String.class).hget("aside:head", "revision"));
        assertEquals("row of 200", redis.hash(String.class).hget("aside:trunks", "acme"));
        var told = redis.stream(String.class).xrange("aside:changes", StreamRange.of("-", "+")).stream()
                .filter(entry -> !entry.payload().containsKey("full"))
                .map(entry -> Long.parseLong(entry.payload().get("revision")))
                .toList();
        assertEquals(told.stream().sorted().distinct().toList(), told, "only ever forwards");
    }

    @Test
    void severalReplicasRaceAndRedisNeverGoesBackwards() throws Exception {
        for (int count = 0; count < 3; count++) {
            save(trunkId + "-" + count, 0);
        }
        var racing = new AtomicBoolean(true);
        var pool = Executors.newFixedThreadPool(8);
        try {
            var replicas = IntStream.range(0, 3)
                    .mapToObj(count -> replica())
                    .map(replica -> pool.submit(() -> {
                        while (racing.get()) {
                            replica.turn();
                        }
                        return null;
                    }))
                    .toList();
            var watcher = pool.submit(() -> {
                long highest = 0;
                var epoch = head().get("epoch");
                int looks = 0;
                while (racing.get()) {
                    var head = head();
                    long revision = Long.parseLong(head.get("revision"));
                    assertEquals(epoch, head.get("epoch"), "nothing gave cause for a new epoch");
                    assertTrue(revision >= highest, "from " + highest + " back to " + revision);
                    highest = revision;
                    looks++;
                }
                return looks;
            });
            var saves = IntStream.range(0, 40)
                    .<Callable<Long>>mapToObj(count -> () -> save(trunkId + "-" + count % 3, count))
                    .toList();
            long last = pool.invokeAll(saves).stream()
                    .mapToLong(done -> {
                        try {
                            return done.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .max()
                    .orElseThrow();
            await(A_MOMENT, () -> Long.parseLong(head().get("revision")) >= last);
            racing.set(false);
            for (var replica : replicas) {
                replica.get();
            }
            assertTrue(watcher.get() > 10);
            for (int count = 0; count < 3; count++) {
                var id = trunkId + "-" + count;
                var shown = admin().get("/api/v1/egress-trunks/" + id).jsonPath();
                assertTrue(row(NEWEST.trunks(), id)
                        .startsWith("{\"trunkId\":\"" + id + "\",\"revision\":" + shown.getLong("revision")
                                + ",\"enabled\":true,\"priority\":" + shown.getInt("priority")));
            }
        } finally {
            racing.set(false);
            pool.shutdown();
        }
    }

    @Test
    void savesSucceedWhileRedisIsAwayAndArriveWhenItIsBack() throws Exception {
        var process = RedisProcess.behind(redis);
        process.kill();
        try {
            save(trunkId, 63);
            admin().get("/api/v1/egress-trunks/" + trunkId)
                    .then()
                    .statusCode(200)
                    .body("priority", equalTo(63))
                    .body("status.state", equalTo("unknown"));
            admin().get("/api/v1/sync").then().statusCode(200).body("state", equalTo("redis_unreachable"));
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            process.startAgain();
        }
        awaitPriority(63, AFTER_AN_OUTAGE);
    }

    @Test
    void savesSucceedWhileRedisHangsAndArriveWhenItGoesOn() throws Exception {
        var process = RedisProcess.behind(redis);
        process.hang();
        try {
            save(trunkId, 64);
            admin().get("/api/v1/sync").then().statusCode(200).body("state", equalTo("redis_unreachable"));
        } finally {
            process.goOn();
        }
        awaitPriority(64, AFTER_AN_OUTAGE);
    }

    @Test
    void whileRedisHangsNoSaveWaitsForAnothersQuestionToIt() throws Exception {
        var process = RedisProcess.behind(redis);
        process.hang();
        var pool = Executors.newFixedThreadPool(8);
        try {
            var saves = IntStream.range(0, 8)
                    .<Callable<Long>>mapToObj(count -> () -> save(trunkId + "-" + count, count))
                    .toList();
            for (var saved : pool.invokeAll(saves)) {
                assertTrue(saved.get() > 0);
            }
        } finally {
            pool.shutdown();
            process.goOn();
        }
    }

    @Test
    void aBigChangeIsToldAsOne() {
        awaitQuiet();
        long revision = Long.parseLong(head().get("revision")) + 1;
        var epoch = head().get("epoch");
        var many =
                IntStream.range(0, 1001).boxed().collect(toMap(count -> "+4940" + (1_000_000 + count), count -> "{}"));
        assertEquals(
                Outcome.APPLIED,
                snapshot.apply(
                        NEWEST,
                        new Batch(epoch, epoch, 0, revision, false, Map.of(), Map.of(), many, List.of(), List.of())));
        assertEquals(Map.of("revision", Long.toString(revision), "full", "1"), lastChange());
        // What PostgreSQL does not have is a Redis ahead of it, and goes.
        await(A_MOMENT, () -> row(NEWEST.numbers(), "+49401000000") == null);
        assertNull(row(NEWEST.numbers(), "+49401001000"));
    }
}
