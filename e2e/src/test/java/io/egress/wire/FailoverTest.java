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
import io.egress.sip.StreamWire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call does when a carrier is silent, slow, gone, or answers too late. */
class FailoverTest {
    private static final String NUMBER = "+493012345";
    private static final Duration SILENCE = Duration.ofMillis(1_000);
    private static final Duration TRYING = Duration.ofMillis(2_000);
    private static final Duration RINGING = Duration.ofMillis(2_000);
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofSeconds(5);

    private static ProxyAlone proxy;

    private ScriptedCarrier first;
    private ScriptedCarrier second;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings.with("EGRESS_SILENCE_MS", "" + SILENCE.toMillis())
                .with("EGRESS_TRYING_MS", "" + TRYING.toMillis())
                .with("EGRESS_RINGING_MS", "" + RINGING.toMillis()));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void twoTrunks() throws Exception {
        first = new ScriptedCarrier("first", "127.0.10.1", Ports.free(), Script.silent());
        second = new ScriptedCarrier("second", "127.0.10.2", Ports.free(), toInvites(Asked::accept));
        proxy.load(
                Row.trunk("first").priority(60).at(first.hostPort()),
                Row.trunk("second").at(second.hostPort()),
                Row.number(NUMBER, "first", "second"));
    }

    @AfterEach
    void hangUp() {
        first.close();
        second.close();
    }

    private static Script toInvites(Script script) {
        return Script.accepts().forMethod("INVITE", script).once();
    }

    private static SipMessage dial() {
        return proxy.agent().dial(Invitation.to("+4989555", NUMBER));
    }

    private static Agent.Call call() {
        return proxy.agent().call(Invitation.to("+4989555", NUMBER));
    }

    private static int statusOf(SipMessage invite) {
        return proxy.agent().outcome(invite).answer().status();
    }

    private static void hearsNothingMore(SipMessage invite) {
        assertEquals(Optional.empty(), proxy.agent().next(invite, status -> true, A_WHILE));
    }

    private static void asked(ScriptedCarrier carrier, String method) {
        assertTrue(carrier.await(method, SOON).isPresent(), carrier.name() + " gets " + method);
    }

    private static void notAsked(ScriptedCarrier carrier, String method) {
        assertTrue(carrier.await(method, A_WHILE).isEmpty(), carrier.name() + " gets no " + method);
    }

    private static Duration took(Runnable what) {
        long began = System.nanoTime();
        what.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void notBefore(Duration limit, Duration took) {
        // A busy Kamailio's clock runs a little behind, hence its timers end early.
        assertTrue(took.compareTo(limit.multipliedBy(7).dividedBy(10)) > 0, "took " + took);
    }

    @Test
    void aSilentCarrierIsLeftAndNotCancelledBeforeItSaysSomething() {
        notBefore(SILENCE, took(() -> assertEquals(200, call().answer().status())));
        notAsked(first, "CANCEL");
    }

    @Test
    void aSilentCarrierThatRingsAtLastIsCancelled() {
        var call = call();
        first.next("INVITE").ring();
        var cancel = first.next("CANCEL");
        cancel.answer(200);
        hearsNothingMore(call.invite());
        assertEquals(200, proxy.agent().hangUp(call));
    }

    @Test
    void aCarrierThatOnlyTriesIsLeftAndCancelledAtOnce() {
        first.follow(toInvites(asked -> asked.answer(100)));
        notBefore(TRYING, took(() -> assertEquals(200, call().answer().status())));
        var invite = first.next("INVITE");
        var cancel = first.next("CANCEL").message();
        assertEquals(invite.message().requestUri(), cancel.requestUri());
        assertEquals(invite.message().required("Via"), cancel.required("Via"));
        assertEquals(invite.message().cseq(), cancel.cseq());
        assertEquals(invite.message().required("From"), cancel.required("From"));
    }

    @Test
    void aCarrierGetsNoMoreTimeByRepeatingThatItTries() {
        first.follow(toInvites(asked -> {
            for (int at = 0; at < 80; at++) {
                asked.after(Duration.ofMillis(at * 100), () -> asked.answer(100));
            }
        }));
        var took = took(() -> assertEquals(200, call().answer().status()));
        assertTrue(took.compareTo(Duration.ofSeconds(7)) < 0, "took " + took);
    }

    @Test
    void earlyMediaAloneDoesNotKeepACallFromTheNextTrunk() {
        first.follow(toInvites(asked -> {
            asked.answer(183, answer -> answer.with("Contact", first.contact()));
            asked.after(A_WHILE, () -> asked.answer(503));
        }));
        assertEquals(200, call().answer().status());
    }

    @Test
    void onceItRangNoOtherTelephoneRings() {
        for (int status : List.of(180, 181, 182)) {
            first.follow(toInvites(asked -> {
                asked.answer(status, answer -> answer.with("Contact", first.contact()));
                asked.after(A_WHILE, () -> asked.answer(500));
            }));
            assertEquals(500, call().answer().status(), "after " + status);
        }
        notAsked(second, "INVITE");
    }

    @Test
    void aTelephoneThatRingsTooLongIsCancelledAndTheAgentHears408() {
        first.follow(toInvites(Asked::ring));
        notBefore(RINGING, took(() -> assertEquals(408, call().answer().status())));
        asked(first, "CANCEL");
        notAsked(second, "INVITE");
    }

    @Test
    void howeverOftenTheCarrierSaysThatItRings() {
        first.follow(toInvites(asked -> {
                    for (int count = 0; count < 20; count++) {
                        asked.after(RINGING.dividedBy(4).multipliedBy(count), asked::ring);
                    }
                })
                .once());
        long began = System.nanoTime();
        assertEquals(408, call().answer().status());
        assertTrue(System.nanoTime() - began < RINGING.multipliedBy(2).toNanos());
    }

    @Test
    void aLateAnswerOfAnAbandonedCarrierIsHungUpAndNoSecondCall() {
        first.follow(Script.accepts().forMethod("INVITE", asked -> {}));
        var call = call();
        var invite = first.next("INVITE");
        invite.accept();
        var ack = first.next("ACK").message();
        assertEquals(invite.message().cseq(), ack.cseq());
        assertEquals("first", ack.tag("To").orElseThrow());
        var bye = first.next("BYE").message();
        assertTrue(bye.cseq() > invite.message().cseq());
        assertEquals("sip:carrier@" + first.hostPort(), bye.requestUri());
        hearsNothingMore(call.invite());
        assertEquals(200, proxy.agent().hangUp(call));
    }

    @Test
    void overAConnectionALateAnswerIsHungUpByTheSameOne() throws Exception {
        try (var slow = new ScriptedCarrier("slow", StreamWire.tcp("127.0.10.3", Ports.free()), Script.accepts())) {
            slow.follow(Script.accepts().forMethod("INVITE", asked -> {}));
            proxy.load(
                    Row.trunk("first").priority(60).transport("tcp").at(slow.hostPort()),
                    Row.trunk("second").at(second.hostPort()),
                    Row.number(NUMBER, "first", "second"));
            var call = call();
            var invite = slow.next("INVITE");
            invite.accept();
            assertEquals(invite.from(), slow.next("ACK").from());
            assertEquals(invite.from(), slow.next("BYE").from());
            hearsNothingMore(call.invite());
            assertEquals(200, proxy.agent().hangUp(call));
        }
    }

    @Test
    void lateAnswersAreDealtWithWhenTheTransactionIsLongGone() throws Exception {
        first.follow(Script.accepts().forMethod("INVITE", asked -> {}));
        var call = call();
        var other = call();
        var invites = List.of(first.next("INVITE"), firstOfAnotherCall());
        // tm keeps an answered INVITE for five seconds (wt_timer).
        Thread.sleep(Duration.ofSeconds(7).toMillis());
        first.forgetRequests();
        invites.get(0).ring();
        var cancel = first.next("CANCEL").message();
        assertEquals(invites.get(0).message().required("Via"), cancel.required("Via"));
        assertEquals(invites.get(0).message().requestUri(), cancel.requestUri());
        invites.get(0).answer(487);
        asked(first, "ACK");
        invites.get(1).accept();
        asked(first, "ACK");
        asked(first, "BYE");
        hearsNothingMore(call.invite());
        hearsNothingMore(other.invite());
        assertEquals(200, proxy.agent().hangUp(call));
        assertEquals(200, proxy.agent().hangUp(other));
    }

    private Asked firstOfAnotherCall() {
        var seen = first.ladder().get(0).message().required("Call-ID");
        while (true) {
            var next = first.next("INVITE");
            if (!next.message().required("Call-ID").equals(seen)) {
                return next;
            }
        }
    }

    @Test
    void aConnectionRefusedCostsNoTime() throws Exception {
        for (var transport : List.of("tcp", "tls")) {
            proxy.write(
                    Row.trunk("first").priority(60).transport(transport).host("127.0.10.1", Ports.free()),
                    Row.trunk("second").at(second.hostPort()),
                    Row.number(NUMBER, "first", "second"));
            proxy.awaitApplied();
            var took = took(() -> assertEquals(200, call().answer().status(), transport));
            assertTrue(took.compareTo(SILENCE) < 0, transport + " took " + took);
        }
    }

    @Test
    void whenNoCarrierCanBeReachedTheAgentHears503() throws Exception {
        proxy.load(
                Row.trunk("first").priority(60).transport("tcp").host("127.0.10.1", Ports.free()),
                Row.trunk("second").transport("tcp").host("127.0.10.2", Ports.free()),
                Row.number(NUMBER, "first", "second"));
        assertEquals(503, call().answer().status());
    }

    @Test
    void whenEveryCarrierIsSilentTheAgentHears408() {
        second.follow(Script.silent());
        notBefore(
                SILENCE.multipliedBy(2),
                took(() -> assertEquals(408, call().answer().status())));
    }

    @Test
    void theLastAnswerThatACarrierReallyGaveIsPassedOn() {
        first.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> asked.answer(
                                504, answer -> answer.with("Reason", "Q.850;cause=38;text=\"network out of order\"")
                                        .with("Warning", "399 carrier \"no route\"")
                                        .with("Retry-After", "7"))));
        second.follow(Script.silent());
        var answer = call().answer();
        assertEquals("SIP/2.0 504 As Told", answer.startLine());
        assertEquals("Q.850;cause=38;text=\"network out of order\"", answer.required("Reason"));
        assertEquals("399 carrier \"no route\"", answer.required("Warning"));
        assertEquals("7", answer.required("Retry-After"));
    }

    @Test
    void whatACarrierTellsOfAFailureStaysOneLineOfText() {
        var refuses = toInvites(asked -> first.sendRaw(
                asked.message()
                        .answer(500, "As Told", "first")
                        .with("Reason", "SIP;cause=500;text=\"a\rX-Injected: b\"")
                        .with("Warning", "399 carrier \"folded\r\n here\"")
                        .with("Error-Info", "<sip:\0nul@carrier.example>")
                        .bytes(),
                asked.from()));
        first.follow(refuses);
        second.follow(Script.silent());
        var answer = call().answer();
        assertEquals("SIP/2.0 500 As Told", answer.startLine());
        assertEquals("SIP;cause=500;text=\"a X-Injected: b\"", answer.required("Reason"));
        assertEquals(Optional.empty(), answer.first("X-Injected"));
        assertEquals(Optional.empty(), answer.first("Error-Info"));
        assertEquals("399 carrier \"folded here\"", answer.required("Warning"));
    }

    @Test
    void aBusyCarrierDoesNotKeepTheAgentFromThisNode() {
        var busy = toInvites(asked -> asked.answer(503, answer -> answer.with("Retry-After", "60")));
        first.follow(busy);
        second.follow(busy);
        var answer = call().answer();
        assertEquals(503, answer.status());
        assertEquals(Optional.empty(), answer.first("Retry-After"));
    }

    @Test
    void redirectionsAreNeverFollowed() {
        first.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> asked.answer(
                                302, answer -> answer.with("Contact", "<sip:elsewhere@" + second.hostPort() + ">"))));
        second.follow(Script.refuses(301));
        var answer = call().answer();
        assertEquals("SIP/2.0 503 Service Unavailable", answer.startLine());
        assertEquals(Optional.empty(), answer.first("Contact"));
        assertEquals(
                "sip:+4989555@" + second.hostPort(),
                second.next("INVITE").message().requestUri());
        notAsked(second, "INVITE");
    }

    @Test
    void aCancelBeforeAnyAnswerEndsTheCallAndNoOtherTrunkIsTried() {
        var invite = dial();
        var asked = first.next("INVITE");
        assertEquals(200, proxy.agent().cancel(invite));
        assertEquals(487, statusOf(invite));
        asked.ring();
        asked(first, "CANCEL");
        hearsNothingMore(invite);
        notAsked(second, "INVITE");
    }

    @Test
    void aCarrierThatAnswersAfterTheCancelIsHungUp() {
        first.follow(Script.accepts().forMethod("INVITE", asked -> {}));
        var invite = dial();
        var asked = first.next("INVITE");
        assertEquals(200, proxy.agent().cancel(invite));
        assertEquals(487, statusOf(invite));
        asked.accept();
        asked(first, "BYE");
        hearsNothingMore(invite);
    }

    @Test
    void aCancelWhileItRingsGoesToTheCarrier() {
        first.follow(Script.accepts().forMethod("INVITE", Asked::ring).once());
        var invite = dial();
        assertTrue(proxy.agent().next(invite, status -> status == 180, SOON).isPresent());
        var asked = first.next("INVITE");
        assertEquals(200, proxy.agent().cancel(invite));
        var cancel = first.next("CANCEL").message();
        assertEquals(asked.message().cseq(), cancel.cseq());
        asked.answer(487);
        assertEquals(487, statusOf(invite));
        asked(first, "ACK");
    }

    @Test
    void aCancelDuringFailoverReachesTheTrunkThatHasTheCallNow() {
        first.follow(Script.refuses(503));
        second.follow(toInvites(Asked::ring));
        var invite = dial();
        assertTrue(proxy.agent().next(invite, status -> status == 180, SOON).isPresent());
        var asked = second.next("INVITE");
        assertEquals(200, proxy.agent().cancel(invite));
        asked(second, "CANCEL");
        asked.answer(487);
        assertEquals(487, statusOf(invite));
        notAsked(first, "CANCEL");
    }

    @Test
    void whateverTheCarrierSaysToACancelledCallTheAgentHears487() {
        for (int status : List.of(401, 403, 503, 302, 486)) {
            first.follow(toInvites(Asked::ring));
            var invite = dial();
            assertTrue(proxy.agent().next(invite, code -> code == 180, SOON).isPresent());
            var asked = first.next("INVITE");
            assertEquals(200, proxy.agent().cancel(invite));
            asked.answer(status);
            assertEquals(487, statusOf(invite), "after " + status);
        }
        notAsked(second, "INVITE");
    }

    @Test
    void aCancelThatCrossesTheAnswerLosesAndTheCallCanBeEnded() {
        first.follow(Script.accepts().forMethod("INVITE", Asked::ring).once());
        var invite = dial();
        assertTrue(proxy.agent().next(invite, status -> status == 180, SOON).isPresent());
        var asked = first.next("INVITE");
        assertEquals(200, proxy.agent().cancel(invite));
        asked.accept();
        var call = proxy.agent().outcome(invite);
        assertEquals(200, call.answer().status());
        assertEquals(200, proxy.agent().hangUp(call));
        asked(first, "BYE");
    }
}
