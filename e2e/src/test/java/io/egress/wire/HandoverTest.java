package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.StreamWire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trunk with a cap belongs to one node; a call that comes to another one goes on there, and is counted once. */
class HandoverTest {
    private static final String CAPPED = "+493012341";
    private static final String CAPPED_THEN_FREE = "+493012342";
    private static final String WITH_PASSWORD = "+493012343";
    private static final String LOST = "+493012344";
    private static final String FOUND = "+493012346";
    private static final String BECOMES_CAPPED = "+493012347";
    private static final String LOST_THEN_FREE = "+493012345";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static ProxyAlone owner;
    private static ProxyAlone other;
    private static ScriptedCarrier carrier;
    private static ScriptedCarrier asking;
    private static ScriptedCarrier free;
    /** A node that only its key in Redis speaks for. */
    private static ScriptedCarrier stranger;

    @BeforeAll
    static void start() throws Exception {
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        asking = new ScriptedCarrier(
                "asking",
                "127.0.10.2",
                Ports.free(),
                Script.accepts().challenging(407, new DigestCheck("carrier.example", "bot", "secret", "MD5", true)));
        free = new ScriptedCarrier("free", "127.0.10.3", Ports.free(), Script.accepts());
        stranger = new ScriptedCarrier("stranger", "127.0.0.9", Ports.free(), Script.silent());
        var nodes = ProxyAlone.nodes(2, settings -> settings);
        owner = nodes.get(0);
        other = nodes.get(1);
        Patience.await(
                "both nodes live",
                () -> owner.redis().call("SCARD", "egress:1:nodes").equals("2"));
        for (var trunk : List.of("capped", "password")) {
            owner.redis().call("HSET", "egress:1:owners", trunk, "proxy-1");
        }
        owner.redis().call("SET", "egress:1:node:lost", "{\"node\":\"lost\",\"hop\":\"" + stranger.hostPort() + "\"}");
        owner.redis().call("SADD", "egress:1:nodes", "lost");
        for (var trunk : List.of("lost", "found")) {
            owner.redis().call("HSET", "egress:1:owners", trunk, "lost");
        }
        owner.load(
                Row.trunk("capped").at(carrier.hostPort()).maxCalls(3),
                Row.trunk("password").at(asking.hostPort()).maxCalls(3).digest("bot", "secret"),
                Row.trunk("lost").at(carrier.hostPort()).maxCalls(3),
                Row.trunk("found").at(carrier.hostPort()).maxCalls(3),
                becomes(),
                Row.trunk("free").at(free.hostPort()).priority(10),
                Row.number(CAPPED, "capped"),
                Row.number(CAPPED_THEN_FREE, "capped", "free"),
                Row.number(WITH_PASSWORD, "password"),
                Row.number(LOST, "lost"),
                Row.number(FOUND, "found"),
                Row.number(BECOMES_CAPPED, "becomes"),
                Row.number(LOST_THEN_FREE, "lost", "free"));
        other.awaitReady();
        assertEquals("proxy-1", owner.redis().call("HGET", "egress:1:owners", "capped"));
    }

    @AfterAll
    static void stop() throws IOException {
        for (var peer : List.of(carrier, asking, free, stranger)) {
            peer.close();
        }
        other.close();
        owner.close();
    }

    @BeforeEach
    void everybodyTakesCalls() {
        carrier.follow(Script.accepts());
        List.of(carrier, asking, free, stranger).forEach(ScriptedCarrier::forgetRequests);
    }

    private static Agent.Call answered(String number) {
        var call = other.agent().call(Invitation.to("+4989555", number));
        assertEquals(200, call.answer().status());
        return call;
    }

    private static List<Agent.Call> burst(Agent agent, int calls) {
        return burst(agent, CAPPED, calls);
    }

    private static List<Agent.Call> burst(Agent agent, String number, int calls) {
        var invites = new ArrayList<SipMessage>();
        for (int at = 0; at < calls; at++) {
            invites.add(agent.dial(Invitation.to("+498955" + at, number)));
        }
        return invites.stream().map(agent::outcome).toList();
    }

    private static long through(List<Agent.Call> calls) {
        return calls.stream().filter(call -> call.answer().status() == 200).count();
    }

    @Test
    void thereIsOneCountForBothNodes() throws Exception {
        for (int round = 0; round < 5; round++) {
            var invites = new ArrayList<SipMessage>();
            for (int at = 0; at < 30; at++) {
                for (var node : List.of(owner, other)) {
                    invites.add(node.agent().dial(Invitation.to("+498955" + at, CAPPED)));
                }
            }
            var calls = new ArrayList<Agent.Call>();
            for (int at = 0; at < invites.size(); at++) {
                calls.add((at % 2 == 0 ? owner : other).agent().outcome(invites.get(at)));
            }
            assertEquals(3, through(calls));
            for (int at = 0; at < calls.size(); at++) {
                var answer = calls.get(at).answer();
                if (answer.status() == 200) {
                    assertEquals(200, (at % 2 == 0 ? owner : other).agent().hangUp(calls.get(at)));
                } else {
                    assertEquals("cap-reached", answer.required("X-Egress-Reason"));
                }
            }
        }
    }

    @Test
    void theDialogIsBetweenTheAgentAndTheOwnerAlone() throws Exception {
        var call = answered(CAPPED);
        var routes = call.answer().all("Record-Route");
        assertEquals(1, routes.size());
        assertTrue(routes.get(0).contains(owner.sip().getAddress().getHostAddress() + ":"), routes.toString());
        assertFalse(call.answer().first("X-Egress-Attempts").isPresent());
        var invite = carrier.next("INVITE").message();
        assertTrue(invite.headers().stream()
                .noneMatch(header -> header.name().toLowerCase().startsWith("x-")));
        assertFalse(new String(invite.bytes()).contains(other.sip().getAddress().getHostAddress()));
        // What the other node knew is no longer needed.
        other.kamailio().freeze();
        try {
            assertEquals(200, other.agent().reinvite(call, 2, List.of("PCMA")).status());
            assertEquals(200, other.agent().hangUp(call, 3));
        } finally {
            other.kamailio().thaw();
        }
    }

    @Test
    void theCarrierHangsUp() {
        answered(CAPPED);
        var agent = other.agent();
        assertEquals(200, carrier.hangUp(carrier.next("INVITE"), () -> agent.answerNext("BYE")));
        assertEquals(3, through(hungUp(burst(agent, 4))));
    }

    @Test
    void anAgentOnTcpGoesOnOverTcpWithTheOwner() {
        try (var agent = new Agent(StreamWire.tcp("127.0.0.1", Ports.free()), other.sip())) {
            var call = agent.call(Invitation.to("+4989555", CAPPED));
            assertEquals(200, call.answer().status());
            assertTrue(call.answer().required("Record-Route").contains("transport=tcp"));
            assertEquals(200, agent.reinvite(call, 2, List.of("PCMA")).status());
            assertEquals(200, carrier.hangUp(carrier.next("INVITE"), () -> agent.answerNext("BYE")));
        }
    }

    private static List<Agent.Call> hungUp(List<Agent.Call> calls) {
        calls.stream()
                .filter(call -> call.answer().status() == 200)
                .forEach(call -> assertEquals(200, other.agent().hangUp(call)));
        return calls;
    }

    @Test
    void theAgentCancels() {
        carrier.follow(Script.accepts().forMethod("INVITE", asked -> {
            asked.ring();
            asked.after(Duration.ofMillis(500), () -> asked.answer(487));
        }));
        var invite = other.agent().dial(Invitation.to("+4989555", CAPPED));
        other.agent().next(invite, status -> status == 180, SOON).orElseThrow();
        assertEquals(200, other.agent().cancel(invite));
        assertEquals(487, other.agent().outcome(invite).answer().status());
        carrier.next("CANCEL");
        everybodyTakesCalls();
        assertEquals(3, through(hungUp(burst(other.agent(), 4))));
    }

    @Test
    void theCarriersChallengeIsAnsweredByTheOwner() {
        var call = answered(WITH_PASSWORD);
        assertEquals(200, other.agent().hangUp(call));
    }

    @Test
    void whatTheOwnersCarrierRefusesGoesToTheNextTrunkWithANumberOfItsOwn() {
        carrier.follow(Script.refuses(503));
        var call = answered(CAPPED_THEN_FREE);
        long first = carrier.next("INVITE").message().cseq();
        long second = free.next("INVITE").message().cseq();
        assertTrue(second > first, first + " then " + second);
        assertEquals(200, other.agent().hangUp(call));
    }

    @Test
    void whatTheCalleeAnswersIsPassedOn() {
        carrier.follow(Script.refuses(486));
        assertEquals(
                486,
                other.agent()
                        .call(Invitation.to("+4989555", CAPPED_THEN_FREE))
                        .answer()
                        .status());
        assertEquals(0, free.await("INVITE", Duration.ofMillis(200)).stream().count());
    }

    @Test
    void aFullTrunkOfTheOwnerIsPassedOver() {
        var calls = burst(owner.agent(), 3);
        assertEquals(3, through(calls));
        var call = answered(CAPPED_THEN_FREE);
        free.next("INVITE");
        assertEquals(200, other.agent().hangUp(call));
        calls.forEach(each -> assertEquals(200, owner.agent().hangUp(each)));
    }

    @Test
    void anOwnerThatSaysNothingIsPassedOver() {
        var refused = other.agent().call(Invitation.to("+4989555", LOST)).answer();
        assertEquals(503, refused.status());
        assertEquals("trunk-not-ready", refused.required("X-Egress-Reason"));
        assertEquals(200, other.agent().hangUp(answered(LOST_THEN_FREE)));
        free.next("INVITE");
    }

    private static SipMessage anew(SipMessage message) {
        var again = SipMessage.of(message.startLine())
                .with("Via", "SIP/2.0/UDP " + stranger.hostPort() + ";branch=z9hG4bK" + UUID.randomUUID());
        for (var header : message.headers()) {
            if (!header.name().equals("Via") && !header.name().startsWith("Content-")) {
                again = again.with(header.name(), header.value());
            }
        }
        return again.withBody(message.body());
    }

    private static SipMessage changed(SipMessage message, String name, String from, String to) {
        var other = SipMessage.of(message.startLine());
        for (var header : message.headers()) {
            var value = header.name().equals(name) ? header.value().replace(from, to) : header.value();
            other = other.with(header.name(), value);
        }
        return new SipMessage(other.startLine(), other.headers(), message.body());
    }

    @Test
    void onlyATicketOfANodeOpensTheOwnerAndOnlyOnceForOneCall() throws Exception {
        var invite = other.agent().dial(Invitation.to("+4989555", FOUND));
        var handed = stranger.next("INVITE").message();
        assertEquals(503, other.agent().outcome(invite).answer().status());
        // From now on the trunk is the first node's, as the ticket that the stranger got says.
        owner.redis().call("HSET", "egress:1:owners", "found", "proxy-1");
        owner.redis().call("SET", "egress:1:owners-version", "another");
        Patience.await("the first node owns the trunk", () -> {
            var call = owner.agent().call(Invitation.to("+4989555", FOUND));
            return call.answer().status() == 200 && owner.agent().hangUp(call) == 200;
        });
        carrier.forgetRequests();

        for (var forged : List.of(
                changed(handed, "X-Egress-Hop", "trunk=found", "trunk=capped"),
                changed(handed, "Call-ID", "@agent", "@another"),
                changed(handed, "Contact", "sip:agent@", "sip:thief@"),
                changed(handed, "CSeq", "1 ", "2 "))) {
            stranger.send(anew(forged), owner.sip());
        }
        stranger.send(changed(anew(handed), "X-Egress-Hop", "k=", "nothing="), owner.sip());
        assertTrue(stranger.await(Duration.ofMillis(500), message -> true).isEmpty());

        stranger.send(anew(handed), owner.sip());
        var taken = carrier.next("INVITE");
        stranger.await(SOON, message -> message.status() == 200).orElseThrow();
        stranger.send(anew(handed), owner.sip());
        assertTrue(carrier.await("INVITE", Duration.ofMillis(500)).isEmpty());
        assertEquals(200, carrier.hangUp(taken, () -> other.agent().answerNext("BYE")));
    }

    @Test
    void callsThatBeganOnTheOtherNodeBeforeThereWasACapCountToo() throws Exception {
        var calls = List.of(answered(BECOMES_CAPPED), answered(BECOMES_CAPPED));
        owner.redis().call("HSET", "egress:1:owners", "becomes", "proxy-1");
        owner.publish(becomes().maxCalls(3));
        other.awaitApplied();
        Patience.await("one place is left", () -> {
            var more = burst(owner.agent(), BECOMES_CAPPED, 4);
            more.stream().filter(call -> call.answer().status() == 200).forEach(owner.agent()::hangUp);
            return through(more) == 1;
        });
        calls.forEach(call -> assertEquals(200, other.agent().hangUp(call)));
        Patience.await("three places are left", () -> {
            var more = burst(owner.agent(), BECOMES_CAPPED, 4);
            more.stream().filter(call -> call.answer().status() == 200).forEach(owner.agent()::hangUp);
            return through(more) == 3;
        });
    }

    private static Row.Trunk becomes() {
        return Row.trunk("becomes").at(carrier.hostPort());
    }

    @Test
    void withRedisHungEveryoneStaysWhoTheyAre() {
        owner.redisPart().freeze();
        try {
            for (var node : List.of(owner, other)) {
                var calls = new ArrayList<>(burst(node.agent(), 5));
                assertEquals(3, through(calls));
                calls.stream()
                        .filter(call -> call.answer().status() == 200)
                        .forEach(call -> assertEquals(200, node.agent().hangUp(call)));
            }
        } finally {
            owner.redisPart().thaw();
        }
    }
}
