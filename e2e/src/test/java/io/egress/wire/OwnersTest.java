package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A trunk that has to be counted or registered belongs to one node, and Redis says to which. */
class OwnersTest {
    private static final String CAPPED = """
            {"trunkId":"acme","revision":1,"enabled":true,"priority":50,"transport":"udp","host":"127.0.10.78",\
            "port":5060,"auth":{"method":"ip_only"},"callerId":{"mode":"base_number"},"maxCalls":3,"codecs":["PCMA"]}""";
    private static final String FREE = CAPPED.replace("\"maxCalls\":3,", "").replace("acme", "free");

    @Test
    void aTrunkWithACapBelongsToTheNodeThatLivesThroughTheLossOfRedisMemoryUntilItIsGone() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings)) {
            proxy.load("owners:1", "1", Map.of("acme", CAPPED, "free", FREE), Map.of());
            becomes(proxy, "acme", "proxy-1");
            assertNull(proxy.redis().call("HGET", "egress:1:owners", "free"));

            proxy.redis().call("FLUSHALL");
            becomes(proxy, "acme", "proxy-1");

            proxy.load("owners:2", "2", Map.of("free", FREE), Map.of());
            becomes(proxy, "acme", null);
        }
    }

    private static void becomes(ProxyAlone proxy, String trunk, String owner) throws IOException, InterruptedException {
        String seen = null;
        for (int count = 0; count < 200; count++) {
            seen = proxy.redis().call("HGET", "egress:1:owners", trunk);
            if (Objects.equals(owner, seen)) {
                return;
            }
            Thread.sleep(50);
        }
        assertEquals(owner, seen);
    }
}
