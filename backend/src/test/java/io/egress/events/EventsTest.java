package io.egress.events;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.egress.testing.TestActors.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.contract.RedisKeys;
import io.egress.testing.EventStream;
import io.egress.testing.EventStream.Event;
import io.egress.testing.Owner;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.RedisProcess;
import io.egress.testing.TestActors;
import io.egress.web.Role;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that is open shows what changes without asking. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class EventsTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Inject
    RedisDataSource redis;

    private final List<EventStream> streams = new ArrayList<>();
    private String team;

    @BeforeEach
    void makeATeam() {
        team = newTeam();
    }

    @AfterEach
    void leave() {
        streams.forEach(EventStream::close);
        redis.key().del(node("proxy-1"));
    }

    private static String newTeam() {
        var name = "followed-" + System.nanoTime();
        Owner.makeTeam(name);
        return name;
    }

    private static String newId() {
        return "followed-" + COUNTER.incrementAndGet();
    }

    private static String newNumber() {
        return "+4961" + (1_000_000 + COUNTER.incrementAndGet());
    }

    private static String node(String name) {
        return RedisKeys.node(name);
    }

    private EventStream listen() {
        var stream = EventStream.of("vera", Role.VIEWER, team);
        streams.add(stream);
        stream.await(event -> event.name().equals("sync"));
        return stream;
    }

    private EventStream listenAgain(String lastEventId) {
        var stream = EventStream.again("vera", Role.VIEWER, team, lastEventId);
        streams.add(stream);
        stream.await(event -> event.name().equals("sync"));
        return stream;
    }

    private RequestSpecification editor() {
        return as("erin", Role.EDITOR, team);
    }

    private int saveTrunk(String id, int priority) {
        return editor().body("""
                {"name":"Acme","sipUri":"sip:sip.acme.example","enabled":true,"transport":"udp","priority":%d,
                 "authMethod":"ip_only","callerIdMode":"passthrough"}""".formatted(priority))
                .put("/api/v1/egress-trunks/" + id)
                .then()
                .body("revision", notNullValue())
                .extract()
                .path("revision");
    }

    private int saveNumber(String number) {
        return editor().body(Map.of("name", "Hotline"))
                .put("/api/v1/base-numbers/" + number)
                .then()
                .body("revision", notNullValue())
                .extract()
                .path("revision");
    }

    private static void assertSays(Event event, int revision, boolean deleted) {
        assertEquals(revision, event.data().get("revision").asInt());
        assertEquals(deleted, event.data().get("deleted").asBoolean());
    }

    @Test
    void whateverIsSavedLinkedOrDeletedIsTold() {
        var stream = listen();
        var trunk = newId();
        var number = newNumber();
        int first = saveTrunk(trunk, 1);
        assertSays(stream.await("trunk", trunk), first, false);
        int second = saveNumber(number);
        assertSays(stream.await("base-number", number), second, false);
        int value = editor().body(Map.of("type", "text", "value", "x"))
                .put("/api/v1/variables/GREETING")
                .path("revision");
        assertSays(stream.await("variable", "GREETING"), value, false);

        editor().put("/api/v1/egress-trunks/" + trunk + "/base-numbers/" + number)
                .then()
                .statusCode(204);
        int linked = editor().get("/api/v1/egress-trunks/" + trunk).path("revision");
        stream.await(event ->
                event.is("trunk", trunk) && event.data().get("revision").asInt() == linked);
        stream.await(event ->
                event.is("base-number", number) && event.data().get("revision").asInt() == linked);

        editor().delete("/api/v1/egress-trunks/" + trunk + "?force=true").then().statusCode(204);
        editor().delete("/api/v1/variables/GREETING").then().statusCode(204);
        stream.await(
                event -> event.is("trunk", trunk) && event.data().get("deleted").asBoolean());
        stream.await(event ->
                event.is("variable", "GREETING") && event.data().get("deleted").asBoolean());
    }

    @Test
    void aStreamIsSuchThatNoProxyKeepsIt() {
        var stream = listen();
        assertTrue(stream.header("Content-Type").startsWith("text/event-stream"));
        assertEquals("no-store", stream.header("Cache-Control"));
        assertEquals("no", stream.header("X-Accel-Buffering"));
        assertTrue(stream.retry() >= 1000 && stream.retry() < 3000, "those who come back do not come all at once");
    }

    @Test
    void anotherTeamsChangesAreNotHeardOf() {
        var ours = team;
        var stream = listen();
        team = newTeam();
        var theirTrunk = newId();
        saveTrunk(theirTrunk, 1);
        saveNumber(newNumber());
        editor().delete("/api/v1/egress-trunks/" + theirTrunk).then().statusCode(204);
        team = ours;
        var trunk = newId();
        saveTrunk(trunk, 1);
        stream.await("trunk", trunk);
        stream.await("status", trunk);
        assertEquals(
                List.of(trunk),
                stream.events().stream()
                        .map(Event::data)
                        .flatMap(data -> List.of(
                                data.path("id").asText(), data.path("trunkId").asText())
                                .stream())
                        .filter(key -> !key.isEmpty())
                        .distinct()
                        .toList());
    }

    @Test
    void whoComesBackMissesNothingAndHearsNothingTwice() throws InterruptedException {
        var trunks = IntStream.range(0, 4).mapToObj(at -> newId()).toList();
        var numbers = IntStream.range(0, 4).mapToObj(at -> newNumber()).toList();
        numbers.forEach(this::saveNumber);
        var stream = listen();
        var heard = new ArrayList<Event>();
        var writers = IntStream.range(0, 3)
                .mapToObj(at -> new Thread(() -> edit(new Random(at), trunks, numbers)))
                .toList();
        writers.forEach(Thread::start);
        var dice = new Random(7);
        while (writers.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(dice.nextInt(300));
            stream.close();
            stream.awaitEnd();
            heard.addAll(stream.events());
            stream = listenAgain(stream.lastEventId());
        }
        var last = newId();
        saveTrunk(last, 1);
        stream.await("trunk", last);
        heard.addAll(stream.events());

        var rows = heard.stream()
                .filter(event -> event.data().has("revision") && event.data().has("id"))
                .toList();
        assertFalse(heard.stream().anyMatch(event -> event.name().equals("reset")), "nothing was lost from sight");
        assertEquals(
                rows.size(),
                new HashSet<>(rows.stream()
                                .map(event -> event.name() + event.data())
                                .toList())
                        .size());
        assertEquals(
                rows,
                rows.stream()
                        .sorted((one, other) -> Long.compare(
                                one.data().get("revision").asLong(),
                                other.data().get("revision").asLong()))
                        .toList());
        var told = new HashMap<String, String>();
        rows.forEach(event ->
                told.put(event.text("id"), event.data().get("deleted").asBoolean() ? "gone" : event.text("revision")));
        for (var trunk : trunks) {
            assertEquals(present("/api/v1/egress-trunks/" + trunk), told.get(trunk), trunk);
        }
        for (var number : numbers) {
            assertEquals(
                    present("/api/v1/base-numbers/" + number),
                    told.getOrDefault(number, present("/api/v1/base-numbers/" + number)),
                    number);
        }
    }

    private void edit(Random dice, List<String> trunks, List<String> numbers) {
        for (int count = 0; count < 40; count++) {
            var path = "/api/v1/egress-trunks/" + trunks.get(dice.nextInt(trunks.size()));
            var link = path + "/base-numbers/" + numbers.get(dice.nextInt(numbers.size()));
            switch (dice.nextInt(5)) {
                case 0 -> editor().delete(path + "?force=true");
                case 1 -> editor().put(link);
                case 2 -> editor().delete(link);
                default -> saveTrunk(path.substring(path.lastIndexOf('/') + 1), dice.nextInt(100));
            }
        }
    }

    private String present(String path) {
        var answer = editor().get(path);
        return answer.statusCode() == 404 ? "gone" : answer.path("revision").toString();
    }

    @Test
    void afterTooManyChangesAllAreToBeReadAgain() {
        var stream = listen();
        stream.close();
        Owner.run("""
                WITH next AS (UPDATE revision_counter SET revision = revision + 1 RETURNING revision)
                INSERT INTO base_number SELECT '+4969' || 1000000 + n, '%s', null, revision, now(), 'x', now(), 'x'
                FROM next, generate_series(1, 1001) n""".formatted(team));
        var trunk = newId();
        saveTrunk(trunk, 1);
        var again = listenAgain(stream.lastEventId());
        again.await("trunk", trunk);
        assertEquals(
                1,
                again.events().stream()
                        .filter(event -> event.name().equals("reset"))
                        .count());
        assertEquals(
                "base-numbers",
                again.await(event -> event.name().equals("reset")).text("of"));
        assertFalse(again.events().stream().anyMatch(event -> event.name().equals("base-number")));
        assertFalse(listenAgain(again.lastEventId()).events().stream()
                .anyMatch(event -> event.name().equals("reset")));
    }

    @Test
    void whoCanNotBePlacedReadsEverythingAgain() {
        var stream = listenAgain("nothing of ours");
        assertEquals(
                List.of("trunks", "base-numbers", "variables", "status"),
                stream.events().stream()
                        .filter(event -> event.name().equals("reset"))
                        .map(event -> event.text("of"))
                        .toList());
        var fromElsewhere = listenAgain(stream.lastEventId().replaceAll("/.*", "/another.7"));
        assertEquals(
                List.of("status"),
                fromElsewhere.events().stream()
                        .filter(event -> event.name().equals("reset"))
                        .map(event -> event.text("of"))
                        .toList());
    }

    @Test
    void whatProxiesReportIsTold() throws InterruptedException {
        var trunk = newId();
        int revision = saveTrunk(trunk, 1);
        var stream = listen();
        while (!Integer.toString(revision).equals(redis.hash(String.class).hget(NEWEST.head(), "revision"))) {
            Thread.sleep(20);
        }
        var epoch = redis.hash(String.class).hget(NEWEST.head(), "epoch");
        report(epoch, revision, "");
        var live = stream.await(event -> event.is("status", trunk)
                && event.data().at("/status/state").asText().equals("live"));
        assertEquals(1, live.data().at("/status/liveOn").asInt());
        stream.await(event -> event.name().equals("sync") && event.text("state").equals("in_sync"));
        var left = stream.lastEventId();
        stream.close();

        report(epoch, revision, "{\"trunkId\":\"%s\",\"reason\":\"no address\"}".formatted(trunk));
        var again = EventStream.again("vera", Role.VIEWER, team, left);
        streams.add(again);
        again.await(event -> event.is("status", trunk)
                && event.data().at("/status/state").asText().equals("not_ready"));
        assertFalse(again.events().stream().anyMatch(event -> event.name().equals("reset")), "the same replica knows");
        as("vera", Role.VIEWER, team)
                .get("/api/v1/egress-trunks/" + trunk)
                .then()
                .body("status.state", equalTo("not_ready"));
    }

    private void report(String epoch, int revision, String notReady) {
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-1");
        redis.value(String.class).setex(node("proxy-1"), 60, """
                {"node":"proxy-1","epoch":"%s","revision":%d,"seenAt":1763900000000,"startedAt":1763890000000,"contract":2,\
                "refused":[],"notReady":[%s]}""".formatted(epoch, revision, notReady));
    }

    @Test
    void whileRedisDoesNotAnswerTheStreamSaysSoAndGoesOn() throws Exception {
        var stream = listen();
        var process = RedisProcess.behind(redis);
        process.hang();
        var trunk = newId();
        try {
            stream.await(
                    event -> event.name().equals("sync") && event.text("state").equals("redis_unreachable"));
            saveTrunk(trunk, 1);
            stream.await("trunk", trunk);
        } finally {
            process.goOn();
        }
        int before = stream.events().size();
        stream.await(event -> event.name().equals("sync")
                && event.text("state").equals("pending")
                && stream.events().indexOf(event) >= before - 1);
    }

    @Test
    void theStreamOfSomebodyWhoIsThrownOutEnds() {
        var name = "otto-" + System.nanoTime();
        var stream = EventStream.of(name, Role.VIEWER, team);
        streams.add(stream);
        stream.await(event -> event.name().equals("sync"));
        var other = listen();
        TestActors.throwOut(name);
        stream.awaitEnd();
        var trunk = newId();
        saveTrunk(trunk, 1);
        other.await("trunk", trunk);
    }

    @Test
    void aTeamHasOnlySoManyStreams() {
        IntStream.range(0, 12).forEach(at -> listen());
        as("vera", Role.VIEWER, team)
                .accept("text/event-stream")
                .get("/api/v1/events")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/too-many-requests"));
        streams.get(0).close();
        streams.get(0).awaitEnd();
        var trunk = newId();
        saveTrunk(trunk, 1);
        streams.get(1).await("trunk", trunk);
        streams.add(listen());
    }

    @Test
    void whoIsNotSignedInHearsNothing() {
        given().accept("text/event-stream")
                .get("/api/v1/events")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/unauthorized"));
    }
}
