package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An agent that changes its Contact in mid-call is reached where it is now. */
class MovedAgentTest {
    private static final String NUMBER = "+493012345";

    private static ProxyAlone proxy;
    private static ScriptedCarrier carrier;

    private Agent.Call call;
    private Asked invite;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        proxy.load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
    }

    @AfterAll
    static void stop() throws IOException {
        carrier.close();
        proxy.close();
    }

    private void begin() {
        call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
        invite = carrier.next("INVITE");
    }

    private void assertCarrierReaches(Agent place) {
        var bye = carrier.inDialog(invite.message(), "BYE", 90);
        carrier.send(bye, invite.from());
        assertEquals(
                place.contact(), "<" + place.answerNext("BYE").orElseThrow().requestUri() + ">");
        assertEquals(200, carrier.finalAnswer(bye).orElseThrow().status());
    }

    private static Agent elsewhere() {
        return new Agent("127.0.0.1", Ports.free(), proxy.sip());
    }

    @Test
    void afterItsOwnUpdate() {
        try (var place = elsewhere()) {
            begin();
            assertEquals(
                    200,
                    proxy.agent()
                            .ask(proxy.agent().inDialog(call, "UPDATE", 2).with("Contact", place.contact()))
                            .orElseThrow()
                            .status());
            assertCarrierReaches(place);
        }
    }

    @Test
    void afterItsAnswerToTheCarriersReinvite() {
        try (var place = elsewhere()) {
            begin();
            var reinvite = carrier.inDialog(invite.message(), "INVITE", 50).with("Contact", carrier.contact());
            carrier.send(reinvite, invite.from());
            proxy.agent()
                    .answerNext("INVITE", 200, answer -> answer.with("Contact", place.contact()))
                    .orElseThrow();
            assertEquals(200, carrier.finalAnswer(reinvite).orElseThrow().status());
            carrier.send(carrier.inDialog(invite.message(), "ACK", 50), invite.from());
            assertEquals(
                    true,
                    place.await(Duration.ofSeconds(5), message -> message.method()
                                    .equals("ACK"))
                            .isPresent());
            assertCarrierReaches(place);
        }
    }

    @Test
    void whereItWasWhenTheChangeWasRefused() {
        try (var place = elsewhere()) {
            begin();
            carrier.follow(Script.accepts().forMethod("UPDATE", asked -> asked.answer(491)));
            assertEquals(
                    491,
                    proxy.agent()
                            .ask(proxy.agent().inDialog(call, "UPDATE", 2).with("Contact", place.contact()))
                            .orElseThrow()
                            .status());
            carrier.follow(Script.accepts());
            assertCarrierReaches(proxy.agent());
        }
    }
}
