package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.Patience;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an admin is told of how a trunk fared: calls over time, why attempts failed and whose side it was. */
@ExtendWith(RunningProduct.class)
class HistoryOfATrunkTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String number = "+4932" + (1_000_000 + COUNTER.incrementAndGet());
    private Product product;
    private Agent agent;
    private ScriptedCarrier carrier;

    @BeforeEach
    void begin(Product running) {
        product = running;
        agent = new Agent(
                "127.0.0.1",
                Ports.free(),
                new InetSocketAddress("127.0.0.1", product.settings().sipPort()));
        carrier = new ScriptedCarrier("carrier", "127.0.14.1", Ports.free(), Script.accepts());
        product.api().call("PUT", "/api/v1/base-numbers/" + number.replace("+", "%2B"), "{\"name\":\"Past\"}");
    }

    @AfterEach
    void end() {
        agent.close();
        carrier.close();
    }

    private void save(String trunkId, String more) throws Exception {
        product.api().call("PUT", "/api/v1/egress-trunks/" + trunkId, """
                {"name":"Past","sipUri":"sip:%s","enabled":true,"transport":"udp","callerIdMode":"base_number",
                 "baseNumbers":["%s"],%s}""".formatted(carrier.hostPort(), number, more));
        Patience.await(
                trunkId + " is live",
                () -> told(trunkId, "").at("/status/state").asText().equals("live"));
    }

    private JsonNode told(String trunkId, String more) {
        return product.api().call("GET", "/api/v1/egress-trunks/" + trunkId + more, null);
    }

    private Agent.Call call() {
        return agent.call(Invitation.to("+4989555", number));
    }

    /** The test may begin in one slot and end in the next. */
    private int sum(String trunkId, String pointer) {
        return StreamSupport.stream(told(trunkId, "/history").get("slots").spliterator(), false)
                .mapToInt(slot -> slot.at(pointer).asInt())
                .sum();
    }

    private void isTold(String trunkId, String pointer, int count) throws Exception {
        Patience.await(pointer + " is " + count, () -> sum(trunkId, pointer) == count);
    }

    private List<String> texts(JsonNode items, String... members) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> String.join(
                        " ",
                        List.of(members).stream()
                                .map(name -> item.path(name).asText())
                                .toList()))
                .toList();
    }

    @Test
    void callsOfACappedTrunkAreToldWithTheCapAndWhatBecameOfThem() throws Exception {
        save("past-capped", "\"authMethod\":\"ip_only\",\"maxConcurrentCalls\":1");
        assertEquals(0, told("past-capped", "/history").get("slots").size());
        var first = call();
        assertEquals(200, first.answer().status());
        assertEquals("cap-reached", call().answer().required("X-Egress-Reason"));
        assertEquals(200, agent.hangUp(first));
        carrier.follow(Script.refuses(486));
        assertEquals(486, call().answer().status());

        isTold("past-capped", "/attempts/answered", 1);
        isTold("past-capped", "/attempts/busy", 1);
        isTold("past-capped", "/passedOverAtCap", 1);
        var history = told("past-capped", "/history?hours=1");
        assertEquals(300, history.get("slotSeconds").asInt());
        var slot = history.at("/slots/0");
        assertEquals(1, slot.get("peakCalls").asInt());
        assertEquals(1, slot.get("limit").asInt());
        assertTrue(slot.at("/ringDelay/median").asInt() > 0, slot.toString());
        assertTrue(
                slot.at("/ringDelay/p95").asInt()
                        >= slot.at("/ringDelay/median").asInt(),
                slot.toString());
        assertEquals(
                List.of("busy callee", "answered callee"),
                texts(told("past-capped", "/attempts").get("items"), "cause", "side"));
    }

    @Test
    void aWrongPasswordIsToldApartFromARefusedCaller() throws Exception {
        save("past-digest", "\"authMethod\":\"digest\",\"authUser\":\"bot\",\"authPass\":\"wrong password\"");
        carrier.follow(
                Script.accepts().challenging(407, new DigestCheck("carrier", "bot", "right password", "MD5", true)));
        assertEquals(503, call().answer().status());
        carrier.follow(Script.refuses(403));
        assertEquals(503, call().answer().status());
        isTold("past-digest", "/attempts/carrier_refused", 2);
        var attempts = told("past-digest", "/attempts").get("items");
        assertEquals(
                List.of("carrier_refuses_caller carrier ", "password_refused carrier 407"),
                texts(attempts, "cause", "side", "challengeCode"));
        var refused = attempts.get(1);
        assertTrue(
                Instant.parse(refused.get("challengedAt").asText())
                        .isBefore(Instant.parse(refused.get("finalAt").asText())),
                refused.toString());
    }

    @Test
    void aRegistrationThatWasRefusedAndThenAcceptedIsToldInItsOrder() throws Exception {
        carrier.follow(Script.registers().forMethod("REGISTER", asked -> asked.answer(403)));
        product.api().call("PUT", "/api/v1/egress-trunks/past-registered", """
                {"name":"Past","sipUri":"sip:%s","enabled":true,"transport":"udp","callerIdMode":"base_number",
                 "authMethod":"registration","authUser":"bot","authPass":"wrong password"}""".formatted(carrier.hostPort()));
        Patience.await("the refusal is told", () -> changes().contains("failing 403"));
        carrier.follow(Script.registers());
        save("past-registered", "\"authMethod\":\"registration\",\"authUser\":\"bot\",\"authPass\":\"right password\"");
        Patience.await("the registration is told", () -> changes().get(0).equals("registered 200"));
        assertEquals("registering ", changes().get(changes().size() - 1));
        assertTrue(changes().indexOf("failing 403") > 0, changes().toString());
    }

    private List<String> changes() {
        return texts(told("past-registered", "/history").get("registrations"), "state", "code");
    }
}
