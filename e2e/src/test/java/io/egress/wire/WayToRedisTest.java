package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.launch.Settings;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A node that reaches Redis over TLS, and takes the one of several whose role is master. */
class WayToRedisTest {
    private static final String NUMBER = "+493012345";
    private static final String NODE_KEY = "egress:1:node:proxy-1";
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static Settings overTls(Settings settings, Authority authority, int port) {
        try {
            return settings.with("EGRESS_REDIS_HOSTS", "localhost:" + port)
                    .with("EGRESS_REDIS_CA_FILE", authority.file().toString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void show(ProxyAlone proxy, int port, Authority.Identity identity) throws Exception {
        var certificate = Files.writeString(proxy.data().resolve("redis.crt"), identity.chain());
        var key = Files.writeString(proxy.data().resolve("redis.key"), identity.key());
        proxy.redis()
                .call(
                        "CONFIG",
                        "SET",
                        "tls-port",
                        Integer.toString(port),
                        "tls-auth-clients",
                        "no",
                        "tls-cert-file",
                        certificate.toString(),
                        "tls-key-file",
                        key.toString(),
                        "tls-ca-cert-file",
                        certificate.toString());
    }

    // The node has to come again, and to look whom it meets.
    private static void cutOff(ProxyAlone proxy) throws IOException, InterruptedException {
        proxy.redis().call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        proxy.redis().call("DEL", NODE_KEY);
    }

    private static void callIsRouted(ProxyAlone proxy, ScriptedCarrier carrier) throws InterruptedException {
        long began = System.nanoTime();
        var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
        assertEquals(200, call.answer().status());
        assertTrue(System.nanoTime() - began < AT_ONCE.toNanos(), "at once");
        assertEquals(200, proxy.agent().hangUp(call));
        carrier.next("BYE");
    }

    private static boolean isTold(ProxyAlone proxy) throws IOException, InterruptedException {
        return !proxy.report().isNull();
    }

    private static void staysAway(ProxyAlone proxy, ScriptedCarrier carrier) throws IOException, InterruptedException {
        cutOff(proxy);
        for (int calls = 0; calls < 20; calls++) {
            callIsRouted(proxy, carrier);
            Thread.sleep(100);
            assertTrue(!isTold(proxy), "nothing is told to whom nobody vouches for");
        }
    }

    @Test
    void onlyARedisThatProvesItsNameIsUsedAndCallsGoOnWithoutOne() throws Exception {
        int port = Ports.free();
        var authority = new Authority("Own CA");
        var good = authority.identity("redis", "dns:localhost");
        try (var proxy = new ProxyAlone(settings -> overTls(settings, authority, port));
                var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            show(proxy, port, good);
            proxy.load(Row.trunk("acme").at(carrier.hostPort()).digest("bot", "secret"), Row.number(NUMBER, "acme"));
            proxy.awaitCopied();
            callIsRouted(proxy, carrier);

            show(proxy, port, new Authority("Somebody's CA").identity("redis", "dns:localhost"));
            staysAway(proxy, carrier);
            show(proxy, port, authority.identity("other", "dns:other.test"));
            staysAway(proxy, carrier);

            show(proxy, port, good);
            proxy.awaitReady();
        }
    }

    @Test
    void aRedisThatHangsDisturbsNoCallOnTheWayThroughHaproxyEither() throws Exception {
        int port = Ports.free();
        var authority = new Authority("Own CA");
        try (var proxy = new ProxyAlone(settings -> overTls(settings, authority, port));
                var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            show(proxy, port, authority.identity("redis", "dns:localhost"));
            proxy.load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
            proxy.redisPart().freeze();
            for (int calls = 0; calls < 50; calls++) {
                callIsRouted(proxy, carrier);
                Thread.sleep(100);
            }
            proxy.redisPart().thaw();
            proxy.publish(Row.trunk("acme").at(carrier.hostPort()).priority(7));

            proxy.redisPart().kill();
            proxy.killAndStart();
            callIsRouted(proxy, carrier);
        }
    }

    @Test
    void theMasterIsFollowedAndOneThatComesBackTakesNobodyFromIt() throws Exception {
        int second = Ports.free();
        try (var proxy = new ProxyAlone(settings ->
                settings.with("EGRESS_REDIS_HOSTS", "127.0.0.1:" + settings.redisPort() + ",127.0.0.1:" + second))) {
            proxy.load(Row.number(NUMBER));
            try (var replica = RedisServer.replica(second, proxy.redisPort(), proxy.redisPassword());
                    var there = replica.client()) {
                Patience.await("it has everything", () -> there.call("INFO", "replication")
                        .contains("master_link_status:up"));
                proxy.redisPart().kill();
                there.call("REPLICAOF", "NO", "ONE");
                there.call("DEL", NODE_KEY);
                Patience.await("the node follows", () -> there.call("GET", NODE_KEY) != null);

                proxy.redisPart().start();
                proxy.redis().call("DEL", NODE_KEY);
                for (int looks = 0; looks < 30; looks++) {
                    Thread.sleep(100);
                    assertNull(proxy.redis().call("GET", NODE_KEY), "the one that came back is master too, for now");
                }
                assertNotNull(there.call("GET", NODE_KEY));
            }
        }
    }
}
