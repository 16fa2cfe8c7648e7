package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Ports;
import io.egress.launch.Settings;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DatagramWire;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.StreamWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Carriers over TLS: calls go to those that prove by their certificate that they are the trunk's host, and to nobody else. */
class TlsTrustTest {
    private static final String HOST = "127.0.10.1";
    private static final String FIRST = "+493011111";
    private static final String SECOND = "+493022222";

    private static Authority authority;
    private static Authority stranger;
    private static Authority.Identity good;
    private static ProxyAlone proxy;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority("Carriers' CA");
        stranger = new Authority("Stranger's CA");
        good = authority.identity("good", "ip:" + HOST);
        var ca = authority.file();
        proxy = new ProxyAlone(settings -> settings.withCarrierCa(ca));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    private static ScriptedCarrier carrier(Authority.Identity identity, int port) throws Exception {
        return new ScriptedCarrier("carrier", StreamWire.tls(identity.context(), false, HOST, port), Script.accepts());
    }

    private static ScriptedCarrier carrier(Authority.Identity identity) throws Exception {
        return carrier(identity, Ports.free());
    }

    private static Row.Trunk trunk(String id, ScriptedCarrier carrier) {
        return Row.trunk(id).transport("tls").at(carrier.hostPort());
    }

    private static String reasons(JsonNode report) {
        return Stream.iterate(0, at -> at < report.path("notReady").size(), at -> at + 1)
                .map(at -> report.path("notReady").get(at).path("reason").asText())
                .collect(Collectors.joining("\n"));
    }

    private static int call(String number) {
        return proxy.agent().call(Invitation.to("+4989555", number)).answer().status();
    }

    private static void isRefused(Authority.Identity identity, String reason) throws Exception {
        try (var carrier = carrier(identity)) {
            proxy.write(trunk("acme", carrier), Row.number(FIRST, "acme"));
            proxy.awaitApplied();
            proxy.awaitReport("the reason is told: " + reason, report -> reasons(report)
                    .startsWith(carrier.hostPort() + " " + reason));
            assertEquals(503, call(FIRST));
            assertTrue(carrier.awaitAny(Duration.ZERO).isEmpty(), "nothing of the call was sent");
        }
    }

    @Test
    void noCallGoesToACarrierThatNobodyVouchesFor() throws Exception {
        isRefused(stranger.identity("unknown", "ip:" + HOST), "shows a certificate that no trusted CA has signed");
    }

    @Test
    void noCallGoesToACarrierWhoseCertificateHasExpired() throws Exception {
        isRefused(authority.expired("expired", "ip:" + HOST), "shows a certificate that expired on ");
    }

    @Test
    void noCallGoesToACarrierWithTheCertificateOfAnother() throws Exception {
        isRefused(
                authority.identity("other", "dns:other.test,ip:127.0.10.2"),
                "shows a certificate for other.test, 127.0.10.2, not for 127.0.10.1");
    }

    @Test
    void noCallGoesToACarrierThatDoesNotSpeakTls() throws Exception {
        try (var carrier = new ScriptedCarrier("carrier", StreamWire.tcp(HOST, Ports.free()), Script.accepts())) {
            proxy.write(Row.trunk("acme").transport("tls").at(carrier.hostPort()), Row.number(FIRST, "acme"));
            proxy.awaitReport(
                    "the reason is told",
                    report -> reasons(report).startsWith(carrier.hostPort() + " ")
                            && !reasons(report).endsWith("is being verified"));
            assertEquals(503, call(FIRST));
        }
    }

    @Test
    void aCarrierThatGetsTheRightCertificateIsUsedSoonAfter() throws Exception {
        int port = Ports.free();
        try (var carrier = carrier(authority.identity("wrong-first", "dns:other.test"), port)) {
            proxy.write(trunk("acme", carrier), Row.number(FIRST, "acme"));
            proxy.awaitReport("the reason is told", report -> reasons(report).contains("not for"));
        }
        try (var carrier = carrier(good, port)) {
            proxy.awaitReady();
            assertEquals(200, call(FIRST));
            carrier.next("INVITE");
        }
    }

    @Test
    void wildcardsAndSeveralNamesAreAccepted() throws Exception {
        var ca = authority.file();
        int port = Ports.free();
        try (var named = new ProxyAlone(settings ->
                        knows(settings.withCarrierCa(ca), port, "sip.acme.test", "acme.test", "a.b.acme.test"));
                var carrier =
                        carrier(authority.identity("wild", "dns:first.test,dns:*.acme.test,dns:last.test"), port)) {
            named.write(
                    Row.trunk("one-label").transport("tls").host("sip.acme.test", port),
                    Row.trunk("no-label").transport("tls").host("acme.test", port),
                    Row.trunk("two-labels").transport("tls").host("a.b.acme.test", port),
                    Row.number(FIRST, "one-label"));
            var report = named.awaitReport(
                    "the reasons are told",
                    said -> reasons(said).lines().count() == 2
                            && reasons(said).lines().allMatch(reason -> reason.contains("not for")));
            assertEquals("no-label", report.at("/notReady/0/trunkId").asText());
            assertEquals("two-labels", report.at("/notReady/1/trunkId").asText());
            assertEquals(
                    200,
                    named.agent()
                            .call(Invitation.to("+4989555", FIRST))
                            .answer()
                            .status());
            carrier.next("INVITE");
        }
    }

    // Names that no DNS knows: the node goes by the addresses that they had when it last ran.
    private static Settings knows(Settings settings, int port, String... names) {
        var lines = Stream.of(names)
                .map(name -> "tls/%s/%d {\"by\":\"host\",\"addresses\":[{\"ip\":\"%s\",\"port\":%d}]}\n"
                        .formatted(name, port, HOST, port))
                .collect(Collectors.joining());
        try {
            Files.writeString(
                    Files.createDirectories(settings.data().resolve("kamailio")).resolve("addresses.copy"),
                    "{\"format\":\"egress addresses 1\"}\n" + lines + "end " + names.length + "\n");
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTrunksOwnCaVouchesForThatTrunkAlone() throws Exception {
        try (var carrier = carrier(stranger.identity("own-ca", "ip:" + HOST))) {
            proxy.write(
                    trunk("acme", carrier).tlsCa(stranger.pem()),
                    trunk("kestrel", carrier),
                    Row.number(FIRST, "acme"),
                    Row.number(SECOND, "kestrel"));
            var report = proxy.awaitReport(
                    "one trunk is left out",
                    said -> said.path("notReady").size() == 1 && reasons(said).endsWith("no trusted CA has signed"));
            assertEquals("kestrel", report.at("/notReady/0/trunkId").asText());
            assertEquals(200, call(FIRST));
            assertEquals(503, call(SECOND));
        }
    }

    @Test
    void aTrunksOwnCaReplacesTheNodes() throws Exception {
        try (var carrier = carrier(good)) {
            proxy.write(trunk("acme", carrier).tlsCa(stranger.pem()), Row.number(FIRST, "acme"));
            proxy.awaitReport("the reason is told", report -> reasons(report).endsWith("no trusted CA has signed"));
            assertEquals(503, call(FIRST));
        }
    }

    @Test
    void aReplyOfSomebodyElseIsDroppedThoughTheChainIsRight() throws Exception {
        int port = Ports.free();
        try (var carrier = carrier(good, port)) {
            proxy.load(trunk("acme", carrier), Row.number(FIRST, "acme"));
        }
        try (var impostor = carrier(authority.identity("impostor", "dns:impostor.test"), port)) {
            assertNotEquals(200, call(FIRST));
            impostor.next("INVITE");
        }
    }

    @Test
    void aCarrierThatWasGoodStaysInUseWhileItIsAwayAlsoAfterARestart() throws Exception {
        int port = Ports.free();
        try (var carrier = carrier(good, port)) {
            proxy.load(trunk("acme", carrier), Row.number(FIRST, "acme"));
            Patience.await(
                    "it is written down",
                    () -> Files.exists(copy()) && Files.readString(copy()).contains("/" + port + " "));
        }
        proxy.killAndStart();
        proxy.awaitReady();
        try (var carrier = carrier(good, port)) {
            assertEquals(200, call(FIRST));
            carrier.next("INVITE");
        }
    }

    private static Path copy() {
        return proxy.data().resolve("kamailio/proofs.copy");
    }

    @Test
    void carriersThatHangKeepNobodyElseWaiting() throws Exception {
        try (var silent = new ServerSocket(Ports.free(), 50, InetAddress.getByName(HOST));
                var secured = carrier(good);
                var plain = new ScriptedCarrier("plain", new DatagramWire(HOST, Ports.free()), Script.accepts())) {
            proxy.write(
                    Row.trunk("hung").transport("tls").host(HOST, silent.getLocalPort()), Row.number(FIRST, "hung"));
            proxy.awaitApplied();
            long began = System.nanoTime();
            proxy.publish(
                    trunk("acme", secured),
                    Row.trunk("plain").at(plain.hostPort()),
                    Row.number(FIRST, "acme"),
                    Row.number(SECOND, "plain"));
            assertEquals(200, call(SECOND));
            proxy.awaitReport(
                    "the next carrier is verified",
                    report -> report.path("notReady").size() == 1);
            assertEquals(200, call(FIRST));
            assertTrue(System.nanoTime() - began < 15_000_000_000L, "while the other carrier hangs");
        }
    }
}
