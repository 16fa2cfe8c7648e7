package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.SipMessage.Header;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a carrier gets to see of the platform: headers on the list, the advertised address, nothing else. */
class HeadersTowardsCarriersTest {
    private static final String NUMBER = "+493012345";
    private static final String ADVERTISED = "203.0.113.5:15060";
    private static final Set<String> OF_A_CALL = Set.of(
            "Via",
            "Max-Forwards",
            "Record-Route",
            "From",
            "To",
            "Call-ID",
            "CSeq",
            "Contact",
            "P-Asserted-Identity",
            "Content-Type",
            "Content-Length");

    private static ProxyAlone proxy;
    private static Agent agent;
    private static ScriptedCarrier carrier;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings ->
                settings.with("EGRESS_SIP_ADVERTISE", ADVERTISED).with("EGRESS_TRUSTED_SOURCES", "127.0.9.0/24"));
        agent = new Agent("127.0.9.9", Ports.free(), proxy.sip());
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        proxy.load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
    }

    @AfterAll
    static void stop() throws IOException {
        carrier.close();
        agent.close();
        proxy.close();
    }

    @Test
    void theNodeSaysWhatItAdvertises() throws Exception {
        var told = proxy.awaitReport("the node has said where it is", report -> report.has("addresses"))
                .get("addresses");
        assertEquals("""
                [{"transport":"udp","host":"203.0.113.5","port":15060},\
                {"transport":"tcp","host":"203.0.113.5","port":15060},\
                {"transport":"tls","host":"203.0.113.5","port":%d}]""".formatted(proxy.sips().getPort()), told.toString());
    }

    private static SipMessage invite() {
        return agent.invite(Invitation.to("+4989555", NUMBER));
    }

    private static Agent.Call call(SipMessage invite) {
        agent.send(invite, agent.proxy());
        return agent.outcome(invite);
    }

    /** An agent's message with everything that a talkative stack writes, in long, compact and folded forms. */
    private static SipMessage talkative(SipMessage message) {
        return message.with("User-Agent", "media-7.internal.example")
                .with("Server", "media-7.internal.example")
                .with("X-Tenant", "blue")
                .with("Subject", "internal.example")
                .with("s", "internal.example")
                .with("Call-Info", "<http://internal.example/x>")
                .with("Alert-Info", "<http://internal.example/y>")
                .with("History-Info", "<sip:x@internal.example>;index=1")
                .with("Diversion", "<sip:x@internal.example>")
                .with("Referred-By", "<sip:x@internal.example>")
                .with("b", "<sip:x@internal.example>")
                .with("Identity", "eyJ")
                .with("y", "eyJ")
                .with("Warning", "399 internal.example \"x\"")
                .with("P-Preferred-Identity", "<sip:x@internal.example>")
                .with("P-Asserted-Identity", "<sip:x@internal.example>")
                .with("p-asserted-IDENTITY", "<tel:+1>")
                .with("Remote-Party-ID", "<sip:x@internal.example>")
                .with("Authorization", "Digest username=\"x\"")
                .with("Proxy-Authorization", "Digest username=\"x\"")
                .with("P-Charging-Vector", "icid-value=internal.example")
                .with("Organization", "a\r\n internal.example")
                .with("X-Egress-Reason", "no-trunk")
                .with("P-K-CSeq-Auth", "99")
                .with("k", "timer")
                .with("Session-Expires", "1800")
                .with("Allow", "INVITE,\r\n ACK, BYE")
                .with("Reason", "Q.850;cause=16");
    }

    private static void assertNothingOfThePlatform(SipMessage message) {
        var told = new SipMessage(
                message.startLine(),
                message.headers().stream()
                        .filter(header -> !header.name().equals("Call-ID"))
                        .toList(),
                "");
        var text = new String(told.bytes());
        for (var inner :
                List.of("127.0.9.9", proxy.sip().getAddress().getHostAddress() + ":", "agent.example", "internal")) {
            assertFalse(text.contains(inner), inner + " in\n" + text);
        }
    }

    private static Set<String> names(SipMessage message) {
        return message.headers().stream().map(Header::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> and(Set<String> names, String... more) {
        var all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void anOrdinaryCallHasTheHeadersThatItNeeds() {
        var call = call(invite());
        var invite = carrier.next("INVITE").message();
        assertEquals(and(OF_A_CALL), and(names(invite)));
        assertEquals("sip:egress@" + ADVERTISED, invite.address("Contact"));
        assertTrue(invite.required("Via").startsWith("SIP/2.0/UDP " + ADVERTISED + ";branch="), invite.required("Via"));
        assertTrue(invite.required("Record-Route").startsWith("<sip:" + ADVERTISED + ";lr;eg="));
        assertNothingOfThePlatform(invite);
        assertEquals(200, agent.hangUp(call));
    }

    @Test
    void whatIsNotOnTheListStaysInside() {
        var call = call(talkative(invite()));
        var invite = carrier.next("INVITE").message();
        assertEquals(and(OF_A_CALL, "k", "Session-Expires", "Allow", "Reason"), and(names(invite)));
        assertEquals(
                List.of("sip:" + NUMBER + "@127.0.10.1"),
                invite.all("P-Asserted-Identity").stream()
                        .map(value -> value.replaceAll("[<>]", ""))
                        .toList());

        assertEquals("ACK", carrier.next("ACK").method());
        assertNothingOfThePlatform(invite);

        var update = talkative(agent.inDialog(call, "UPDATE", 2)).with("Contact", agent.contact());
        assertEquals(200, agent.ask(update).orElseThrow().status());
        var heard = carrier.next("UPDATE").message();
        assertEquals(
                Set.of(
                        "Via",
                        "Max-Forwards",
                        "From",
                        "To",
                        "Call-ID",
                        "CSeq",
                        "Contact",
                        "Content-Length",
                        "k",
                        "Session-Expires",
                        "Allow",
                        "Reason"),
                names(heard));
        assertEquals("sip:egress@" + ADVERTISED, heard.address("Contact"));
        assertNothingOfThePlatform(heard);

        agent.ask(talkative(agent.inDialog(call, "BYE", 3)));
        assertNothingOfThePlatform(carrier.next("BYE").message());
    }

    @Test
    void theWayWithinThePlatformIsHiddenHoweverItIsWritten() {
        var plain = invite();
        var way = plain.required("Via");
        for (var written : List.of(
                List.of(new Header("v", way)),
                List.of(new Header("VIA", way)),
                List.of(new Header("X-Via", way), new Header("Via", way)))) {
            var id = "hidden-" + written.get(0).name() + "-" + System.nanoTime();
            var headers = new ArrayList<>(written);
            plain.headers().stream()
                    .filter(header -> !header.name().equals("Via"))
                    .map(header -> header.name().equals("Call-ID") ? new Header("Call-ID", id) : header)
                    .forEach(headers::add);
            var invite = new SipMessage(plain.startLine(), headers, plain.body());
            assertEquals(200, call(invite).answer().status());
            assertNothingOfThePlatform(carrier.next("INVITE").message());
        }
    }

    @Test
    void anAcknowledgementAndACancelTellNoMore() {
        carrier.follow(
                Script.accepts().forMethod("INVITE", Asked::ring).forMethod("CANCEL", asked -> asked.answer(200)));
        var invite = talkative(invite());
        agent.send(invite, agent.proxy());
        assertTrue(agent.next(invite, status -> status == 180, Duration.ofSeconds(5))
                .isPresent());
        assertEquals(200, agent.cancel(invite));
        var heard = carrier.next("INVITE");
        var cancel = carrier.next("CANCEL").message();
        assertNothingOfThePlatform(cancel);
        assertEquals(heard.message().required("Via"), cancel.required("Via"), "it names the INVITE's transaction");
        heard.answer(487);
        assertEquals(487, agent.outcome(invite).answer().status());
        assertNothingOfThePlatform(carrier.next("ACK").message());
        carrier.follow(Script.accepts());
    }

    @Test
    void theAgentsAnswersToTheCarrierTellNoMore() {
        var call = call(invite());
        var heard = carrier.next("INVITE");
        var update = carrier.inDialog(heard.message(), "UPDATE", 7).with("Contact", carrier.contact());
        carrier.send(update, heard.from());
        var inside = agent.answerNext("UPDATE", 200, answer -> talkative(answer).with("Contact", agent.contact()))
                .orElseThrow();
        assertEquals("sip:agent@agent.example", inside.address("To"));
        var answer = carrier.finalAnswer(update).orElseThrow();
        assertEquals("sip:egress@" + ADVERTISED, answer.address("Contact"));
        assertEquals(update.required("Via"), answer.required("Via").replaceAll(";(rport|received)=[^;]*", ""));
        assertEquals(update.required("From"), answer.required("From"));
        assertEquals(update.required("To"), answer.required("To"));
        assertNothingOfThePlatform(answer);
        assertEquals(200, agent.hangUp(call));
    }

    @Test
    void theAgentGetsItsOwnHeadersBackAndStaysInside() {
        var plain = invite();
        var upstream = "SIP/2.0/UDP 127.0.9.8:5099;branch=z9hG4bKup" + UUID.randomUUID();
        var invite = new SipMessage(
                        plain.startLine(),
                        plain.headers().stream()
                                .map(header -> header.name().equals("Via")
                                        ? new Header("Via", header.value() + ";rport")
                                        : header)
                                .toList(),
                        plain.body())
                .with("Via", upstream)
                .with("Record-Route", "<sip:127.0.9.9:" + agent.address().getPort() + ";lr>");
        var call = call(invite);
        var heard = carrier.next("INVITE");
        assertNothingOfThePlatform(heard.message());
        var vias = call.answer().all("Via");
        assertEquals(
                plain.required("Via") + ";received=127.0.9.9;rport="
                        + agent.address().getPort(),
                vias.get(0),
                "as RFC 3581 has it");
        assertEquals(upstream, vias.get(1));
        assertEquals(2, vias.size());
        assertEquals(invite.required("From"), call.answer().required("From"));
        assertEquals(invite.required("CSeq"), call.answer().required("CSeq"));
        var routes = call.answer().all("Record-Route");
        assertTrue(routes.get(0).startsWith("<sip:127.0.0.1:" + proxy.sip().getPort() + ";lr;eg="), routes.get(0));
        assertEquals(invite.required("Record-Route"), routes.get(1));

        var bye = carrier.inDialog(heard.message(), "BYE", 1);
        carrier.send(bye, heard.from());
        var inside = agent.answerNext("BYE").orElseThrow();
        assertEquals(invite.required("Record-Route"), inside.required("Route"));
        assertEquals(agent.contact(), "<" + inside.requestUri() + ">");
        assertEquals(200, carrier.finalAnswer(bye).orElseThrow().status());
    }
}
