package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Carrier;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A carrier that did not hear the ACK repeats its 200, perhaps after the proxy has forgotten the transaction. */
class LateAnswerTest {
    private static final String NUMBER = "+493012345";

    @Test
    void looksToTheAgentLikeTheFirst() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings);
                var carrier = new Carrier("carrier", "127.0.10.77", Ports.free(), Optional.empty(), 200)) {
            proxy.load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
            var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            var invite = carrier.awaitInvite(2).orElseThrow();
            // tm keeps an answered INVITE for five seconds (wt_timer).
            Thread.sleep(Duration.ofSeconds(7).toMillis());
            carrier.send(
                    invite.answer(200, "OK", "carrier")
                            .with("Contact", carrier.contact())
                            .withBody(Carrier.SDP),
                    proxy.agent().proxy());
            var late = proxy.agent()
                    .await(Duration.ofSeconds(3), message -> message.status() == 200)
                    .orElseThrow()
                    .message();
            assertEquals(call.invite().cseq(), late.cseq());
            assertEquals(call.invite().address("From"), late.address("From"));
            assertEquals(call.answer().tag("To"), late.tag("To"));
            assertEquals(200, proxy.agent().hangUp(call));
        }
    }
}
