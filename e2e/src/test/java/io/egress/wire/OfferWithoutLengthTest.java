package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over UDP a message may say nothing of its body's length: the body ends with the datagram. */
class OfferWithoutLengthTest {
    private static final String NUMBER = "+493012345";

    @Test
    void reachesTheCarrierOnceAndCutLikeAnyOther() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings);
                var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            proxy.load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
            var agent = proxy.agent();
            var invite = agent.invite(Invitation.to("+4989555", NUMBER));
            agent.sendRaw(
                    new String(invite.bytes(), StandardCharsets.UTF_8)
                            .replaceFirst("Content-Length: \\d+\r\n", "")
                            .getBytes(StandardCharsets.UTF_8),
                    agent.proxy());
            assertEquals(200, agent.outcome(invite).answer().status());
            var offer = carrier.next("INVITE").message();
            assertEquals(Integer.toString(offer.body().length()), offer.required("Content-Length"));
            assertEquals(1, offer.body().split("v=0", -1).length - 1);
            assertEquals(List.of("PCMA", "PCMU", "telephone-event"), offer.codecs());
        }
    }
}
