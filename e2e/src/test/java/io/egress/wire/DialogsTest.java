package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.Carrier;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passes inside a call, in both directions, and what does not. */
class DialogsTest {
    private static final String NUMBER = "+493012345";
    private static final Duration SOON = Duration.ofSeconds(5);

    private static ProxyAlone proxy;

    private ScriptedCarrier carrier;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void oneTrunk() throws Exception {
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        proxy.load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
    }

    @AfterEach
    void hangUp() {
        carrier.close();
    }

    private static Agent.Call call() {
        var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
        assertEquals(200, call.answer().status());
        return call;
    }

    private static int ask(Agent.Call call, String method, long cseq) {
        return proxy.agent()
                .ask(proxy.agent().inDialog(call, method, cseq))
                .orElseThrow()
                .status();
    }

    @Test
    void agentsCanNotLeadACarrierElsewhere() {
        var call = call();
        carrier.next("ACK");
        assertEquals(403, ask(call, "REFER", 2));
        for (var method : List.of("NOTIFY", "SUBSCRIBE", "MESSAGE")) {
            assertEquals(405, ask(call, method, 3), method);
        }
        assertEquals(200, proxy.agent().hangUp(call, 4));
        assertEquals("BYE", carrier.awaitAny(SOON).orElseThrow().method());
    }

    @Test
    void norCanACarrierTheAgent() {
        var call = call();
        var invite = carrier.next("INVITE");
        assertEquals(
                403,
                carrier.ask(carrier.inDialog(invite.message(), "REFER", 1), invite.from())
                        .orElseThrow()
                        .status());
        for (var method : List.of("NOTIFY", "SUBSCRIBE", "MESSAGE")) {
            assertEquals(
                    405,
                    carrier.ask(carrier.inDialog(invite.message(), method, 2), invite.from())
                            .orElseThrow()
                            .status());
        }
        assertEquals(Optional.empty(), proxy.agent().await(Duration.ofMillis(200), SipMessage::isRequest));
        assertEquals(200, proxy.agent().hangUp(call));
    }

    @Test
    void everythingElsePassesInBothDirections() {
        var call = call();
        var invite = carrier.next("INVITE");
        int cseq = 1;
        for (var method : List.of("UPDATE", "INFO", "OPTIONS")) {
            assertEquals(200, ask(call, method, ++cseq), method);
            carrier.next(method);
            var request = carrier.inDialog(invite.message(), method, cseq);
            carrier.send(request, invite.from());
            var heard = proxy.agent().answerNext(method).orElseThrow();
            assertEquals(call.invite().address("From"), heard.address("To"), method);
            assertEquals(200, carrier.finalAnswer(request).orElseThrow().status(), method);
        }
        assertEquals(200, carrier.hangUp(invite, () -> proxy.agent().answerNext("BYE")));
    }

    @Test
    void sessionTimersAndReliableAnswersAreBetweenTheTwoSides() {
        carrier.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> asked.answer(183, answer -> answer.with("Contact", carrier.contact())
                                .with("Require", "100rel")
                                .with("RSeq", "7")))
                .forMethod("PRACK", prack -> {
                    prack.answer(200);
                    ringing.accept(
                            answer -> answer.with("Require", "timer").with("Session-Expires", "1800;refresher=uac"));
                }));
        var invite = proxy.agent()
                .invite(Invitation.to("+4989555", NUMBER))
                .with("Supported", "100rel, timer")
                .with("Session-Expires", "1800")
                .with("Min-SE", "90");
        proxy.agent().send(invite, proxy.sip());
        ringing = carrier.next("INVITE");
        assertEquals("100rel, timer", ringing.message().required("Supported"));
        assertEquals("1800", ringing.message().required("Session-Expires"));
        assertEquals("90", ringing.message().required("Min-SE"));
        var provisional =
                proxy.agent().next(invite, status -> status == 183, SOON).orElseThrow();
        assertEquals("100rel", provisional.required("Require"));
        assertEquals(200, proxy.agent().prack(invite, provisional, 2));
        assertEquals(
                "7 " + ringing.message().cseq() + " INVITE",
                carrier.next("PRACK").message().required("RAck"));
        var call = proxy.agent().outcome(invite);
        assertEquals("1800;refresher=uac", call.answer().required("Session-Expires"));
        assertEquals(200, proxy.agent().hangUp(call, 3));
    }

    private Asked ringing;

    private static SipMessage answerOf(Asked asked, int status, String tag, String contact) {
        var answer = asked.message().answer(status, "As Told", tag).with("Contact", contact);
        return status == 200 ? answer.withBody(Carrier.SDP) : answer;
    }

    @Test
    void everySideOfAForkedCallRingsAnswersAndCanBeHungUp() {
        carrier.follow(Script.accepts().forMethod("INVITE", asked -> {
            for (var tag : List.of("a", "b", "c")) {
                carrier.send(answerOf(asked, tag.equals("c") ? 183 : 180, tag, carrier.contact()), asked.from());
            }
            asked.after(
                    Duration.ofMillis(100),
                    () -> carrier.send(answerOf(asked, 200, "b", carrier.contact()), asked.from()));
            asked.after(
                    Duration.ofMillis(200),
                    () -> carrier.send(answerOf(asked, 200, "c", carrier.contact()), asked.from()));
        }));
        var invite = proxy.agent().dial(Invitation.to("+4989555", NUMBER));
        var tags = new ArrayList<String>();
        for (int at = 0; at < 3; at++) {
            tags.add(proxy.agent()
                    .next(invite, status -> status > 100 && status < 200, SOON)
                    .orElseThrow()
                    .tag("To")
                    .orElseThrow());
        }
        assertEquals(List.of("a", "b", "c"), tags.stream().sorted().toList());
        var calls = new ArrayList<Agent.Call>();
        for (int at = 0; at < 2; at++) {
            calls.add(new Agent.Call(
                    invite,
                    proxy.agent().next(invite, status -> status == 200, SOON).orElseThrow(),
                    List.of()));
            proxy.agent().send(proxy.agent().inDialog(calls.get(at), "ACK", 1), proxy.sip());
        }
        assertEquals(
                List.of("b", "c"),
                calls.stream()
                        .map(call -> call.answer().tag("To").orElseThrow())
                        .sorted()
                        .toList());
        for (var call : calls) {
            assertEquals(200, proxy.agent().hangUp(call));
            assertEquals(call.answer().tag("To"), carrier.next("BYE").message().tag("To"));
        }
    }

    @Test
    void aReInviteThatIsCancelledLeavesTheCallAsItWas() {
        var call = call();
        carrier.next("ACK");
        carrier.follow(Script.accepts().forMethod("INVITE", asked -> asked.answer(100)));
        var invite = proxy.agent()
                .inDialog(call, "INVITE", 2)
                .with("Contact", proxy.agent().contact());
        proxy.agent().send(invite, proxy.sip());
        var asked = carrier.next("INVITE");
        assertEquals(200, proxy.agent().cancel(invite));
        assertEquals(asked.message().cseq(), carrier.next("CANCEL").message().cseq());
        asked.answer(487);
        assertEquals(
                487,
                proxy.agent()
                        .next(invite, status -> status >= 200, SOON)
                        .orElseThrow()
                        .status());
        assertEquals(200, proxy.agent().hangUp(call, 3));
    }
}
