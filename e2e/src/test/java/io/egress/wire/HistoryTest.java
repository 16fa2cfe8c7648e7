package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node keeps of a trunk slot by slot: calls at one time, how attempts ended, how long it took until it rang. */
class HistoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+493012345";
    private static final String CAPPED = "+493012346";
    private static final int SLOT = 2;
    private static final String ENTRIES = """
            local out = {}
            for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do out[#out + 1] = entry[2][2] end
            return '[' .. table.concat(out, ',') .. ']'""";
    private static final String ENDED = """
            local out = {}
            for at, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
              out[at] = {}
              for field = 1, #entry[2], 2 do out[at][entry[2][field]] = entry[2][field + 1] end
            end
            return #out == 0 and '[]' or cjson.encode(out)""";
    private static final String OPEN = """
            local out = {}
            for at, text in ipairs(redis.call('HVALS', KEYS[1])) do out[at] = text end
            return '[' .. table.concat(out, ',') .. ']'""";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private static ProxyAlone proxy;

    // Trunks of each test's own: what the one before left is still on its way.
    private final int count = COUNTER.incrementAndGet();
    private final String acme = "acme-" + count;
    private final String capped = "capped-" + count;
    private final String spare = "spare-" + count;
    private ScriptedCarrier carrier;
    private ScriptedCarrier next;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings ->
                settings.with("EGRESS_HISTORY_SLOT_S", Integer.toString(SLOT)).with("EGRESS_SILENCE_MS", "1000"));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void twoTrunks() throws Exception {
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        next = new ScriptedCarrier("next", "127.0.10.2", Ports.free(), Script.accepts());
        proxy.load(
                Row.trunk(acme).at(carrier.hostPort()),
                Row.trunk(capped).at(carrier.hostPort()).maxCalls(2).priority(60),
                Row.trunk(spare).at(next.hostPort()),
                Row.number(NUMBER, acme),
                Row.number(CAPPED, capped, spare));
    }

    @AfterEach
    void hangUp() {
        carrier.close();
        next.close();
    }

    private static List<JsonNode> of(String script, String key) throws IOException, InterruptedException {
        var slots = new ArrayList<JsonNode>();
        JSON.readTree(proxy.redis().call("EVAL", script, "1", key)).forEach(slots::add);
        return slots;
    }

    private static List<JsonNode> ended(String trunk) throws IOException, InterruptedException {
        return of(ENDED, "egress:1:history:" + trunk);
    }

    private static List<JsonNode> open(String trunk) throws IOException, InterruptedException {
        return of(OPEN, "egress:1:history-open:" + trunk);
    }

    private static int sum(Stream<JsonNode> slots, String pointer) {
        return slots.mapToInt(slot -> slot.at(pointer).asInt()).sum();
    }

    /** Waits until so many are told, in slots that have ended and in that which goes on. */
    private static void isTold(String trunk, String pointer, int count) throws IOException, InterruptedException {
        Patience.await(
                trunk + " has " + count + " of " + pointer,
                () -> sum(Stream.concat(ended(trunk).stream(), open(trunk).stream()), pointer) == count);
    }

    private static boolean hasOne(List<JsonNode> slots, Predicate<JsonNode> as) {
        return slots.stream().anyMatch(as);
    }

    private Agent.Call call(String number) {
        return proxy.agent().call(Invitation.to("+4989555", number));
    }

    private void callIsRefused(int status) {
        carrier.follow(Script.refuses(status));
        assertEquals(
                status == 403 || status == 302 ? 503 : status,
                call(NUMBER).answer().status());
    }

    @Test
    void eachAttemptCountsAsWhatBecameOfIt() throws Exception {
        assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
        callIsRefused(486);
        callIsRefused(480);
        callIsRefused(603);
        callIsRefused(403);
        callIsRefused(500);
        carrier.follow(Script.silent());
        assertEquals(408, call(NUMBER).answer().status());
        for (var outcome : List.of("answered", "busy", "no_answer", "rejected", "unreachable")) {
            isTold(acme, "/" + outcome, 1);
        }
        isTold(acme, "/carrier_refused", 2);
        Patience.await("the last slot has ended", () -> open(acme).isEmpty());
        assertEquals(0, sum(ended(acme).stream(), "/passedOverAtCap"));
        assertFalse(hasOne(
                ended(acme),
                slot -> slot.get("limit").asInt() > 0 || slot.get("owned").asInt() > 0));
    }

    @Test
    void slotsBeginAtMultiplesOfTheirLengthAndNoneIsToldTwice() throws Exception {
        for (int slots = 0; slots < 3; slots++) {
            long before = ended(acme).size();
            assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
            Patience.await("the slot has ended", () -> ended(acme).size() > before);
        }
        var names = new HashSet<>();
        for (var slot : ended(acme)) {
            assertEquals(0, slot.get("at").asLong() % (SLOT * 1000));
            assertEquals(SLOT, slot.get("seconds").asInt());
            assertEquals("proxy-1", slot.get("node").asText());
            assertTrue(slot.get("since").asLong() >= slot.get("at").asLong());
            assertTrue(names.add(slot.get("at")), slot.toString());
        }
        assertEquals(3, sum(ended(acme).stream(), "/answered"));
        assertTrue(Long.parseLong(proxy.redis().call("TTL", "egress:1:history:" + acme)) > 7 * 86_400);
    }

    @Test
    void callsAtOneTimeAreKnownToTheLastOneAndGoOnIntoTheNextSlot() throws Exception {
        var calls = new ArrayList<Agent.Call>();
        for (int at = 0; at < 4; at++) {
            calls.add(call(NUMBER));
        }
        assertEquals(200, proxy.agent().hangUp(calls.remove(3)));
        Patience.await(
                "a slot had four calls at one time",
                () -> hasOne(ended(acme), slot -> slot.get("peak").asInt() == 4));
        Patience.await(
                "a slot without a new call has the three that go on",
                () -> hasOne(
                        ended(acme),
                        slot -> slot.get("peak").asInt() == 3
                                && slot.get("answered").asInt() == 0));
        calls.forEach(call -> assertEquals(200, proxy.agent().hangUp(call)));
        var after = System.currentTimeMillis();
        Patience.await("nothing is told any more", () -> System.currentTimeMillis() > after + 2 * SLOT * 1000);
        assertTrue(ended(acme).stream().allMatch(slot -> slot.get("at").asLong() <= after));
        assertEquals(List.of(), open(acme));
    }

    @Test
    void callsThatATrunkHadNoRoomForAreCountedThere() throws Exception {
        var calls = new ArrayList<Agent.Call>();
        for (int at = 0; at < 5; at++) {
            calls.add(call(CAPPED));
        }
        isTold(capped, "/passedOverAtCap", 3);
        isTold(capped, "/answered", 2);
        isTold(spare, "/answered", 3);
        calls.forEach(call -> assertEquals(200, proxy.agent().hangUp(call)));
        Patience.await(
                "a slot had as many calls as there may be",
                () -> hasOne(
                        ended(capped),
                        slot -> slot.get("peak").asInt() == 2
                                && slot.get("limit").asInt() == 2
                                && slot.get("owned").asInt() == 1));
    }

    @Test
    void howLongItTookUntilItRangIsTold() throws Exception {
        carrier.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> asked.after(Duration.ofMillis(300), () -> {
                            asked.ring();
                            asked.accept();
                        }))
                .once());
        assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
        isTold(acme, "/answered", 1);
        Patience.await("the slot has ended", () -> !ended(acme).isEmpty());
        // 2^(32/4) = 256 ms; the machine may be slow, but not six times.
        var delays = ended(acme).get(0).get("ringDelays").asText();
        assertTrue(delays.matches("(3[2-9]|4[0-2]):1"), delays);
    }

    @Test
    void whatAKilledNodeLeftIsNotLost() throws Exception {
        assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
        Patience.await(
                "the running slot is told",
                () -> hasOne(open(acme), slot -> slot.at("/answered").asInt() == 1)
                        || !ended(acme).isEmpty());
        proxy.killAndStart();
        assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
        Patience.await("both have ended", () -> sum(ended(acme).stream(), "/answered") == 2);
        Patience.await("nothing is left running", () -> open(acme).isEmpty());
        assertEquals(2, sum(ended(acme).stream(), "/answered"));
    }

    @Test
    void slotsWaitWhileRedisIsAwayAndEachIsTold() throws Exception {
        proxy.redisPart().kill();
        assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
        Thread.sleep(SLOT * 1000L);
        assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
        proxy.redisPart().start();
        Patience.await("both are told", () -> sum(ended(acme).stream(), "/answered") == 2);
        assertTrue(ended(acme).size() >= 2);
    }

    @Test
    void somethingElseUnderItsKeysHoldsUpNobody() throws Exception {
        for (var key : List.of("history:", "history-open:", "attempts:")) {
            proxy.redis().call("SET", "egress:1:" + key + acme, "something else");
        }
        assertEquals(200, proxy.agent().hangUp(call(NUMBER)));
        assertEquals(200, proxy.agent().hangUp(call(CAPPED)));
        isTold(capped, "/answered", 1);
        proxy.publish(Row.trunk(spare).at(next.hostPort()).priority(70));
    }

    @Test
    void eachChangeOfARegistrationIsLogged() throws Exception {
        var goodAgain = new AtomicBoolean();
        carrier.follow(Script.registers().forMethod("REGISTER", asked -> {
            if (goodAgain.get()) {
                asked.grant(asked.message().required("Contact"));
            } else {
                asked.answer(403);
            }
        }));
        proxy.publish(Row.trunk(acme).at(carrier.hostPort()).registration("bot", "s3cret", "bot"));
        Patience.await("it is refused", () -> changes().contains("rejected 403"));
        goodAgain.set(true);
        proxy.publish(Row.trunk(acme).at(carrier.hostPort()).registration("bot", "another", "bot"));
        Patience.await("it is registered", () -> changes().contains("registered 200"));
        assertEquals(
                List.of("registering ", "failing 403", "rejected 403", "registering ", "registered 200"), changes());
        var log = of(ENTRIES, "egress:1:registration-log:" + acme);
        assertEquals("proxy-1", log.get(0).get("node").asText());
        assertEquals("As Told", log.get(1).get("reason").asText());
        long last = 0;
        for (var change : log) {
            assertTrue(change.get("at").asLong() >= last, log.toString());
            last = change.get("at").asLong();
        }
    }

    private List<String> changes() throws IOException, InterruptedException {
        return of(ENTRIES, "egress:1:registration-log:" + acme).stream()
                .map(change ->
                        change.get("state").asText() + " " + change.path("code").asText())
                .toList();
    }
}
