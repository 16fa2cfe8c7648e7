package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any node takes any call. */
class SeveralNodesTest {
    private static final String NUMBER = "+493012345";

    @Test
    void eachRoutesByWhatWasPublishedOnce() throws Exception {
        var nodes = ProxyAlone.nodes(2, settings -> settings);
        try (var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            nodes.get(0).load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
            nodes.get(1).awaitReady();
            for (var node : nodes) {
                var call = node.agent().call(Invitation.to("+4989555", NUMBER));
                assertEquals(200, call.answer().status());
                assertEquals(200, node.agent().hangUp(call));
            }
        } finally {
            Collections.reverse(nodes);
            for (var node : nodes) {
                node.close();
            }
        }
    }

    @Test
    void aKilledNodeComesBackWithRedisAwayAndEndsTheCallsItHad() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings);
                var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            proxy.load(Row.trunk("acme").at(carrier.hostPort()).digest("bot", "secret"), Row.number(NUMBER, "acme"));
            var calls = List.of(
                    proxy.agent().call(Invitation.to("+4989555", NUMBER)),
                    proxy.agent().call(Invitation.to("+4989556", NUMBER)));
            proxy.awaitCopied();
            proxy.redisPart().kill();
            proxy.killAndStart();
            assertEquals(200, proxy.agent().hangUp(calls.get(0)));
            carrier.next("INVITE");
            assertEquals(200, carrier.hangUp(carrier.next("INVITE"), () -> proxy.agent()
                    .answerNext("BYE")));
            assertEquals(
                    200,
                    proxy.agent()
                            .call(Invitation.to("+4989557", NUMBER))
                            .answer()
                            .status());
            proxy.redisPart().start();
            proxy.awaitReady();
        }
    }
}
