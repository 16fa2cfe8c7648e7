package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One record for each attempt: who was tried for which number, what came of it, and when. */
class AttemptRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+493012345";
    private static final String PASSWORD = "canary-of-the-trunk";
    private static final String ENTRIES = """
            local out = {}
            for at, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do out[at] = entry[2][2] end
            return '[' .. table.concat(out, ',') .. ']'""";

    private static ProxyAlone proxy;

    private ScriptedCarrier first;
    private ScriptedCarrier second;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(
                settings -> settings.with("EGRESS_SILENCE_MS", "1000").with("EGRESS_RINGING_MS", "1000"));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void twoTrunks() throws Exception {
        first = new ScriptedCarrier(
                "first",
                "127.0.10.1",
                Ports.free(),
                Script.accepts()
                        .forMethod("INVITE", asked -> {
                            asked.ring();
                            asked.after(Duration.ofMillis(200), asked::accept);
                        })
                        .once());
        second = new ScriptedCarrier("second", "127.0.10.2", Ports.free(), Script.accepts());
        proxy.redis().call("DEL", "egress:1:attempts:first", "egress:1:attempts:second");
        proxy.load(
                Row.trunk("first").priority(60).at(first.hostPort()).digest("bot", PASSWORD),
                Row.trunk("second").at(second.hostPort()),
                Row.number(NUMBER, "first", "second"));
    }

    @AfterEach
    void hangUp() {
        first.close();
        second.close();
    }

    private static List<JsonNode> records(String trunk, int count) throws IOException, InterruptedException {
        var records = new ArrayList<JsonNode>();
        Patience.await(count + " attempts of " + trunk + " are told", () -> {
            records.clear();
            JSON.readTree(proxy.redis().call("EVAL", ENTRIES, "1", "egress:1:attempts:" + trunk))
                    .forEach(records::add);
            return records.size() >= count;
        });
        assertEquals(count, records.size());
        return records;
    }

    private static void isTold(String trunk, SipMessage invite) throws IOException, InterruptedException {
        Patience.await("the call is told", () -> proxy.redis()
                .call("EVAL", ENTRIES, "1", "egress:1:attempts:" + trunk)
                .contains(invite.required("Call-ID")));
    }

    private static List<String> members(JsonNode record) {
        return StreamSupport.stream(((Iterable<String>) record::fieldNames).spliterator(), false)
                .toList();
    }

    private static Agent.Call call() {
        return proxy.agent().call(Invitation.to("+4989555", NUMBER));
    }

    private static void told(JsonNode record, int code, String reason, String endedBy) {
        assertEquals(
                code + " " + reason + ", " + endedBy,
                record.get("code").asInt() + " " + record.get("reason").asText() + ", "
                        + record.get("endedBy").asText());
    }

    private static void inThisOrder(JsonNode record, String... times) {
        long last = 0;
        for (var time : times) {
            assertTrue(record.path(time).asLong() >= last, time + " in " + record);
            last = record.path(time).asLong();
        }
        assertTrue(Math.abs(System.currentTimeMillis() - last) < 60_000, record.toString());
    }

    @Test
    void aCallThatWasAnsweredIsToldWhenItHasEnded() throws Exception {
        var call = call();
        assertEquals(200, proxy.agent().hangUp(call));
        var record = records("first", 1).get(0);
        assertEquals(
                List.of(
                        "callId",
                        "trunkId",
                        "revision",
                        "node",
                        "baseNumber",
                        "callerIdRule",
                        "carrier",
                        "transport",
                        "code",
                        "reason",
                        "endedBy",
                        "startedAt",
                        "tryingAt",
                        "ringingAt",
                        "ringingCode",
                        "finalAt",
                        "endedAt"),
                members(record));
        assertEquals(180, record.get("ringingCode").asInt());
        assertEquals(call.invite().required("Call-ID"), record.get("callId").asText());
        assertEquals("first", record.get("trunkId").asText());
        assertEquals(1, record.get("revision").asInt());
        assertEquals("proxy-1", record.get("node").asText());
        assertEquals(NUMBER, record.get("baseNumber").asText());
        assertEquals("base_number", record.get("callerIdRule").asText());
        assertEquals(first.hostPort(), record.get("carrier").asText());
        assertEquals("udp", record.get("transport").asText());
        told(record, 200, "As Told", "agent");
        inThisOrder(record, "startedAt", "tryingAt", "ringingAt", "finalAt", "endedAt");
    }

    @Test
    void itIsToldWhenTheCarrierHungUp() throws Exception {
        call();
        assertEquals(200, first.hangUp(first.next("INVITE"), () -> proxy.agent().answerNext("BYE")));
        told(records("first", 1).get(0), 200, "As Told", "carrier");
    }

    @Test
    void aCallThatOutlivesTheProxyIsToldAsWell() throws Exception {
        var call = call();
        proxy.killAndStart();
        assertEquals(200, proxy.agent().hangUp(call));
        var record = records("first", 1).get(0);
        told(record, 200, "As Told", "agent");
        inThisOrder(record, "startedAt", "tryingAt", "ringingAt", "finalAt", "endedAt");
    }

    @Test
    void aFailoverIsTwoAttemptsAndAChallengeBelongsToItsOwn() throws Exception {
        first.follow(Script.refuses(503).challenging(401, new DigestCheck("carrier", "bot", PASSWORD, "MD5", true)));
        assertEquals(200, proxy.agent().hangUp(call()));
        var record = records("first", 1).get(0);
        told(record, 503, "As Told", "carrier");
        assertEquals(401, record.get("challengeCode").asInt());
        inThisOrder(record, "startedAt", "challengedAt", "finalAt", "endedAt");
        var next = records("second", 1).get(0);
        told(next, 200, "As Told", "agent");
        assertFalse(next.has("challengedAt") || next.has("challengeCode"), next.toString());
    }

    @Test
    void aPasswordThatIsRefusedIsToldApartFromOneThatWasNeverAskedFor() throws Exception {
        first.follow(Script.accepts().challenging(407, new DigestCheck("carrier", "bot", "another", "MD5", true)));
        assertEquals(200, proxy.agent().hangUp(call()));
        var record = records("first", 1).get(0);
        told(record, 407, "As Told", "carrier");
        assertEquals(407, record.get("challengeCode").asInt());
        first.follow(Script.refuses(403));
        assertEquals(200, proxy.agent().hangUp(call()));
        assertFalse(records("first", 2).get(1).has("challengedAt"));
    }

    @Test
    void theFirstSignOfRingingIsToldAsWhatItWas() throws Exception {
        first.follow(Script.accepts()
                .forMethod("INVITE", asked -> {
                    // Datagrams sent within microseconds may come to two workers, and the later one first.
                    asked.answer(183);
                    asked.after(Duration.ofMillis(200), asked::ring);
                    asked.after(Duration.ofMillis(400), asked::accept);
                })
                .once());
        assertEquals(200, proxy.agent().hangUp(call()));
        assertEquals(183, records("first", 1).get(0).get("ringingCode").asInt());
    }

    @Test
    void silenceIsToldAsWhatItWas() throws Exception {
        first.follow(Script.silent());
        second.follow(Script.accepts().forMethod("INVITE", Asked::ring).once());
        assertEquals(408, call().answer().status());
        var record = records("first", 1).get(0);
        told(record, 408, "no answer", "proxy");
        assertEquals(
                List.of("startedAt", "endedAt"),
                members(record).stream().filter(name -> name.endsWith("At")).toList());
        told(records("second", 1).get(0), 408, "rang without an answer", "proxy");
    }

    @Test
    void aCarrierThatCanNotBeReachedIsToldToo() throws Exception {
        proxy.load(
                Row.trunk("first")
                        .transport("tcp")
                        .host("127.0.10.1", Ports.free())
                        .priority(60),
                Row.trunk("second").at(second.hostPort()),
                Row.number(NUMBER, "first", "second"));
        assertEquals(200, proxy.agent().hangUp(call()));
        told(records("first", 1).get(0), 503, "could not be sent", "proxy");
        records("second", 1);
    }

    @Test
    void whoGaveUpIsTold() throws Exception {
        first.follow(Script.accepts().forMethod("INVITE", Asked::ring).once());
        var invite = proxy.agent().dial(Invitation.to("+4989555", NUMBER));
        assertTrue(proxy.agent()
                .next(invite, status -> status == 180, Duration.ofSeconds(5))
                .isPresent());
        assertEquals(200, proxy.agent().cancel(invite));
        first.next("INVITE").answer(487);
        assertEquals(487, proxy.agent().outcome(invite).answer().status());
        told(records("first", 1).get(0), 487, "As Told", "agent");
    }

    @Test
    void theCallersRuleIsTold() throws Exception {
        proxy.agent()
                .hangUp(proxy.agent()
                        .call(new Invitation(
                                "+4989555",
                                Map.of("X-Base-Number", NUMBER, "X-Caller-Id", "+4930999"),
                                "<sip:agent@agent.example>",
                                List.of("PCMA"))));
        assertEquals("transfer", records("first", 1).get(0).get("callerIdRule").asText());
    }

    @Test
    void noSecretIsTold() throws Exception {
        first.follow(
                Script.refuses(486).challenging(407, new DigestCheck("carrier", "bot", PASSWORD, "SHA-256", true)));
        assertEquals(486, call().answer().status());
        assertFalse(records("first", 1).toString().contains("canary"));
    }

    @Test
    void whateverACarrierSaysCanBeRead() throws Exception {
        first.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> first.sendRaw(
                                new String(
                                                asked.message()
                                                        .answer(
                                                                486,
                                                                "Bes\u00e4tzt \u00ff\"\\ " + "x".repeat(500),
                                                                "first")
                                                        .bytes(),
                                                StandardCharsets.UTF_8)
                                        .getBytes(StandardCharsets.ISO_8859_1),
                                asked.from())));
        assertEquals(486, call().answer().status());
        assertTrue(records("first", 1).get(0).get("reason").asText().startsWith("Bes?tzt ?\"\\ xxx"));
    }

    @Test
    void recordsWaitWhileRedisIsAwayAndCallsDoNot() throws Exception {
        proxy.redisPart().kill();
        var calls = new ArrayList<Agent.Call>();
        for (int at = 0; at < 3; at++) {
            calls.add(call());
            assertEquals(200, proxy.agent().hangUp(calls.get(at)));
        }
        proxy.redisPart().start();
        for (var call : calls) {
            isTold("first", call.invite());
        }
    }

    @Test
    void aStreamKeepsAboutAHundredForAWeek() throws Exception {
        first.follow(Script.refuses(486));
        for (int at = 0; at < 15; at++) {
            var calls = new ArrayList<SipMessage>();
            for (int one = 0; one < 20; one++) {
                calls.add(proxy.agent().dial(Invitation.to("+4989555", NUMBER)));
            }
            calls.forEach(proxy.agent()::outcome);
        }
        isTold("first", call().invite());
        long kept = Long.parseLong(proxy.redis().call("XLEN", "egress:1:attempts:first"));
        assertTrue(kept >= 100 && kept <= 200, "keeps " + kept);
        assertTrue(Long.parseLong(proxy.redis().call("TTL", "egress:1:attempts:first")) > 6 * 86_400);
    }
}
