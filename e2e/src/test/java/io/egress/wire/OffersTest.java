package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.SipPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What carriers see of the codecs that an agent offers, at the beginning of a call and in it. */
class OffersTest {
    private static final String NUMBER = "+493012345";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String RICH = offer(
            "m=audio 30000 RTP/AVP 0 96 9 8 101 102",
            "a=rtpmap:96 opus/48000/2",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-16",
            "a=rtpmap:102 telephone-event/48000",
            "a=ptime:20");

    private static ProxyAlone proxy;

    private ScriptedCarrier first;
    private ScriptedCarrier second;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void twoTrunks() throws Exception {
        first = new ScriptedCarrier("first", "127.0.10.1", Ports.free(), Script.accepts());
        second = new ScriptedCarrier("second", "127.0.10.2", Ports.free(), Script.accepts());
        proxy.load(
                firstTrunk().codecs("PCMA", "PCMU"),
                Row.trunk("second").at(second.hostPort()).codecs("opus", "G722"),
                Row.number(NUMBER, "first", "second"));
    }

    @AfterEach
    void hangUp() {
        first.close();
        second.close();
    }

    private Row.Trunk firstTrunk() {
        return Row.trunk("first").priority(60).at(first.hostPort());
    }

    private static String offer(String... media) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + String.join("\r\n", media)
                + "\r\n";
    }

    private static SipMessage invite(String contentType, String body) {
        var plain = proxy.agent().invite(Invitation.to("+4989555", NUMBER));
        var headers = plain.headers().stream()
                .filter(header -> !header.name().equals("Content-Type"))
                .toList();
        var bare = new SipMessage(plain.startLine(), headers, body);
        return contentType.isEmpty() ? bare : bare.with("Content-Type", contentType);
    }

    private static Agent.Call call(SipMessage invite) {
        proxy.agent().send(invite, proxy.sip());
        return proxy.agent().outcome(invite);
    }

    private static Agent.Call call(String sdp) {
        return call(invite("application/sdp", sdp));
    }

    // The INVITE that began the call may come again before it.
    private SipMessage nextReinvite() {
        var invite = first.next("INVITE").message();
        while (invite.tag("To").isEmpty()) {
            invite = first.next("INVITE").message();
        }
        return invite;
    }

    private static SipMessage ask(Agent.Call call, String method, long cseq, String sdp) {
        return proxy.agent()
                .ask(proxy.agent()
                        .inDialog(call, method, cseq)
                        .with("Contact", proxy.agent().contact())
                        .withBody(sdp))
                .orElseThrow();
    }

    @Test
    void eachTrunkGetsItsOwnCutOfTheAgentsOffer() {
        first.follow(Script.refuses(503));
        var call = call(RICH);
        assertEquals(200, call.answer().status());
        assertEquals(
                offer(
                        "m=audio 30000 RTP/AVP 8 0 101",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-16",
                        "a=ptime:20"),
                first.next("INVITE").message().body());
        assertEquals(
                offer(
                        "m=audio 30000 RTP/AVP 96 9 101 102",
                        "a=rtpmap:96 opus/48000/2",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-16",
                        "a=rtpmap:102 telephone-event/48000",
                        "a=ptime:20"),
                second.next("INVITE").message().body());
        assertEquals(200, proxy.agent().hangUp(call));
    }

    @Test
    void newOffersInACallAreCutAsTheTrunkWasWhenItBegan() throws Exception {
        for (var change : List.of(firstTrunk().codecs("G722"), Row.disabledTrunk("first"), Row.gone(firstTrunk()))) {
            proxy.load(firstTrunk().codecs("PCMA", "PCMU"), Row.number(NUMBER, "first"));
            var call = call(RICH);
            proxy.publish(change);
            first.next("ACK");
            assertEquals(
                    200,
                    proxy.agent()
                            .reinvite(call, 2, List.of("G722", "PCMU", "PCMA"))
                            .status());
            assertEquals(List.of("PCMA", "PCMU"), nextReinvite().codecs());
            assertEquals(
                    200,
                    ask(call, "UPDATE", 3, offer("m=audio 30000 RTP/AVP 0 9 8", "a=sendonly"))
                            .status());
            assertEquals(
                    offer("m=audio 30000 RTP/AVP 8 0", "a=sendonly"),
                    first.next("UPDATE").message().body());
            assertEquals(200, proxy.agent().hangUp(call, 4));
            first.next("BYE");
        }
    }

    @Test
    void aNewOfferWithoutACodecInCommonIsRefusedAndTheCallGoesOn() {
        var call = call(RICH);
        first.next("ACK");
        var refused = proxy.agent().reinvite(call, 2, List.of("G722"));
        assertEquals(488, refused.status());
        assertEquals("codec-mismatch", refused.required("X-Egress-Reason"));
        assertEquals(
                488, ask(call, "UPDATE", 3, offer("m=image 30000 udptl t38")).status());
        assertEquals(200, proxy.agent().hangUp(call, 4));
        assertEquals("BYE", first.awaitAny(SOON).orElseThrow().method());
    }

    @Test
    void aCallIsParkedAsItIs() {
        var call = call(RICH);
        first.next("ACK");
        var parked = offer("m=audio 0 RTP/AVP 9");
        assertEquals(200, ask(call, "UPDATE", 2, parked).status());
        assertEquals(parked, first.next("UPDATE").message().body());
        assertEquals(200, proxy.agent().hangUp(call, 3));
    }

    @Test
    void aRefusalOfANewOfferIsAcknowledgedOnce() {
        var call = call(RICH);
        first.next("ACK");
        first.follow(Script.accepts().forMethod("INVITE", asked -> asked.answer(491)));
        assertEquals(491, proxy.agent().reinvite(call, 2, List.of("PCMA")).status());
        first.next("ACK");
        assertEquals(200, proxy.agent().hangUp(call, 3));
        assertEquals("BYE", first.awaitAny(SOON).orElseThrow().method());
    }

    private SipMessage prack(SipMessage invite, String sdp) {
        proxy.agent().send(invite, proxy.sip());
        var reliable = proxy.agent().next(invite, status -> status == 183, SOON).orElseThrow();
        var early = new Agent.Call(invite, reliable, List.of());
        assertEquals(
                200,
                proxy.agent()
                        .ask(proxy.agent()
                                .inDialog(early, "PRACK", 2)
                                .with("RAck", "1 " + reliable.required("CSeq"))
                                .withBody(sdp))
                        .orElseThrow()
                        .status());
        proxy.agent().cancel(invite);
        return first.next("PRACK").message();
    }

    @Test
    void anOfferInPrackIsCutAndAnAnswerIsNot() {
        first.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> asked.answer(183, answer -> answer.with("Contact", first.contact())
                                .with("Require", "100rel")
                                .with("RSeq", "1")
                                .withBody(offer("m=audio 40000 RTP/AVP 8 18")))));
        var theirs = offer("m=audio 30000 RTP/AVP 18 8");
        assertEquals(
                offer("m=audio 30000 RTP/AVP 8"),
                prack(invite("application/sdp", RICH), theirs).body());
        assertEquals(theirs, prack(invite("", ""), theirs).body());
    }

    @Test
    void aLateOfferOfTheCarrierPassesUnchangedAndSoDoesItsAnswer() {
        var theirs = offer("m=audio 40000 RTP/AVP 18 9 0");
        first.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> asked.answer(200, answer -> answer.with("Contact", first.contact())
                                .withBody(theirs))));
        var invite = invite("", "");
        proxy.agent().send(invite, proxy.sip());
        var answer = proxy.agent().next(invite, status -> status == 200, SOON).orElseThrow();
        assertEquals("", first.next("INVITE").message().body());
        assertEquals(theirs, answer.body());
        var call = new Agent.Call(invite, answer, List.of());
        var ours = offer("m=audio 30000 RTP/AVP 18");
        proxy.agent().send(proxy.agent().inDialog(call, "ACK", 1).withBody(ours), proxy.sip());
        assertEquals(ours, first.next("ACK").message().body());
        assertEquals(200, proxy.agent().hangUp(call));
    }

    @Test
    void anOfferAmongOtherPartsIsCutAndTheOthersStay() {
        var parts =
                "--b\r\nContent-Type: application/isup;version=itu-t92+\r\n\r\nisup\r\n--b\r\nContent-Type: application/sdp\r\n\r\n"
                        + "%s\r\n--b--\r\n";
        var call = call(invite("multipart/mixed;boundary=b", parts.formatted(offer("m=audio 30000 RTP/AVP 9 0 8"))));
        assertEquals(200, call.answer().status());
        var sent = first.next("INVITE").message();
        assertEquals(parts.formatted(offer("m=audio 30000 RTP/AVP 8 0")), sent.body());
        assertEquals("multipart/mixed;boundary=b", sent.required("Content-Type"));
        assertEquals(200, proxy.agent().hangUp(call));
    }

    @Test
    void whatIsNoOfferAtAllIsRefused() {
        for (var text : List.of(
                "hello",
                "v=0\r\n",
                "m=audio\r\n",
                "m=audio 30000 RTP/AVP\r\n",
                "v=0\r\nm=video 30000 RTP/AVP 31\r\n")) {
            var answer = call(text).answer();
            assertEquals(488, answer.status(), text);
            assertEquals(Optional.of("codec-mismatch"), answer.first("X-Egress-Reason"));
        }
        assertTrue(first.awaitAny(Duration.ZERO).isEmpty());
        assertTrue(second.ladder().stream().noneMatch(SipPeer.Line::sent));
    }
}
