package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A trunk that has to be counted or registered belongs to one node, and Redis says to which. */
class OwnersTest {
    private static final String NUMBER = "+493012345";
    private static final Row CAPPED =
            Row.trunk("acme").host("127.0.10.78", 5060).maxCalls(3);
    private static final Row FREE = Row.trunk("free").host("127.0.10.78", 5060);

    @Test
    void theOnlyNodeOwnsATrunkWithACapThroughTheLossOfRedisMemoryUntilTheTrunkIsGone() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings)) {
            proxy.load(CAPPED, FREE);
            awaitOwner(proxy, "acme", "proxy-1");
            assertNull(proxy.redis().call("HGET", "egress:1:owners", "free"));

            proxy.redis().call("FLUSHALL");
            awaitOwner(proxy, "acme", "proxy-1");

            proxy.write(FREE);
            awaitOwner(proxy, "acme", null);
        }
    }

    @Test
    void whenTheOwnerDiesTheOtherNodeTakesItsTrunksAndCountsTheCallsItComesBackWith() throws Exception {
        List<ProxyAlone> nodes = ProxyAlone.nodes(2, settings -> settings);
        try (var carrier = new ScriptedCarrier("carrier", "127.0.10.78", Ports.free(), Script.accepts())) {
            Patience.await(
                    "both nodes live",
                    () -> nodes.get(0).redis().call("SCARD", "egress:1:nodes").equals("2"));
            nodes.get(0).load(Row.trunk("acme").at(carrier.hostPort()).maxCalls(2), Row.number(NUMBER, "acme"));
            nodes.get(1).awaitReady();
            var owner = owner(nodes.get(0), "acme");
            var dead = owner.equals("proxy-1") ? nodes.get(0) : nodes.get(1);
            var heir = owner.equals("proxy-1") ? nodes.get(1) : nodes.get(0);
            var running = heir.agent().call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, running.answer().status());

            dead.kamailio().kill();
            dead.redis().call("DEL", "egress:1:node:" + owner, "egress:1:calls:" + owner);
            awaitOwner(dead, "acme", owner.equals("proxy-1") ? "proxy-2" : "proxy-1");
            Patience.await("the heir takes calls", () -> {
                var call = heir.agent().call(Invitation.to("+4989555", NUMBER));
                return call.answer().status() == 200 && heir.agent().hangUp(call) == 200;
            });

            dead.kamailio().start();
            dead.awaitAnswering();
            Patience.await("the call that the dead node had counts again", () -> {
                var calls = List.of(
                        dead.agent().call(Invitation.to("+4989555", NUMBER)),
                        dead.agent().call(Invitation.to("+4989555", NUMBER)));
                calls.stream().filter(call -> call.answer().status() == 200).forEach(dead.agent()::hangUp);
                return calls.get(0).answer().status() == 200
                        && calls.get(1).answer().status() == 503;
            });
            assertEquals(200, heir.agent().hangUp(running));
        } finally {
            Collections.reverse(nodes);
            for (var node : nodes) {
                node.close();
            }
        }
    }

    private static String owner(ProxyAlone proxy, String trunk) throws IOException, InterruptedException {
        return proxy.redis().call("HGET", "egress:1:owners", trunk);
    }

    private static void awaitOwner(ProxyAlone proxy, String trunk, String owner)
            throws IOException, InterruptedException {
        Patience.await("the owner of " + trunk + " is " + owner, () -> Objects.equals(owner, owner(proxy, trunk)));
    }
}
