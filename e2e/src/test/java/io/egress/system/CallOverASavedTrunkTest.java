package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Carrier;
import io.egress.sip.DigestCheck;
import io.egress.sip.SipMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningProduct.class)
class CallOverASavedTrunkTest {
    private static final String PASSWORD = "canary-7c1f-Zq!x";
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
        number = "+4930" + (1_000_000 + count);
        trunkId = "trunk-" + count;
    }

    @AfterEach
    void end() {
        agent.close();
    }

    private static Carrier carrier(Optional<DigestCheck> digest, int status) {
        return new Carrier("carrier", "127.0.10." + (COUNTER.get() % 200 + 1), Ports.free(), digest, status);
    }

    private void saveNumber() {
        product.api().call("POST", "/api/v1/base-numbers", "{\"number\":\"" + number + "\"}");
    }

    private void saveTrunk(String id, Carrier carrier, String more) {
        product.api().call("PUT", "/api/v1/egress-trunks/" + id, """
                {"name":"Trunk of a test","sipUri":"sip:%s","enabled":true,"transport":"udp",
                 "callerIdMode":"passthrough","baseNumbers":["%s"],%s}""".formatted(carrier.hostPort(), number, more));
    }

    private static final String IP_ONLY = "\"authMethod\":\"ip_only\"";
    private static final String DIGEST =
            "\"authMethod\":\"digest\",\"authUser\":\"bot\",\"authPass\":\"" + PASSWORD + "\"";

    private static DigestCheck check(String algorithm) {
        return new DigestCheck("carrier.example", "bot", PASSWORD, algorithm, true);
    }

    /** Calls until the trunk is known, at most a second after the save. */
    private Agent.Call callWithinASecond(Invitation invitation) {
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (true) {
            var call = agent.call(invitation);
            if (call.answer().status() == 200 || System.nanoTime() > end) {
                return call;
            }
        }
    }

    @Test
    void leavesWithinASecondAndIsChallengedAnsweredAndHungUp() {
        for (var algorithm : List.of("MD5", "SHA-256")) {
            try (var carrier = carrier(Optional.of(check(algorithm)), 200)) {
                number = number + algorithm.length();
                saveNumber();
                saveTrunk(trunkId + algorithm.length(), carrier, DIGEST);
                var call = callWithinASecond(Invitation.to("+4989555", number));
                assertEquals(200, call.answer().status());
                var invite = carrier.awaitInvite(2).orElseThrow();
                assertEquals("sip:+4989555@" + carrier.hostPort(), invite.requestUri());
                assertEquals("sip:agent@" + carrier.address().getAddress().getHostAddress(), invite.address("From"));
                assertEquals(List.of("PCMA", "PCMU", "telephone-event"), invite.codecs());
                assertEquals("ACK", carrier.awaitOther(2).orElseThrow().method());
                assertEquals(200, agent.hangUp(call), "a challenged BYE is answered as well");
            }
        }
    }

    @Test
    void looksToTheAgentAsIfNothingHadBeenChanged() {
        try (var carrier = carrier(Optional.of(check("MD5")), 200)) {
            saveNumber();
            saveTrunk(trunkId, carrier, DIGEST);
            var call = callWithinASecond(Invitation.to("+4989555", number));
            assertEquals(call.invite().required("From"), call.answer().required("From"));
            assertTrue(call.answer().required("To").startsWith(call.invite().required("To")));
            assertEquals(1, call.answer().cseq());
            assertEquals(200, agent.hangUp(call));
        }
    }

    @Test
    void mayBeEndedByTheCarrier() {
        try (var carrier = carrier(Optional.empty(), 200)) {
            saveNumber();
            saveTrunk(trunkId, carrier, IP_ONLY);
            callWithinASecond(Invitation.to("+4989555", number));
            var invite = carrier.awaitInvite(2).orElseThrow();
            var bye = SipMessage.of("BYE " + invite.address("Contact") + " SIP/2.0")
                    .with("Via", "SIP/2.0/UDP " + carrier.hostPort() + ";branch=z9hG4bKcarrier" + trunkId)
                    .with("Route", invite.all("Record-Route"))
                    .with("Max-Forwards", "70")
                    .with("From", invite.required("To") + ";tag=carrier")
                    .with("To", invite.required("From"))
                    .with("Call-ID", invite.required("Call-ID"))
                    .with("CSeq", "1 BYE");
            carrier.send(bye, agent.proxy());
            var heard = agent.answerNext("BYE").orElseThrow();
            assertEquals("sip:agent@agent.example", heard.address("To"));
            assertEquals("sip:agent@" + agent.hostPort(), heard.requestUri());
        }
    }

    @Test
    void failsOverToTheNextTrunkByPriority() {
        try (var first = carrier(Optional.empty(), 503);
                var second = carrier(Optional.empty(), 200)) {
            saveNumber();
            saveTrunk(trunkId + "-b", second, IP_ONLY + ",\"priority\":10");
            saveTrunk(trunkId + "-a", first, IP_ONLY + ",\"priority\":90");
            product.api().awaitReady(Duration.ofSeconds(5), () -> {});
            var call = callWithinASecond(Invitation.to("+4989555", number));
            assertEquals(200, call.answer().status());
            assertTrue(first.awaitInvite(2).isPresent());
            assertTrue(second.awaitInvite(2).isPresent());
            assertEquals(200, agent.hangUp(call));
        }
    }

    @Test
    void passesTheCalleesAnswerOnAndTurnsACarriersRefusalInto503() {
        for (var answers : Map.of(486, 486, 404, 404, 403, 503, 503, 503, 302, 503, 603, 603)
                .entrySet()) {
            try (var carrier = carrier(Optional.empty(), answers.getKey())) {
                number = number.substring(0, 8) + answers.getKey();
                saveNumber();
                saveTrunk(trunkId + "-" + answers.getKey(), carrier, IP_ONLY);
                product.api().awaitReady(Duration.ofSeconds(5), () -> {});
                assertEquals(
                        answers.getValue(),
                        agent.call(Invitation.to("+4989555", number)).answer().status());
            }
        }
    }

    @Test
    void showsTheCallerThatTransferAskedForOrTheTrunkSays() {
        try (var carrier = carrier(Optional.empty(), 200)) {
            var host = carrier.address().getAddress().getHostAddress();
            saveNumber();
            saveTrunk(trunkId, carrier, IP_ONLY);
            var wish = new Invitation(
                    "+4989555",
                    Map.of("X-Base-Number", number, "X-Caller-Id", "+49 30 777 88"),
                    "<sip:agent@agent.example>",
                    List.of("PCMA"));
            callWithinASecond(wish);
            assertEquals(
                    "sip:+493077788@" + host,
                    carrier.awaitInvite(2).orElseThrow().address("From"));

            product.api().call("PUT", "/api/v1/egress-trunks/" + trunkId, """
                    {"name":"Base number","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"ip_only",
                     "callerIdMode":"base_number"}""".formatted(carrier.hostPort()));
            product.api().awaitReady(Duration.ofSeconds(5), () -> {});
            agent.call(Invitation.to("+4989555", number));
            var invite = carrier.awaitInvite(2).orElseThrow();
            assertEquals("sip:" + number + "@" + host, invite.address("From"));
            assertEquals("sip:" + number + "@" + host, invite.address("P-Asserted-Identity"));
            assertTrue(invite.all("X-Base-Number").isEmpty());
        }
    }

    @Test
    void isRefusedWithOurOwnReason() {
        try (var carrier = carrier(Optional.empty(), 200)) {
            saveNumber();
            assertRefused(404, "no-trunk", Invitation.to("+4989555", number));
            saveTrunk(trunkId, carrier, IP_ONLY);
            product.api().awaitReady(Duration.ofSeconds(5), () -> {});
            assertRefused(403, "no-base-number", Invitation.to("+4989555", "+19995550000"));
            assertRefused(484, "bad-destination", Invitation.to("anna", number));
            assertRefused(
                    400,
                    "bad-caller-id",
                    new Invitation(
                            "+4989555",
                            Map.of("X-Base-Number", number, "X-Caller-Id", "a b<c>"),
                            "<sip:a@b>",
                            List.of("PCMA")));
            assertRefused(
                    488,
                    "codec-mismatch",
                    new Invitation("+4989555", Map.of("X-Base-Number", number), "<sip:a@b>", List.of("G722")));
            assertTrue(carrier.awaitInvite(0).isEmpty());
        }
    }

    private void assertRefused(int status, String reason, Invitation invitation) {
        product.api().awaitReady(Duration.ofSeconds(5), () -> {});
        var answer = agent.call(invitation).answer();
        assertEquals(status, answer.status());
        assertEquals(Optional.of(reason), answer.first("X-Egress-Reason"));
        assertTrue(answer.required("Reason").contains(reason));
    }

    @Test
    void canNotBeForgedFromOutside() {
        try (var carrier = carrier(Optional.empty(), 200);
                var stranger = new Agent("127.0.66.6", Ports.free(), agent.proxy())) {
            saveNumber();
            saveTrunk(trunkId, carrier, IP_ONLY);
            var call = callWithinASecond(Invitation.to("+4989555", number));
            assertEquals("INVITE", carrier.awaitInvite(2).orElseThrow().method());
            assertEquals("ACK", carrier.awaitOther(2).orElseThrow().method());

            stranger.send(stranger.invite(Invitation.to("+4989555", number)), agent.proxy());
            stranger.send(agent.inDialog(call, "BYE", 2), agent.proxy());
            var forged = agent.inDialog(call, "BYE", 2);
            agent.send(
                    new SipMessage(
                            forged.startLine(),
                            forged.headers().stream()
                                    .map(header -> header.name().equals("Route")
                                            ? new SipMessage.Header(
                                                    "Route", header.value().replaceFirst("eg=k1\\.\\d+", "eg=k1.7"))
                                            : header)
                                    .toList(),
                            ""),
                    agent.proxy());
            assertEquals(
                    481,
                    agent.await(Duration.ofSeconds(5), message -> message.method()
                                    .equals("BYE"))
                            .orElseThrow()
                            .message()
                            .status());
            assertTrue(carrier.awaitOther(1).isEmpty(), "nothing forged reaches the carrier");
            assertTrue(stranger.await(Duration.ofMillis(200), message -> true).isEmpty(), "strangers hear nothing");
            assertEquals(200, agent.hangUp(call));
        }
    }

    @Test
    void goesOnWhileServiceRedisAndProxyAreKilledInTurn() {
        try (var carrier = carrier(Optional.of(check("SHA-256")), 200)) {
            saveNumber();
            saveTrunk(trunkId, carrier, DIGEST);
            var running = callWithinASecond(Invitation.to("+4989555", number));
            assertEquals(200, running.answer().status());
            for (var victim : List.of("service", "redis")) {
                product.part(victim).kill();
                for (int count = 0; count < 5; count++) {
                    var call = agent.call(Invitation.to("+4989555", number));
                    assertEquals(200, call.answer().status(), "while " + victim + " is away");
                    assertEquals(200, agent.hangUp(call));
                }
                product.part(victim).start();
                product.api().awaitReady(Duration.ofSeconds(30), () -> {});
            }
            product.part("redis").kill();
            product.part("kamailio").kill();
            product.part("kamailio").start();
            var call = awaitCall();
            assertEquals(200, call.answer().status(), "by the disk copy, with Redis away");
            assertEquals(200, agent.hangUp(call));
            assertEquals(200, agent.hangUp(running), "a call outlives the proxy that it began on");
            product.part("redis").start();
            product.api().awaitReady(Duration.ofSeconds(30), () -> {});
        }
    }

    /** The proxy takes a moment to start. */
    private Agent.Call awaitCall() {
        for (int count = 0; ; count++) {
            try {
                return agent.call(Invitation.to("+4989555", number));
            } catch (IllegalStateException e) {
                if (count == 3) {
                    throw e;
                }
            }
        }
    }
}
