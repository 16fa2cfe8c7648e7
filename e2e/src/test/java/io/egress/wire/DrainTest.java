package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is stopped with SIGTERM lets its calls be set up, and leaves what it owns to the others, before it goes. */
class DrainTest {
    private static final String NUMBER = "+493012345";
    private static final int PATIENCE_S = 6;

    private List<ProxyAlone> nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = ProxyAlone.nodes(2, settings -> settings.with("EGRESS_DRAIN_S", Integer.toString(PATIENCE_S)));
        for (var node : nodes) {
            node.awaitReport("the node is there", report -> !report.isNull());
        }
    }

    @AfterEach
    void stop() throws IOException {
        Collections.reverse(nodes);
        for (var node : nodes) {
            node.kamailio().kill();
            node.close();
        }
    }

    private ProxyAlone ownerOf(String trunk) throws IOException, InterruptedException {
        var owner = new String[1];
        Patience.await(
                "somebody owns it",
                () -> (owner[0] = nodes.get(0).redis().call("HGET", "egress:1:owners", trunk)) != null);
        return nodes.get(owner[0].equals("proxy-1") ? 0 : 1);
    }

    private ProxyAlone other(ProxyAlone node) {
        return nodes.get(1 - nodes.indexOf(node));
    }

    private static CompletableFuture<Void> stopping(ProxyAlone node) throws IOException, InterruptedException {
        var stopping = CompletableFuture.runAsync(() -> node.kamailio().stop());
        node.awaitReport("it says so", report -> report.path("draining").asBoolean());
        return stopping;
    }

    private static void isDraining(SipMessage answer) {
        assertEquals(503, answer.status());
        assertEquals("draining", answer.required("X-Egress-Reason"));
        assertEquals("SIP;cause=503;text=\"draining\"", answer.required("Reason"));
        assertTrue(answer.first("Retry-After").isEmpty());
    }

    @Test
    void aCallThatRingsIsAnsweredAndNewOnesAreSentElsewhere() throws Exception {
        BlockingQueue<Asked> ringing = new LinkedBlockingQueue<>();
        try (var carrier = new ScriptedCarrier(
                "carrier", "127.0.10.1", Ports.free(), Script.accepts().forMethod("INVITE", asked -> {
                    asked.ring();
                    ringing.add(asked);
                }))) {
            nodes.get(0).load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
            nodes.get(1).awaitReady();
            var agent = nodes.get(0).agent();
            var invite = agent.dial(Invitation.to("+4989555", NUMBER));
            var asked = ringing.poll(5, TimeUnit.SECONDS);
            var stopping = stopping(nodes.get(0));
            isDraining(agent.call(Invitation.to("+4989556", NUMBER)).answer());
            isDraining(agent.ask(Probe.options(agent)).orElseThrow());
            Thread.sleep(1000);
            assertTrue(nodes.get(0).kamailio().isAlive(), "it waits for the call");

            asked.accept();
            var call = agent.outcome(invite);
            assertEquals(200, call.answer().status());
            stopping.get(5, TimeUnit.SECONDS);
            nodes.get(0).kamailio().start();
            nodes.get(0).awaitAnswering();
            assertEquals(200, agent.hangUp(call));
            carrier.next("BYE");
        }
    }

    @Test
    void aCallThatGoesOnRingingIsNotWaitedForForEver() throws Exception {
        try (var carrier = new ScriptedCarrier(
                "carrier", "127.0.10.1", Ports.free(), Script.accepts().forMethod("INVITE", Asked::ring))) {
            nodes.get(0).load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
            nodes.get(0).agent().dial(Invitation.to("+4989555", NUMBER));
            carrier.next("INVITE");
            stopping(nodes.get(0)).get(PATIENCE_S + 3, TimeUnit.SECONDS);
        }
    }

    @Test
    void theOtherNodeTakesOverWhatItOwnedAndCountsTheCallsThatGoOn() throws Exception {
        try (var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            nodes.get(0).load(Row.trunk("capped").at(carrier.hostPort()).maxCalls(2), Row.number(NUMBER, "capped"));
            nodes.get(1).awaitReady();
            var leaves = ownerOf("capped");
            var stays = other(leaves);
            var first = leaves.agent().call(Invitation.to("+4989551", NUMBER));
            assertEquals(200, first.answer().status());
            var stopping = stopping(leaves);
            // At every moment somebody has it.
            while (!stopping.isDone()) {
                var call = secondCall(stays);
                assertEquals(
                        503,
                        stays.agent()
                                .call(Invitation.to("+4989553", NUMBER))
                                .answer()
                                .status(),
                        "two of two");
                assertEquals(200, stays.agent().hangUp(call));
            }
            assertEquals(stays, ownerOf("capped"));
            leaves.kamailio().start();
            leaves.awaitAnswering();
            assertEquals(200, leaves.agent().hangUp(first));
            Patience.await("its place is free", () -> {
                var calls = List.of(
                        stays.agent().call(Invitation.to("+4989554", NUMBER)),
                        leaves.agent().call(Invitation.to("+4989555", NUMBER)));
                calls.stream()
                        .filter(call -> call.answer().status() == 200)
                        .forEach(call -> assertEquals(200, stays.agent().hangUp(call)));
                return calls.stream().allMatch(call -> call.answer().status() == 200);
            });
        }
    }

    // A place that becomes free on the node that leaves is told of a moment later.
    private static Agent.Call secondCall(ProxyAlone node) throws IOException, InterruptedException {
        var call = new Agent.Call[1];
        Patience.await("there is a place", () -> {
            call[0] = node.agent().call(Invitation.to("+4989552", NUMBER));
            var answer = call[0].answer();
            assertTrue(
                    answer.status() == 200 || "cap-reached".equals(answer.required("X-Egress-Reason")),
                    answer.toString());
            return answer.status() == 200;
        });
        return call[0];
    }

    @Test
    void theOtherNodeHasRegisteredItsTrunksBeforeItGivesThemUp() throws Exception {
        try (var registrar = new ScriptedCarrier("registrar", "127.0.11.2", Ports.free(), Script.registers())) {
            nodes.get(0)
                    .load(
                            Row.trunk("acme").at(registrar.hostPort()).registration("user", "s3cret", "user"),
                            Row.number(NUMBER, "acme"));
            nodes.get(1).awaitReady();
            var leaves = ownerOf("acme");
            var stays = other(leaves);
            registrar.forgetRequests();
            var stopping = stopping(leaves);
            var from = stays.sip().getAddress().getHostAddress();
            assertEquals(from, registrar.next("REGISTER").from().getAddress().getHostAddress());
            while (!stopping.isDone()) {
                var call = stays.agent().call(Invitation.to("+4989552", NUMBER));
                assertEquals(200, call.answer().status(), call.answer().toString());
                assertEquals(200, stays.agent().hangUp(call));
            }
            assertEquals(stays, ownerOf("acme"));
            assertTrue(
                    registrar.await("REGISTER", Duration.ofMillis(200)).isEmpty(), "nobody registers it a second time");
            leaves.kamailio().start();
            leaves.awaitAnswering();
            assertTrue(registrar.await("REGISTER", Duration.ofSeconds(3)).isEmpty(), "nor when it is back");
        }
    }

    @Test
    void withRedisAwayItGoesAllTheSame() throws Exception {
        nodes.get(0).load(Row.trunk("capped").at("127.0.10.1:5060").maxCalls(2), Row.number(NUMBER, "capped"));
        nodes.get(0).redisPart().kill();
        for (var node : nodes) {
            long began = System.nanoTime();
            node.kamailio().stop();
            assertTrue(
                    System.nanoTime() - began < Duration.ofSeconds(PATIENCE_S).toNanos(), "at once");
        }
        nodes.get(0).redisPart().start();
    }
}
