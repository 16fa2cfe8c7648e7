package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.StreamCarrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trunks over TCP and TLS: calls go out and end; a carrier that can't prove who it is gets none. */
class TransportsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NUMBER = "+493012345";
    private static final AtomicInteger EPOCH = new AtomicInteger();

    private static ProxyAlone proxy;
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        directory = Files.createDirectories(Path.of("target/tls-" + System.nanoTime())).toAbsolutePath();
        certificate("trusted");
        certificate("stranger");
        proxy = new ProxyAlone(settings -> settings.withCarrierCa(directory.resolve("trusted.pem")));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    private static void certificate(String name) throws Exception {
        var store = directory.resolve(name + ".p12").toString();
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "BC=ca:true", "-ext",
                "SAN=IP:127.0.10.1", "-validity", "30", "-keystore", store);
        keytool("-exportcert", "-rfc", "-alias", name, "-keystore", store, "-file",
                directory.resolve(name + ".pem").toString());
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD), "-storetype", "PKCS12"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private static ServerSocketFactory tls(String name) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(directory.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static void save(String transport, StreamCarrier carrier) throws Exception {
        proxy.load("transports:" + EPOCH.incrementAndGet(), "1", Map.of("acme", """
                {"trunkId":"acme","revision":1,"enabled":true,"priority":50,"transport":"%s","host":"127.0.10.1","port":%d,\
                "auth":{"method":"ip_only"},"callerId":{"mode":"base_number"},"codecs":["PCMA"]}"""
                .formatted(transport, carrier.port())),
                Map.of(NUMBER, "{\"number\":\"" + NUMBER + "\",\"revision\":1,\"trunks\":[\"acme\"]}"));
    }

    private static void callAndHangUp(StreamCarrier carrier) throws Exception {
        var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
        assertEquals(200, call.answer().status());
        assertEquals("sip:+4989555@" + carrier.hostPort(), carrier.await(3).orElseThrow().requestUri());
        assertEquals("ACK", carrier.await(3).orElseThrow().method());
        assertEquals(200, proxy.agent().hangUp(call));
        assertEquals("BYE", carrier.await(3).orElseThrow().method());
    }

    @Test
    void callsGoOverTcp() throws Exception {
        try (var carrier = new StreamCarrier("tcp", ServerSocketFactory.getDefault(), "127.0.10.1", Ports.free())) {
            save("tcp", carrier);
            callAndHangUp(carrier);
        }
    }

    @Test
    void callsGoOverTlsToACarrierWithATrustedCertificate() throws Exception {
        try (var carrier = new StreamCarrier("tls", tls("trusted"), "127.0.10.1", Ports.free())) {
            save("tls", carrier);
            callAndHangUp(carrier);
        }
    }

    @Test
    void noCallGoesToACarrierWhoseCertificateNobodyVouchesFor() throws Exception {
        try (var carrier = new StreamCarrier("tls", tls("stranger"), "127.0.10.1", Ports.free())) {
            save("tls", carrier);
            var status = proxy.agent().call(Invitation.to("+4989555", NUMBER)).answer().status();
            assertTrue(status == 408 || status == 503, "answered " + status);
            assertTrue(carrier.await(0).isEmpty(), "nothing of the call was sent");
        }
    }
}
