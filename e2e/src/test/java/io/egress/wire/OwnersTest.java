package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A trunk that has to be counted or registered belongs to one node, and Redis says to which. */
class OwnersTest {
    private static final Row CAPPED = Row.trunk("acme").host("127.0.10.78", 5060).maxCalls(3);
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
    void whenTheOwnerDiesTheOtherNodeTakesItsTrunks() throws Exception {
        List<ProxyAlone> nodes = ProxyAlone.nodes(2, settings -> settings);
        try {
            Patience.await("both nodes live", () -> nodes.get(0).redis().call("SCARD", "egress:1:nodes").equals("2"));
            nodes.get(0).load(CAPPED);
            Patience.await("the trunk has an owner", () -> owner(nodes.get(0), "acme") != null);
            var owner = owner(nodes.get(0), "acme");
            var dead = owner.equals("proxy-1") ? nodes.get(0) : nodes.get(1);
            dead.kamailio().kill();
            dead.redis().call("DEL", "egress:1:node:" + owner);
            awaitOwner(dead, "acme", owner.equals("proxy-1") ? "proxy-2" : "proxy-1");
            dead.kamailio().start();
            dead.awaitAnswering();
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

    private static void awaitOwner(ProxyAlone proxy, String trunk, String owner) throws IOException, InterruptedException {
        Patience.await("the owner of " + trunk + " is " + owner, () -> Objects.equals(owner, owner(proxy, trunk)));
    }
}
