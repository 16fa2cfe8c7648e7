package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DatagramWire;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.StreamWire;
import io.egress.sip.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may ask what: the platform, carriers, strangers. Carriers are held to the networks that their trunk allows. */
class WhoMayTest {
    private static final String NUMBER = "+493012345";
    private static final String FENCED = "+493012346";
    private static final Duration A_MOMENT = Duration.ofMillis(400);

    private static ProxyAlone proxy;
    private static ScriptedCarrier carrier;
    private static ScriptedCarrier fenced;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        fenced = new ScriptedCarrier("fenced", "127.0.20.1", Ports.free(), Script.accepts());
        proxy.load(
                Row.trunk("acme").at(carrier.hostPort()),
                Row.number(NUMBER, "acme"),
                Row.trunk("fenced")
                        .at(fenced.hostPort())
                        .ipAndDigest("bot", "secret")
                        .allowedIps("127.0.20.0/24", "127.0.21.9"),
                Row.number(FENCED, "fenced"));
    }

    @AfterAll
    static void stop() throws IOException {
        carrier.close();
        fenced.close();
        proxy.close();
    }

    @BeforeEach
    void forgetOtherCalls() {
        carrier.forgetRequests();
        fenced.forgetRequests();
    }

    private static Optional<Integer> status(Wire wire, String method) {
        try (var peer = new Agent(wire, proxy.sip())) {
            return status(peer, method);
        }
    }

    private static Optional<Integer> status(Agent peer, String method) {
        var invite = peer.invite(Invitation.to("+4989555", NUMBER));
        var request = new SipMessage(
                invite.startLine().replaceFirst("INVITE", method),
                invite.headers().stream()
                        .map(header ->
                                header.name().equals("CSeq") ? new SipMessage.Header("CSeq", "1 " + method) : header)
                        .toList(),
                invite.body());
        peer.send(request, peer.proxy());
        return peer.next(request, status -> status != 100, A_MOMENT).map(SipMessage::status);
    }

    private static Optional<Integer> status(String address, String method) {
        return status(new DatagramWire(address, Ports.free()), method);
    }

    @Test
    void thePlatformPlacesCallsAndIsAskedForNothingElse() {
        assertEquals(Optional.of(200), status("127.0.0.1", "OPTIONS"));
        for (var method :
                new String[] {"REGISTER", "MESSAGE", "SUBSCRIBE", "REFER", "PUBLISH", "NOTIFY", "BYE", "UPDATE"}) {
            assertEquals(Optional.of(405), status("127.0.0.1", method), method);
        }
    }

    @Test
    void aCarrierHearsThatThereIsNobodyToCall() {
        for (var address : new String[] {"127.0.10.1", "127.0.20.1", "127.0.20.200", "127.0.21.9"}) {
            assertEquals(Optional.of(200), status(address, "OPTIONS"), address);
            assertEquals(Optional.of(404), status(address, "INVITE"), address);
            assertEquals(Optional.of(405), status(address, "MESSAGE"), address);
        }
        assertTrue(carrier.awaitAny(Duration.ZERO).isEmpty()
                && fenced.awaitAny(Duration.ZERO).isEmpty());
    }

    @Test
    void aStrangerHearsNothing() throws IOException {
        for (var address : new String[] {"127.0.66.6", "127.0.21.8", "127.0.19.255"}) {
            for (var method : new String[] {"OPTIONS", "INVITE", "MESSAGE", "CANCEL", "ACK", "BYE"}) {
                assertEquals(Optional.empty(), status(address, method), address + " " + method);
            }
        }
        assertTrue(carrier.awaitAny(Duration.ZERO).isEmpty()
                && fenced.awaitAny(Duration.ZERO).isEmpty());
    }

    @Test
    void aNetworkThatNoTrunkAllowsAnyMoreIsAStrangers() throws Exception {
        var number = Row.number("+493012347", "passing");
        proxy.publish(Row.trunk("passing").at("127.0.30.1:5060").allowedIps("127.0.30.0/25"), number);
        assertEquals(Optional.of(404), status("127.0.30.100", "INVITE"));
        assertEquals(Optional.empty(), status("127.0.30.200", "INVITE"));
        proxy.publish(Row.disabledTrunk("passing"));
        assertEquals(Optional.empty(), status("127.0.30.100", "INVITE"));
    }

    @Test
    void aDemandThatThisProxyDoesNotKnowIsRefused() {
        try (var agent = new Agent("127.0.0.1", Ports.free(), proxy.sip())) {
            var invite = agent.invite(Invitation.to("+4989555", NUMBER)).with("Proxy-Require", "privacy");
            agent.send(invite, agent.proxy());
            assertEquals(420, agent.outcome(invite).answer().status());
        }
    }

    private static DigestCheck check() {
        return new DigestCheck("fenced", "bot", "secret", "SHA-256", true);
    }

    /** Another machine of the fenced carrier, hence with the same tag. */
    private static ScriptedCarrier alsoFenced(String address) {
        return new ScriptedCarrier("fenced", address, Ports.free(), Script.silent());
    }

    @Test
    void requestsOfTheCarrierInACallComeFromInsideItsNetworks() {
        try (var outside = alsoFenced("127.0.22.1");
                var inside = alsoFenced("127.0.20.77")) {
            var call = proxy.agent().call(Invitation.to("+4989555", FENCED));
            assertEquals(200, call.answer().status());
            var invite = fenced.next("INVITE").message();
            outside.send(outside.inDialog(invite, "BYE", 1), proxy.sip());
            assertTrue(proxy.agent()
                    .await(A_MOMENT, message -> message.method().equals("BYE"))
                    .isEmpty());
            assertTrue(outside.await(Duration.ZERO, message -> true).isEmpty(), "a stranger hears nothing");
            var bye = inside.inDialog(invite, "BYE", 1);
            inside.send(bye, proxy.sip());
            assertTrue(proxy.agent().answerNext("BYE").isPresent());
            assertEquals(200, inside.finalAnswer(bye).orElseThrow().status());
        }
    }

    @Test
    void aCallIsNotLedOutOfTheNetworksOfItsTrunkNorAreItsCredentials() {
        try (var outside = new ScriptedCarrier(
                "outside", "127.0.22.1", Ports.free(), Script.accepts().challenging(401, check()))) {
            fenced.follow(Script.accepts()
                    .forMethod(
                            "INVITE",
                            asked -> asked.accept(answer -> new SipMessage(
                                    answer.startLine(),
                                    answer.headers().stream()
                                            .map(header -> header.name().equals("Contact")
                                                    ? new SipMessage.Header("Contact", outside.contact())
                                                    : header)
                                            .toList(),
                                    answer.body()))));
            var call = proxy.agent().call(Invitation.to("+4989555", FENCED));
            assertEquals(200, call.answer().status());
            assertEquals("ACK", fenced.next("ACK").method());
            assertEquals(200, proxy.agent().hangUp(call));
            assertEquals("BYE", fenced.next("BYE").method());
            assertTrue(outside.awaitAny(Duration.ZERO).isEmpty());
        } finally {
            fenced.follow(Script.accepts());
        }
    }

    @Test
    void aConnectionOfAStrangerIsClosedWithItsFirstRequest() throws IOException {
        try (var socket = new Socket(
                        proxy.sip().getAddress(), proxy.sip().getPort(), InetAddress.getByName("127.0.66.6"), 0);
                var agent = new Agent(StreamWire.tcp("127.0.0.1", Ports.free()), proxy.sip())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(agent.invite(Invitation.to("+4989555", NUMBER)).bytes());
            assertEquals(-1, socket.getInputStream().read());
            assertEquals(Optional.of(200), status(agent, "OPTIONS"));
            assertEquals(Optional.of(200), status(agent, "OPTIONS"));
        }
    }
}
