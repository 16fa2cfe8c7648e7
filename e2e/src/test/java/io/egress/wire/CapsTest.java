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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A trunk never has more calls than its cap, and each call gives its place back when it ends, however it ends. */
class CapsTest {
    private static final String ONE = "+493012341";
    private static final String FIVE = "+493012345";
    private static final String FIVE_THEN_FREE = "+493012346";
    private static final String TWO_ON_ONE_HOST = "+493012347";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static ProxyAlone proxy;
    private static ScriptedCarrier carrier;
    private static ScriptedCarrier other;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings.with("EGRESS_TRYING_MS", "5000"));
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        other = new ScriptedCarrier("other", "127.0.10.2", Ports.free(), Script.accepts());
        proxy.load(
                Row.trunk("one").at(carrier.hostPort()).maxCalls(1).digest("bot", "secret"),
                Row.trunk("five").at(carrier.hostPort()).maxCalls(5),
                Row.trunk("twin").at(carrier.hostPort()).maxCalls(2).priority(40),
                Row.trunk("free").at(other.hostPort()).priority(10),
                Row.number(ONE, "one"),
                Row.number(FIVE, "five"),
                Row.number(FIVE_THEN_FREE, "five", "free"),
                Row.number(TWO_ON_ONE_HOST, "five", "twin"));
    }

    @AfterAll
    static void stop() throws IOException {
        carrier.close();
        other.close();
        proxy.close();
    }

    @BeforeEach
    void everybodyTakesCalls() {
        carrier.follow(Script.accepts());
        carrier.forgetRequests();
        other.forgetRequests();
    }

    private static Agent agent() {
        return proxy.agent();
    }

    private static List<Agent.Call> burst(int calls, String number) {
        var invites = new ArrayList<SipMessage>();
        for (int at = 0; at < calls; at++) {
            invites.add(agent().dial(Invitation.to("+4989" + (1000 + at), number)));
        }
        return invites.stream().map(agent()::outcome).toList();
    }

    private static List<Agent.Call> answered(List<Agent.Call> calls) {
        return calls.stream().filter(call -> call.answer().status() == 200).toList();
    }

    private static void isRefusedForTheCap(Agent.Call call) {
        assertEquals(503, call.answer().status());
        assertEquals("cap-reached", call.answer().required("X-Egress-Reason"));
        assertEquals("SIP;cause=503;text=\"cap-reached\"", call.answer().required("Reason"));
    }

    private static int requestsOf(ScriptedCarrier asked, String method) {
        int count = 0;
        while (asked.await(method, Duration.ofMillis(100)).isPresent()) {
            count++;
        }
        return count;
    }

    @Test
    void aBurstOfSixtyGetsExactlyFiveThroughTimeAfterTime() {
        for (int round = 0; round < 5; round++) {
            carrier.forgetRequests();
            var calls = burst(60, FIVE);
            var through = answered(calls);
            assertEquals(5, through.size());
            calls.stream().filter(call -> call.answer().status() != 200).forEach(CapsTest::isRefusedForTheCap);
            assertEquals(5, requestsOf(carrier, "INVITE"));
            through.forEach(call -> assertEquals(200, agent().hangUp(call)));
        }
    }

    @Test
    void whatIsOneTooManyGoesToTheNextTrunk() {
        var calls = burst(12, FIVE_THEN_FREE);
        assertEquals(12, answered(calls).size());
        assertEquals(5, requestsOf(carrier, "INVITE"));
        assertEquals(7, requestsOf(other, "INVITE"));
        calls.forEach(call -> assertEquals(200, agent().hangUp(call)));
    }

    @Test
    void twoTrunksOnOneHostCountApart() {
        var calls = burst(10, TWO_ON_ONE_HOST);
        assertEquals(7, answered(calls).size());
        answered(calls).forEach(call -> assertEquals(200, agent().hangUp(call)));
    }

    @Test
    void callsThatRingCount() {
        carrier.follow(inviteThenCancelled(asked -> asked.ring()));
        var ringing = agent().dial(Invitation.to("+4989555", ONE));
        agent().next(ringing, status -> status == 180, SOON).orElseThrow();
        isRefusedForTheCap(agent().call(Invitation.to("+4989556", ONE)));
        assertEquals(200, agent().cancel(ringing));
        assertEquals(487, agent().outcome(ringing).answer().status());
    }

    @Test
    void redisSaysHowManyCallsTheNodeHasOnEachTrunk() throws Exception {
        var calls = burst(3, FIVE);
        Patience.await("three calls are told of", () -> "{\"five\":3}".equals(told()));
        calls.forEach(call -> assertEquals(200, agent().hangUp(call)));
        Patience.await("no call is told of", () -> "{}".equals(told()));
    }

    private static String told() throws IOException, InterruptedException {
        return proxy.redis().call("GET", "egress:1:calls:proxy-1");
    }

    /** One way in which a call ends. */
    @FunctionalInterface
    interface Ending {
        void play() throws Exception;
    }

    private static Arguments ending(String name, Ending ending) {
        return Arguments.of(name, ending);
    }

    private static Agent.Call answeredCall() {
        var call = agent().call(Invitation.to("+4989555", ONE));
        assertEquals(200, call.answer().status());
        return call;
    }

    private static void refused(int status, int heard) {
        carrier.follow(Script.refuses(status));
        assertEquals(
                heard, agent().call(Invitation.to("+4989555", ONE)).answer().status());
    }

    private static void cancelled(Script script, int provisional) {
        carrier.follow(script);
        var invite = agent().dial(Invitation.to("+4989555", ONE));
        agent().next(invite, status -> status == provisional, SOON).orElseThrow();
        assertEquals(200, agent().cancel(invite));
        assertEquals(487, agent().outcome(invite).answer().status());
    }

    private static Script inviteThenCancelled(Script toInvite) {
        var invites = new ConcurrentLinkedQueue<Asked>();
        return Script.accepts()
                .forMethod("INVITE", asked -> {
                    invites.add(asked);
                    toInvite.on(asked);
                })
                .forMethod("CANCEL", asked -> {
                    asked.answer(200);
                    invites.forEach(invite -> invite.answer(487));
                });
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                ending("the agent hangs up", () -> assertEquals(200, agent().hangUp(answeredCall()))),
                ending("the agent hangs up twice", () -> {
                    var call = answeredCall();
                    assertEquals(200, agent().hangUp(call));
                    agent().hangUp(call, 3);
                }),
                ending("the carrier hangs up", () -> {
                    answeredCall();
                    assertEquals(200, carrier.hangUp(carrier.next("INVITE"), () -> agent().answerNext("BYE")));
                }),
                ending("the carrier hangs up and the agent never answers", () -> {
                    answeredCall();
                    var invite = carrier.next("INVITE");
                    carrier.send(carrier.inDialog(invite.message(), "BYE", 1), invite.from());
                    agent().await(
                                    SOON,
                                    message -> message.isRequest()
                                            && message.method().equals("BYE"))
                            .orElseThrow();
                }),
                ending("both hang up at once", () -> {
                    var call = answeredCall();
                    var invite = carrier.next("INVITE");
                    carrier.send(carrier.inDialog(invite.message(), "BYE", 1), invite.from());
                    agent().hangUp(call);
                }),
                ending("the agent hangs up and the carrier does not know the call", () -> {
                    var call = answeredCall();
                    carrier.follow(Script.accepts().forMethod("BYE", asked -> asked.answer(481)));
                    assertEquals(481, agent().hangUp(call));
                }),
                ending("the agent hangs up and the carrier never answers", () -> {
                    var call = answeredCall();
                    carrier.follow(Script.silent());
                    assertEquals(408, agent().hangUp(call));
                }),
                ending("the carrier has forgotten the call when it is changed", () -> {
                    var call = answeredCall();
                    carrier.follow(Script.refuses(481));
                    assertEquals(481, agent().reinvite(call, 2, List.of("PCMA")).status());
                }),
                ending("the agent cancels before anything came", () -> cancelled(Script.silent(), 100)),
                ending(
                        "the agent cancels while it rings",
                        () -> cancelled(inviteThenCancelled(asked -> asked.ring()), 180)),
                ending("the agent cancels and it is answered at that moment", () -> {
                    carrier.follow(Script.accepts().forMethod("INVITE", asked -> {
                        asked.ring();
                        asked.after(Duration.ofMillis(300), asked::accept);
                    }));
                    var invite = agent().dial(Invitation.to("+4989555", ONE));
                    agent().next(invite, status -> status == 180, SOON).orElseThrow();
                    agent().cancel(invite);
                    var call = agent().outcome(invite);
                    if (call.answer().status() == 200) {
                        assertEquals(200, agent().hangUp(call));
                    }
                }),
                ending("302", () -> refused(302, 503)),
                ending("404", () -> refused(404, 404)),
                ending("486", () -> refused(486, 486)),
                ending("500", () -> refused(500, 500)),
                ending("503", () -> refused(503, 503)),
                ending("603", () -> refused(603, 603)),
                ending("a challenge that nobody can answer", () -> refused(401, 503)),
                ending("silence", () -> {
                    carrier.follow(Script.silent());
                    assertEquals(
                            408,
                            agent().call(Invitation.to("+4989555", ONE))
                                    .answer()
                                    .status());
                }),
                ending("100 and then silence", () -> {
                    carrier.follow(asked -> asked.answer(100));
                    assertEquals(
                            408,
                            agent().call(Invitation.to("+4989555", ONE))
                                    .answer()
                                    .status());
                }),
                ending("the INVITE comes twice", () -> {
                    var invite = agent().invite(Invitation.to("+4989555", ONE));
                    agent().send(invite, agent().proxy());
                    agent().send(invite, agent().proxy());
                    assertEquals(200, agent().hangUp(agent().outcome(invite)));
                }),
                ending("an INVITE with the same Call-ID comes by another way", () -> {
                    carrier.follow(inviteThenCancelled(asked -> asked.ring()));
                    var invite = agent().dial(Invitation.to("+4989555", ONE));
                    agent().next(invite, status -> status == 180, SOON).orElseThrow();
                    var again = SipMessage.of(invite.startLine())
                            .with("Via", invite.required("Via").replace("branch=z9hG4bK", "branch=z9hG4bKagain"));
                    for (var header : invite.headers()) {
                        if (!header.name().equals("Via")) {
                            again = again.with(header.name(), header.value());
                        }
                    }
                    agent().send(new SipMessage(again.startLine(), again.headers(), invite.body()), agent().proxy());
                    carrier.next("INVITE");
                    carrier.next("INVITE");
                    agent().cancel(invite);
                    agent().cancel(again);
                    assertEquals(487, agent().outcome(invite).answer().status());
                    assertEquals(487, agent().outcome(again).answer().status());
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void givesThePlaceBackWhen(String name, Ending ending) throws Exception {
        ending.play();
        everybodyTakesCalls();
        Patience.await("there is a place again after: " + name, () -> {
            var call = agent().call(Invitation.to("+4989999", ONE));
            return call.answer().status() == 200 && agent().hangUp(call) == 200;
        });
        // Not more than one: the count did not go below what it was.
        var calls = burst(3, ONE);
        assertEquals(1, answered(calls).size(), name);
        answered(calls).forEach(call -> assertEquals(200, agent().hangUp(call)));
        assertTrue(
                calls.stream().filter(call -> call.answer().status() != 200).allMatch(call -> call.answer()
                        .required("X-Egress-Reason")
                        .equals("cap-reached")),
                Map.of(name, calls).toString());
    }
}
