package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node reads one version of the contract, says which, and leaves nothing out of it in silence. */
class ContractVersionTest {
    private static final String NUMBER = "+493012345";

    private static ProxyAlone proxy;
    private static ScriptedCarrier carrier;

    @BeforeAll
    static void start() throws Exception {
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        proxy = new ProxyAlone(settings -> settings);
        proxy.load(trunk(), Row.number(NUMBER, "acme"));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        carrier.close();
    }

    private static Row.Trunk trunk() {
        return Row.trunk("acme").at(carrier.hostPort());
    }

    private static int called() throws Exception {
        var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
        if (call.answer().status() == 200) {
            assertEquals(200, proxy.agent().hangUp(call));
        }
        return call.answer().status();
    }

    @Test
    void aNodeSaysWhatItReadsAndOfWhichReleaseItIs() throws Exception {
        var version = Files.readString(ProxyAlone.CHECKOUT.resolve("VERSION")).trim();
        var report = proxy.report();
        assertEquals(2, report.path("contract").asInt());
        assertEquals(version, report.path("version").asText());
    }

    @Test
    void whatIsWrittenForOlderNodesIsNotItsConcern() throws Exception {
        var revision = proxy.report().path("revision").asLong();
        proxy.redis()
                .call("HSET", "egress:1:trunks", "acme", "{\"trunkId\":\"acme\",\"revision\":9,\"enabled\":false}");
        proxy.redis().call("HSET", "egress:1:head", "epoch", "older:1", "revision", "9");
        proxy.redis().call("XADD", "egress:1:changes", "*", "revision", "9", "full", "1");
        proxy.publish(trunk().priority(60));
        assertEquals(revision + 1, proxy.report().path("revision").asLong());
        assertEquals(200, called());
    }

    @Test
    void aSettingThatItDoesNotKnowIsRefusedByNameAndTheLastGoodRowHolds() throws Exception {
        var report = proxy.publish(trunk().host("127.0.10.9", 5060).with("announcement", "on"));
        assertEquals(1, report.path("refused").size());
        var refused = report.path("refused").get(0);
        assertEquals("acme", refused.path("key").asText());
        assertEquals(
                "holds announcement, which this node does not know",
                refused.path("reason").asText());
        assertEquals(200, called());
        assertTrue(proxy.publish(trunk()).path("refused").isEmpty());
    }
}
