package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.SipMessage.Header;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that claim to belong to a call: they reach that call's other side, or nobody. */
class ForgeryTest {
    private static final String NUMBER = "+493012345";
    private static final String OTHER_NUMBER = "+493012346";
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private static ProxyAlone proxy;
    private static Agent agent;
    private static ScriptedCarrier carrier;
    private static ScriptedCarrier other;
    private static ScriptedCarrier third;

    private Agent.Call call;
    private Agent.Call otherCall;
    private SipMessage invite;
    private SipMessage otherInvite;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
        agent = proxy.agent();
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        other = new ScriptedCarrier("other", "127.0.10.2", Ports.free(), Script.accepts());
        third = new ScriptedCarrier("third", "127.0.10.3", Ports.free(), Script.accepts());
        proxy.load(
                Row.trunk("acme").at(carrier.hostPort()),
                Row.number(NUMBER, "acme"),
                Row.trunk("kestrel").at(other.hostPort()),
                Row.number(OTHER_NUMBER, "kestrel"));
    }

    @AfterAll
    static void stop() throws IOException {
        third.close();
        other.close();
        carrier.close();
        proxy.close();
    }

    @BeforeEach
    void twoCalls() {
        call = agent.call(Invitation.to("+4989555", NUMBER));
        otherCall = agent.call(Invitation.to("+4989556", OTHER_NUMBER));
        invite = carrier.next("INVITE").message();
        otherInvite = other.next("INVITE").message();
        carrier.next("ACK");
        other.next("ACK");
    }

    @AfterEach
    void bothCanStillBeEnded() {
        assertEquals(200, agent.hangUp(call, 90));
        assertEquals(200, agent.hangUp(otherCall, 90));
        assertEquals("BYE", carrier.next("BYE").method());
        assertEquals("BYE", other.next("BYE").method());
    }

    private static SipMessage changed(SipMessage message, String name, UnaryOperator<String> change) {
        return new SipMessage(
                message.startLine(),
                message.headers().stream()
                        .map(header ->
                                header.name().equals(name) ? new Header(name, change.apply(header.value())) : header)
                        .toList(),
                message.body());
    }

    private static SipMessage at(SipMessage message, String uri) {
        return new SipMessage(
                message.startLine().replaceFirst(" \\S+ ", " " + uri + " "), message.headers(), message.body());
    }

    /** The same with From and To changed for each other. */
    private static SipMessage turned(SipMessage message) {
        var from = message.required("From");
        var to = message.required("To");
        return changed(changed(message, "From", value -> to), "To", value -> from);
    }

    private void assertReachesNobody(String what) {
        assertTrue(carrier.awaitAny(A_MOMENT).isEmpty(), what);
        assertTrue(other.awaitAny(Duration.ZERO).isEmpty(), what);
        assertTrue(third.awaitAny(Duration.ZERO).isEmpty(), what);
        assertTrue(agent.await(Duration.ZERO, SipMessage::isRequest).isEmpty(), what);
    }

    private Optional<Integer> answerToAgent(SipMessage request) {
        agent.send(request, agent.proxy());
        return agent.next(request, status -> status >= 200, A_MOMENT).map(SipMessage::status);
    }

    private static Optional<Integer> answerTo(ScriptedCarrier sender, SipMessage request) {
        sender.send(request, agent.proxy());
        return sender.await(
                        A_MOMENT,
                        message -> message.first("Call-ID").equals(request.first("Call-ID")) && message.status() >= 200)
                .map(heard -> heard.message().status());
    }

    @Test
    void theAgentsRequestNeedsTheTokenOfItsOwnCall() {
        for (var method : List.of("BYE", "INVITE", "UPDATE", "INFO", "PRACK", "OPTIONS")) {
            var honest = agent.inDialog(call, method, 10);
            var foreign = changed(honest, "Route", value -> agent.inDialog(otherCall, method, 10)
                    .required("Route"));
            assertEquals(Optional.of(481), answerToAgent(foreign), method + " with the token of another call");
            var bare = new SipMessage(
                    honest.startLine(),
                    honest.headers().stream()
                            .filter(header -> !header.name().equals("Route"))
                            .toList(),
                    "");
            assertEquals(Optional.of(481), answerToAgent(bare), method + " without a token");
            var strange = changed(honest, "Call-ID", value -> value + "x");
            assertEquals(Optional.of(481), answerToAgent(strange), method + " with another Call-ID");
            var retagged = changed(honest, "From", value -> value + "x");
            assertEquals(Optional.of(481), answerToAgent(retagged), method + " with another tag");
        }
        assertReachesNobody("a forged request of the agent");
    }

    @Test
    void noPartOfATokenCanBeChanged() {
        var honest = agent.inDialog(call, "BYE", 10);
        for (var change : List.<UnaryOperator<String>>of(
                route -> route.replace(".acme.", ".kestrel."), route -> route.replace(".udp.", ".tcp."),
                route -> route.replaceFirst("eg=k1\\.1\\.", "eg=k1.2."), route -> route.replaceFirst("eg=k1", "eg=k2"),
                route -> route.replaceFirst("\\.acme\\.(.)", ".acme.A$1"),
                        route -> route.endsWith("->") ? route.replace("->", "_>") : route.replaceFirst(".>$", "->"),
                route -> route.replaceFirst("eg=[^>]*", "eg="), route -> route.replaceFirst("eg=[^>]*", "eg=....."))) {
            var forged = changed(honest, "Route", change);
            assertEquals(Optional.of(481), answerToAgent(forged), forged.required("Route"));
        }
        assertReachesNobody("a forged token");
    }

    @Test
    void aTokenCountsInTheFirstRouteAlone() {
        var honest = agent.inDialog(call, "BYE", 10);
        var route = honest.required("Route");
        for (var routes : List.of(
                "<sip:" + third.hostPort() + ";lr>, " + route,
                "<sip:" + third.hostPort() + ";lr>\r\nRoute: " + route,
                "\"" + route.replace("<", "").replace(">", "") + "\" <sip:" + third.hostPort() + ";lr>")) {
            agent.sendRaw(
                    new String(honest.bytes())
                            .replace("Route: " + route, "Route: " + routes)
                            .getBytes(),
                    agent.proxy());
        }
        assertReachesNobody("a request with a foreign first route");
    }

    @Test
    void aCarrierCanNotSpeakForTheAgent() {
        for (var method : List.of("BYE", "INVITE", "UPDATE", "INFO", "REFER", "MESSAGE")) {
            var forged = turned(carrier.inDialog(invite, method, 50));
            for (var uri : List.of(forged.requestUri(), "sip:x@" + third.hostPort(), "sip:x@" + other.hostPort())) {
                assertEquals(Optional.of(481), answerTo(carrier, at(forged, uri)), method + " " + uri);
            }
        }
        assertReachesNobody("a carrier's request in the agent's direction");
    }

    @Test
    void aCarrierReachesTheAgentAndNobodyElseByItsToken() {
        int cseq = 60;
        var route = carrier.inDialog(invite, "INFO", 1).required("Route");
        for (var uri : List.of(
                "sip:x@" + third.hostPort(),
                "sip:x@" + other.hostPort(),
                "sip:x@" + carrier.hostPort(),
                "sip:x@127.0.0.1:" + agent.proxy().getPort(),
                "sip:x@third.example",
                "tel:+4989555")) {
            for (var more : List.of(
                    "", ", <sip:" + third.hostPort() + ";lr>", ", <sip:" + third.hostPort() + ">", ", " + route)) {
                var request =
                        changed(at(carrier.inDialog(invite, "INFO", cseq++), uri), "Route", value -> value + more);
                carrier.send(request, agent.proxy());
                var heard = agent.answerNext("INFO").orElseThrow();
                assertEquals(agent.contact(), "<" + heard.requestUri() + ">");
                assertTrue(heard.all("Route").isEmpty());
                assertEquals(200, carrier.finalAnswer(request).orElseThrow().status());
            }
        }
        assertReachesNobody("the carrier's request");
    }

    @Test
    void aCarriersTokenIsWorthNothingInAnotherCall() {
        var mine = carrier.inDialog(invite, "BYE", 1);
        var theirs = other.inDialog(otherInvite, "BYE", 1);
        assertEquals(Optional.of(481), answerTo(other, changed(theirs, "Route", value -> mine.required("Route"))));
        assertEquals(Optional.of(481), answerTo(carrier, changed(mine, "Route", value -> theirs.required("Route"))));
        assertEquals(Optional.of(481), answerTo(carrier, changed(mine, "To", value -> value + "x")));
        assertReachesNobody("a carrier's token in another call");
    }

    @Test
    void anAgentsRequestThatNamesThisProxyStillGoesToTheCarrier() {
        var honest = agent.inDialog(call, "INFO", 10);
        var spiral = changed(
                at(honest, "sip:x@127.0.0.1:" + agent.proxy().getPort()),
                "Route",
                value -> value + ", " + value + ", " + value);
        assertEquals(Optional.of(200), answerToAgent(spiral));
        assertTrue(carrier.next("INFO").message().all("Route").isEmpty());
        assertReachesNobody("a spiral");
    }

    @Test
    void aRequestThatHasGoneTooFarStops() {
        var tired = changed(agent.inDialog(call, "INFO", 10), "Max-Forwards", value -> "0");
        assertEquals(Optional.of(483), answerToAgent(tired));
        assertReachesNobody("a request with Max-Forwards 0");
    }

    @Test
    void aNewCallGoesToItsTrunkWhateverItsRoutesSay() {
        var preloaded =
                agent.invite(Invitation.to("+4989555", NUMBER)).with("Route", "<sip:" + third.hostPort() + ";lr>");
        agent.send(preloaded, agent.proxy());
        var placed = agent.outcome(preloaded);
        assertEquals(200, placed.answer().status());
        assertTrue(carrier.next("INVITE").message().all("Route").isEmpty());
        assertEquals("ACK", carrier.next("ACK").method());
        assertEquals(200, agent.hangUp(placed));
        assertEquals("BYE", carrier.next("BYE").method());
        assertReachesNobody("a preloaded route");
    }

    @Test
    void anAgentsContactLeadsNowhereOutside() {
        var wrong = changed(
                agent.invite(Invitation.to("+4989555", NUMBER)),
                "Contact",
                value -> "<sip:x@" + third.hostPort() + ">");
        agent.send(wrong, agent.proxy());
        assertEquals(200, agent.outcome(wrong).answer().status());
        var heard = carrier.next("INVITE");
        carrier.next("ACK");
        assertEquals(200, carrier.hangUp(heard, () -> agent.answerNext("BYE")));
        assertReachesNobody("a request to a Contact outside");
    }

    @Test
    void aTrunkThatIsThisProxyItselfGetsNoCalls() throws Exception {
        proxy.publish(Row.trunk("loop").at("127.0.0.1:" + agent.proxy().getPort()), Row.number("+493012399", "loop"));
        var report = proxy.awaitReport(
                "the trunk is not ready", node -> node.path("notReady").size() == 1);
        assertTrue(report.at("/notReady/0/reason").asText().contains("is this node itself"), report.toString());
        assertEquals(
                503,
                agent.call(Invitation.to("+4989555", "+493012399")).answer().status());
        proxy.publish(Row.gone(Row.number("+493012399", "loop")), Row.gone(Row.trunk("loop")));
    }
}
