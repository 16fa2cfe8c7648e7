package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.DatagramWire;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.StreamWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Client certificates: each trunk shows its own and no other, before, while and after it is replaced. */
class TlsIdentityTest {
    private static final String HOST = "127.0.10.1";
    private static final String FIRST = "+493011111";
    private static final String SECOND = "+493022222";
    private static final String THIRD = "+493033333";

    private static Authority authority;
    private static Authority.Identity server;
    private static ProxyAlone proxy;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority("Carriers' CA");
        server = authority.identity("server", "ip:" + HOST);
        var ca = authority.file();
        // A socket rests when its certificate is replaced or its trunk deleted: every test finds fresh ones.
        proxy = new ProxyAlone(settings -> settings.withCarrierCa(ca).with("EGRESS_TLS_POOL", Ports.freeRange(24)));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    private static ScriptedCarrier carrier() throws Exception {
        return new ScriptedCarrier(
                "carrier", StreamWire.tls(server.context(), true, HOST, Ports.free()), Script.accepts());
    }

    private static Authority.Identity client(String name) throws Exception {
        return authority.identity(name, "dns:" + name);
    }

    private static Row.Trunk trunk(String id, ScriptedCarrier carrier) {
        return Row.trunk(id).transport("tls").at(carrier.hostPort());
    }

    private static String shown(Asked asked) {
        return asked.shown().isEmpty()
                ? "nobody"
                : asked.shown().get(0).getSubjectX500Principal().getName();
    }

    private static Agent.Call call(String number) {
        return proxy.agent().call(Invitation.to("+4989555", number));
    }

    @Test
    void trunksAtOneAddressNeverShowEachOthersCertificate() throws Exception {
        var a = client("client-a");
        var b = client("client-b");
        try (var carrier = carrier()) {
            proxy.load(
                    trunk("acme", carrier).certificate(a.pem()),
                    trunk("kestrel", carrier).certificate(b.pem()),
                    trunk("plain", carrier),
                    Row.number(FIRST, "acme"),
                    Row.number(SECOND, "kestrel"),
                    Row.number(THIRD, "plain"));
            var expected = Map.of(FIRST, a.subject(), SECOND, b.subject(), THIRD, "nobody");
            for (int round = 0; round < 5; round++) {
                var running = new ArrayList<Agent.Call>();
                for (var number : List.of(FIRST, SECOND, THIRD)) {
                    var call = call(number);
                    assertEquals(200, call.answer().status());
                    assertEquals(expected.get(number), shown(carrier.next("INVITE")));
                    assertEquals(expected.get(number), shown(carrier.next("ACK")));
                    running.add(call);
                }
                for (int at = 0; at < 3; at++) {
                    assertEquals(200, proxy.agent().hangUp(running.get(at)));
                    assertEquals(expected.get(List.of(FIRST, SECOND, THIRD).get(at)), shown(carrier.next("BYE")));
                }
            }
        }
    }

    @Test
    void callsThatComeAtOnceAllGetThroughThoughTheCarrierHasJustClosedItsConnections() throws Exception {
        var own = client("at-once");
        try (var wire = StreamWire.tls(server.context(), true, HOST, Ports.free());
                var carrier = new ScriptedCarrier("carrier", wire, Script.accepts())) {
            proxy.load(
                    trunk("acme", carrier).certificate(own.pem()),
                    trunk("plain", carrier),
                    Row.number(FIRST, "acme"),
                    Row.number(SECOND, "plain"));
            for (int round = 0; round < 20; round++) {
                var calls = burst(40, round % 2 == 0 ? FIRST : SECOND);
                assertEquals(
                        Collections.nCopies(40, 200),
                        calls.stream().map(call -> call.answer().status()).toList());
                calls.forEach(call -> assertEquals(200, proxy.agent().hangUp(call)));
                assertTrue(proxy.isConnectedTo(carrier));
                wire.hangUpConnections();
                Patience.await("the node knows", () -> !proxy.isConnectedTo(carrier));
            }
        }
    }

    private static List<Agent.Call> burst(int calls, String number) {
        var invites = Stream.generate(() -> proxy.agent().dial(Invitation.to("+4989555", number)))
                .limit(calls)
                .toList();
        return invites.stream().map(proxy.agent()::outcome).toList();
    }

    @Test
    void aCertificateIsReplacedWithoutAFailedCall() throws Exception {
        var old = client("old");
        var fresh = client("fresh");
        try (var carrier = carrier();
                var caller = new Agent("127.0.0.1", Ports.free(), proxy.sip())) {
            proxy.load(trunk("acme", carrier).certificate(old.pem()), Row.number(FIRST, "acme"));
            var running = call(FIRST);
            assertEquals(old.subject(), shown(carrier.next("INVITE")));
            var stop = new AtomicBoolean();
            var statuses = new ArrayList<Integer>();
            var calls = new Thread(() -> {
                while (!stop.get()) {
                    var call = caller.call(Invitation.to("+4989777", FIRST));
                    statuses.add(call.answer().status());
                    if (call.answer().status() == 200) {
                        statuses.add(caller.hangUp(call));
                    }
                }
            });
            calls.start();
            proxy.publish(trunk("acme", carrier).certificate(fresh.pem()));
            Patience.await("new calls show the new certificate", () -> shown(carrier.next("INVITE"))
                    .equals(fresh.subject()));
            for (int count = 0; count < 20; count++) {
                assertEquals(fresh.subject(), shown(carrier.next("INVITE")));
            }
            stop.set(true);
            calls.join();
            assertTrue(statuses.stream().allMatch(status -> status == 200), statuses.toString());
            carrier.forgetRequests();
            assertEquals(200, proxy.agent().hangUp(running));
            assertEquals(fresh.subject(), shown(carrier.next("BYE")));
        }
    }

    @Test
    void aCallThatRingsIsAnsweredThoughItsCertificateWasReplacedMeanwhile() throws Exception {
        var old = client("ringing");
        var fresh = client("ringing-fresh");
        try (var carrier = carrier()) {
            carrier.follow(Script.accepts().forMethod("INVITE", Asked::ring));
            proxy.load(trunk("acme", carrier).certificate(old.pem()), Row.number(FIRST, "acme"));
            var invite = proxy.agent().dial(Invitation.to("+4989555", FIRST));
            var ringing = carrier.next("INVITE");
            assertEquals(old.subject(), shown(ringing));
            carrier.follow(Script.accepts());
            proxy.publish(trunk("acme", carrier).certificate(fresh.pem()));
            Patience.await("new calls show the new certificate", () -> {
                assertEquals(200, call(FIRST).answer().status());
                return shown(carrier.next("INVITE")).equals(fresh.subject());
            });
            ringing.accept();
            assertEquals(200, proxy.agent().outcome(invite).answer().status());
        }
    }

    @Test
    void theCallsOfADeletedTrunkEndWithTheCertificateThatTheyBeganWith() throws Exception {
        var own = client("deleted");
        try (var carrier = carrier()) {
            var row = trunk("acme", carrier).certificate(own.pem());
            proxy.load(row, Row.number(FIRST, "acme"));
            var running = call(FIRST);
            proxy.publish(Row.gone(row), Row.number(FIRST));
            assertEquals(200, proxy.agent().hangUp(running));
            assertEquals(own.subject(), shown(carrier.next("BYE")));
        }
    }

    @Test
    void aTrunkRegistersAndCallsOverTheConnectionOfItsOwnCa() throws Exception {
        var other = new Authority("Another CA");
        try (var carrier = new ScriptedCarrier(
                "carrier",
                StreamWire.tls(other.identity("registrar", "ip:" + HOST).context(), true, HOST, Ports.free()),
                Script.accepts()
                        .forMethod(
                                "REGISTER",
                                asked -> asked.answer(
                                        200,
                                        answer -> answer.with(
                                                "Contact", asked.message().required("Contact")))))) {
            proxy.load(
                    trunk("acme", carrier).registration("bot", "secret", "bot").tlsCa(other.pem()),
                    Row.number(FIRST, "acme"));
            var register = carrier.next("REGISTER");
            Patience.await(
                    "calls go where the trunk is registered",
                    () -> call(FIRST).answer().status() == 200);
            assertEquals(register.from(), carrier.next("INVITE").from());
        }
    }

    @Test
    void aCallGoesOnFromATrunkWithACertificateToOthersAndThereLeavesItBehind() throws Exception {
        var own = client("first-choice");
        try (var failing = carrier();
                var plain = new ScriptedCarrier("plain", new DatagramWire(HOST, Ports.free()), Script.refuses(503));
                var last = carrier()) {
            failing.follow(Script.refuses(503));
            proxy.load(
                    trunk("acme", failing).certificate(own.pem()).priority(90),
                    Row.trunk("kestrel").at(plain.hostPort()).priority(80),
                    trunk("third", last).priority(70),
                    Row.number(FIRST, "acme", "kestrel", "third"));
            var call = call(FIRST);
            assertEquals(200, call.answer().status());
            assertEquals(own.subject(), shown(failing.next("INVITE")));
            plain.next("INVITE");
            assertEquals("nobody", shown(last.next("INVITE")));
            assertEquals(200, proxy.agent().hangUp(call));
            assertEquals("nobody", shown(last.next("BYE")));
        }
    }

    @Test
    void aNodeThatWasKilledShowsTheCertificateAgainFromTheFirstCallOn() throws Exception {
        var own = client("after-the-restart");
        try (var carrier = carrier()) {
            proxy.load(trunk("acme", carrier).certificate(own.pem()), Row.number(FIRST, "acme"));
            assertEquals(200, call(FIRST).answer().status());
            carrier.forgetRequests();
            var port = carrier.address().getPort();
            Patience.await(
                    "it is written down",
                    () -> copy("rows").contains("\"port\":" + port + ",")
                            && copy("proofs").contains("/" + port + " {\"fine\""));
            proxy.killAndStart();
            assertEquals(200, call(FIRST).answer().status());
            assertEquals(own.subject(), shown(carrier.next("INVITE")));
        }
    }

    private static String copy(String what) throws IOException {
        return Files.readString(proxy.data().resolve("kamailio/" + what + ".copy"));
    }

    @Test
    void aTrunkThatFindsNoSocketKeepsItsLastGoodRow() throws Exception {
        var ca = authority.file();
        int only = Ports.free();
        try (var small = new ProxyAlone(
                        settings -> settings.withCarrierCa(ca).with("EGRESS_TLS_POOL", only + "-" + only));
                var carrier = carrier()) {
            small.load(
                    trunk("acme", carrier).certificate(client("only").pem()),
                    trunk("kestrel", carrier),
                    Row.number(FIRST, "acme"),
                    Row.number(SECOND, "kestrel"));
            var report = small.publish(
                    trunk("kestrel", carrier).certificate(client("surplus").pem()));
            assertEquals(refusal("kestrel", "all 1 client certificate sockets are taken"), refusals(report));
            assertEquals(
                    200,
                    small.agent()
                            .call(Invitation.to("+4989555", SECOND))
                            .answer()
                            .status());
            assertEquals("nobody", shown(carrier.next("INVITE")));
        }
    }

    @Test
    void aLargerPoolOfSocketsBringsTheMemoryThatItsCertificatesNeed() throws Exception {
        var ca = authority.file();
        try (var large =
                new ProxyAlone(settings -> settings.withCarrierCa(ca).with("EGRESS_TLS_POOL", Ports.freeRange(40)))) {
            large.awaitAnswering();
            assertEquals((256 + 24 * 6) * 1024 * 1024, large.sharedMemory());
        }
    }

    @Test
    void trunksWithTheSameCertificateShareASocket() throws Exception {
        var ca = authority.file();
        int only = Ports.free();
        var shared = client("shared");
        try (var small = new ProxyAlone(
                        settings -> settings.withCarrierCa(ca).with("EGRESS_TLS_POOL", only + "-" + only));
                var carrier = carrier()) {
            small.load(
                    trunk("acme", carrier).certificate(shared.pem()),
                    trunk("kestrel", carrier).certificate(shared.pem()),
                    Row.number(FIRST, "acme"),
                    Row.number(SECOND, "kestrel"));
            for (var number : List.of(FIRST, SECOND)) {
                assertEquals(
                        200,
                        small.agent()
                                .call(Invitation.to("+4989555", number))
                                .answer()
                                .status());
                assertEquals(shared.subject(), shown(carrier.next("INVITE")));
            }
        }
    }

    @Test
    void aCertificateThatCantBeUsedIsRefusedAndTheLastGoodRowStays() throws Exception {
        var good = client("good");
        var other = client("other");
        try (var carrier = carrier()) {
            proxy.load(trunk("acme", carrier).certificate(good.pem()), Row.number(FIRST, "acme"));
            var faults = Map.of(
                    good.chain() + other.key(),
                    "auth.certificate holds a certificate and a private key that don't belong together",
                    good.chain(),
                    "auth.certificate holds no private key that can be read",
                    good.key(),
                    "auth.certificate holds no certificate that can be read",
                    good.chain() + "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n",
                    "auth.certificate holds a private key with a passphrase");
            for (var fault : faults.entrySet()) {
                var report = proxy.publish(trunk("acme", carrier).certificate(fault.getKey()));
                assertEquals(refusal("acme", fault.getValue()), refusals(report));
                assertEquals(200, call(FIRST).answer().status());
                assertEquals(good.subject(), shown(carrier.next("INVITE")));
            }
        }
    }

    @Test
    void privateKeysDontStayInFiles() throws Exception {
        try (var carrier = carrier()) {
            proxy.load(trunk("acme", carrier).certificate(client("secret").pem()), Row.number(FIRST, "acme"));
            assertEquals(200, call(FIRST).answer().status());
            for (var directory : List.of(proxy.data().resolve("kamailio"), keysDirectory())) {
                try (var files = Files.walk(directory)) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        assertFalse(
                                Files.readString(file, StandardCharsets.ISO_8859_1)
                                        .contains("PRIVATE KEY"),
                                file.toString());
                    }
                }
            }
            assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(keysDirectory()));
        }
    }

    // kamailio/start names it after the state directory and the process.
    private static Path keysDirectory() throws Exception {
        var cksum = new ProcessBuilder("cksum").start();
        try (var out = cksum.getOutputStream()) {
            out.write(proxy.data().resolve("kamailio").toString().getBytes(StandardCharsets.UTF_8));
        }
        var sum = new String(cksum.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ")[0];
        try (var all = Files.list(Path.of("/dev/shm"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("egress-" + sum + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String refusal(String trunk, String reason) {
        return trunk + ": " + reason;
    }

    private static String refusals(JsonNode report) {
        var all = new ArrayList<String>();
        report.path("refused")
                .forEach(entry -> all.add(
                        refusal(entry.path("key").asText(), entry.path("reason").asText())));
        return String.join("\n", all);
    }
}
