package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.Patience;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a script that saved a trunk hears of what became of it. */
@ExtendWith(RunningProduct.class)
class WhatTheApiTellsTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Product product;
    private Agent agent;
    private String number;
    private String trunkId;

    @BeforeEach
    void begin(Product running) {
        product = running;
        agent = new Agent(
                "127.0.0.1",
                Ports.free(),
                new InetSocketAddress("127.0.0.1", product.settings().sipPort()));
        int count = COUNTER.incrementAndGet();
        number = "+4931" + (1_000_000 + count);
        trunkId = "told-" + count;
        product.api().call("POST", "/api/v1/base-numbers", "{\"number\":\"" + number + "\"}");
    }

    @AfterEach
    void end() {
        agent.close();
    }

    private static ScriptedCarrier carrier(Script script) {
        return new ScriptedCarrier("carrier", "127.0.12." + (COUNTER.get() % 200 + 1), Ports.free(), script);
    }

    private void save(ScriptedCarrier carrier, String more) {
        product.api().call("PUT", "/api/v1/egress-trunks/" + trunkId, """
                {"name":"Told","sipUri":"sip:%s","enabled":true,"transport":"udp","callerIdMode":"base_number",
                 "baseNumbers":["%s"],%s}""".formatted(carrier.hostPort(), number, more));
    }

    private JsonNode told(String more) {
        return product.api().call("GET", "/api/v1/egress-trunks/" + trunkId + more, null);
    }

    private void awaitStatus(String pointer, String value) throws Exception {
        Patience.await(
                pointer + " is " + value,
                () -> value.equals(told("").at("/status" + pointer).asText()));
    }

    @Test
    void whatIsCreatedIsWhereItsAnswerSays() throws Exception {
        var another = "+4931" + (2_000_000 + COUNTER.get());
        var created = product.api().send("POST", "/api/v1/base-numbers", "{\"number\":\"" + another + "\"}");
        var location = created.headers().firstValue("Location").orElseThrow();
        assertTrue(location.startsWith(product.api().origin() + "/"), location);
        assertEquals(
                another,
                product.api()
                        .call("GET", location.substring(product.api().origin().length()), null)
                        .path("number")
                        .asText());
    }

    /** Long ones as of an import; the web server before the service once wanted to write them to files that it could not open. */
    @Test
    void aLongTextComesToTheService() {
        var name = "LONG_" + COUNTER.get();
        var text = "x".repeat(60_000);
        product.api()
                .call(
                        "POST",
                        "/api/v1/variables",
                        "{\"name\":\"" + name + "\",\"type\":\"text\",\"value\":\"" + text + "\"}");
        assertEquals(
                text,
                product.api()
                        .call("GET", "/api/v1/variables/" + name, null)
                        .path("value")
                        .asText());
    }

    @Test
    void whatACarrierHasToKnowOfUsIsWhatItSees() throws Exception {
        var udp = product.api().call("GET", "/api/v1/sync", null).at("/nodes/0/addresses/0");
        assertEquals("udp", udp.path("transport").asText());
        try (var carrier = carrier(Script.accepts())) {
            save(carrier, "\"authMethod\":\"ip_only\"");
            awaitStatus("/state", "live");
            var call = agent.call(Invitation.to("+4989555", number));
            assertEquals(200, call.answer().status());
            var heard = carrier.next("INVITE");
            assertEquals(
                    new InetSocketAddress(
                            udp.path("host").asText(), udp.path("port").asInt()),
                    heard.from());
            assertEquals(200, agent.hangUp(call));
        }
    }

    @Test
    void anOpenPageHearsAtOnceWhatWasSavedAndThatProxiesRouteByIt() throws Exception {
        var stream = product.api().open("/api/v1/events");
        assertEquals(200, stream.statusCode());
        var heard = new ConcurrentLinkedQueue<String>();
        var reading = new Thread(
                () -> new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))
                        .lines()
                        .forEach(heard::add),
                "page");
        reading.setUncaughtExceptionHandler((thread, closed) -> {});
        reading.start();
        try (var carrier = carrier(Script.refuses(486))) {
            Patience.await("the page knows where things are", () -> heard.contains("event:sync"));
            save(carrier, "\"authMethod\":\"ip_only\"");
            var trunk = "data:{\"id\":\"%s\",\"revision\":%d,\"deleted\":false}"
                    .formatted(trunkId, told("").get("revision").asLong());
            Patience.await("the page hears of the trunk", () -> heard.contains(trunk));
            var live = "data:{\"trunkId\":\"" + trunkId + "\",\"status\":{\"state\":\"live\"";
            Patience.await("the page hears that the trunk is live", () -> heard.stream()
                    .anyMatch(line -> line.startsWith(live)));
        } finally {
            stream.body().close();
            reading.join();
        }
    }

    @Test
    void aCallThatTheCarrierRefusesIsTold() throws Exception {
        try (var carrier = carrier(Script.refuses(486))) {
            save(carrier, "\"authMethod\":\"ip_only\"");
            awaitStatus("/state", "live");
            assertEquals(0, told("/attempts").get("items").size());
            var call = agent.call(Invitation.to("+4989555", number));
            assertEquals(486, call.answer().status());
            Patience.await(
                    "the attempt is told", () -> told("/attempts").get("items").size() == 1);
            var attempt = told("/attempts").at("/items/0");
            assertEquals(
                    call.invite().required("Call-ID"), attempt.get("callId").asText());
            assertEquals(number, attempt.get("baseNumber").asText());
            assertEquals("base_number", attempt.get("callerIdRule").asText());
            assertEquals(carrier.hostPort(), attempt.get("carrier").asText());
            assertEquals(486, attempt.get("code").asInt());
            assertEquals("carrier", attempt.get("endedBy").asText());
            assertEquals(told("").get("revision"), attempt.get("revision"));
            assertFalse(Instant.parse(attempt.get("startedAt").asText())
                    .isAfter(Instant.parse(attempt.get("endedAt").asText())));
        }
    }

    @Test
    void aCallIsCountedWhileItLastsAndToldWhenItIsOver() throws Exception {
        try (var carrier = carrier(Script.accepts())) {
            save(carrier, "\"authMethod\":\"ip_only\"");
            awaitStatus("/state", "live");
            var call = agent.call(Invitation.to("+4989555", number));
            assertEquals(200, call.answer().status());
            awaitStatus("/callsNow", "1");
            assertEquals(200, agent.hangUp(call));
            awaitStatus("/callsNow", "0");
            Patience.await(
                    "the attempt is told", () -> told("/attempts").get("items").size() == 1);
            var attempt = told("/attempts").at("/items/0");
            assertEquals(200, attempt.get("code").asInt());
            assertEquals("agent", attempt.get("endedBy").asText());
        }
    }

    @Test
    void aRegistrationIsToldFromTheSaveToItsEnd() throws Exception {
        try (var carrier = carrier(Script.registers())) {
            save(carrier, "\"authMethod\":\"registration\",\"authUser\":\"bot\",\"authPass\":\"told nobody\"");
            awaitStatus("/registration/state", "registered");
            var registration = told("").at("/status/registration");
            assertEquals(200, registration.get("code").asInt());
            assertTrue(
                    Instant.parse(registration.get("registeredUntil").asText()).isAfter(Instant.now()));
            awaitStatus("/state", "live");

            carrier.follow(Script.registers().forMethod("REGISTER", asked -> asked.answer(403)));
            save(carrier, "\"authMethod\":\"registration\",\"authUser\":\"bot\",\"authPass\":\"another\"");
            awaitStatus("/registration/code", "403");
        }
    }
}
