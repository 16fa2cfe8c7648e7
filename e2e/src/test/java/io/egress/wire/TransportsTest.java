package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DatagramWire;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.StreamWire;
import io.egress.sip.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trunks over TCP and TLS: calls go out and end; a carrier that can't prove who it is gets none. */
class TransportsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NUMBER = "+493012345";

    private static ProxyAlone proxy;
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        directory = Files.createDirectories(Path.of("target/tls-" + System.nanoTime()))
                .toAbsolutePath();
        certificate("trusted");
        proxy = new ProxyAlone(settings -> settings.withCarrierCa(directory.resolve("trusted.pem")));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    private static void certificate(String name) throws Exception {
        var store = directory.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "BC=ca:true",
                "-ext",
                "SAN=IP:127.0.10.1",
                "-validity",
                "30",
                "-keystore",
                store);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store,
                "-file",
                directory.resolve(name + ".pem").toString());
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD), "-storetype", "PKCS12"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private static SSLContext tls(String name) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(directory.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static ScriptedCarrier carrier(Wire wire) {
        return new ScriptedCarrier("carrier", wire, Script.accepts());
    }

    private static void save(ScriptedCarrier carrier) throws Exception {
        proxy.load(Row.trunk("acme").transport(carrier.transport()).at(carrier.hostPort()), Row.number(NUMBER, "acme"));
    }

    private static void callAndHangUp(ScriptedCarrier carrier) throws Exception {
        save(carrier);
        var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
        assertEquals(200, call.answer().status());
        assertEquals(
                "sip:+4989555@" + carrier.hostPort(),
                carrier.next("INVITE").message().requestUri());
        carrier.next("ACK");
        assertEquals(200, proxy.agent().hangUp(call));
        carrier.next("BYE");
    }

    @Test
    void callsGoOverTcp() throws Exception {
        try (var carrier = carrier(StreamWire.tcp("127.0.10.1", Ports.free()))) {
            callAndHangUp(carrier);
        }
    }

    @Test
    void callsGoOverTlsToACarrierWithATrustedCertificate() throws Exception {
        try (var carrier = carrier(StreamWire.tls(tls("trusted"), false, "127.0.10.1", Ports.free()))) {
            callAndHangUp(carrier);
        }
    }

    @Test
    void carriersHangUpOverTheConnectionThatTheCallCameBy() throws Exception {
        try (var carrier = carrier(StreamWire.tcp("127.0.10.1", Ports.free()))) {
            save(carrier);
            assertEquals(
                    200,
                    proxy.agent()
                            .call(Invitation.to("+4989555", NUMBER))
                            .answer()
                            .status());
            var invite = carrier.next("INVITE");
            var bye = carrier.inDialog(invite.message(), "BYE", 1);
            carrier.send(bye, invite.from());
            assertTrue(proxy.agent().answerNext("BYE").isPresent());
            assertEquals(200, carrier.finalAnswer(bye).orElseThrow().status());
        }
    }

    @Test
    void agentsCallOverTcp() throws Exception {
        try (var carrier = carrier(new DatagramWire("127.0.10.1", Ports.free()));
                var agent = new Agent(StreamWire.tcp("127.0.0.1", Ports.free()), proxy.sip())) {
            save(carrier);
            var call = agent.call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            assertEquals(200, carrier.hangUp(carrier.next("INVITE"), () -> agent.answerNext("BYE")));
        }
    }
}
