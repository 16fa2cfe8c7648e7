package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.StreamWire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Registrars over TLS have to prove who they are before they hear anything, and get calls by the connection of the REGISTER. */
class RegistrationOverTlsTest {
    private static final String HOST = "127.0.11.1";
    private static final String NUMBER = "+493012345";
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", "s3cret", "SHA-256", true);

    private static final AtomicInteger SERVERS = new AtomicInteger();

    private static Authority authority;
    private static ProxyAlone proxy;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority("Carriers' CA");
        var ca = authority.file();
        proxy = new ProxyAlone(settings -> settings.withCarrierCa(ca));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    private static ScriptedCarrier registrar(Authority signer) throws Exception {
        var server = signer.identity("server-" + SERVERS.incrementAndGet(), "ip:" + HOST);
        return new ScriptedCarrier(
                "registrar",
                StreamWire.tls(server.context(), false, HOST, Ports.free()),
                Script.registers().challenging(401, CHECK));
    }

    private static Row.Trunk trunk(ScriptedCarrier registrar) {
        return Row.trunk("acme").transport("tls").at(registrar.hostPort()).registration("bot", "s3cret", "bot");
    }

    private static void assertRegisteredAndCalled(ScriptedCarrier registrar) throws Exception {
        proxy.awaitReady();
        var registered = registrar.next("REGISTER");
        var contact =
                "sip:bot@" + proxy.sips().getHostString() + ":" + proxy.sips().getPort() + ";transport=tls";
        assertEquals(contact, registered.message().address("Contact"));
        var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
        assertEquals(200, call.answer().status());
        var invite = registrar.next("INVITE");
        assertEquals(registered.from(), invite.from());
        assertEquals(contact, invite.message().address("Contact"));
        assertEquals(200, proxy.agent().hangUp(call));
    }

    @Test
    void callsGoByTheConnectionThatWasRegistered() throws Exception {
        try (var registrar = registrar(authority)) {
            proxy.load(trunk(registrar), Row.number(NUMBER, "acme"));
            assertRegisteredAndCalled(registrar);
        }
    }

    @Test
    void aTrunksOwnCaHoldsForItsRegistrarToo() throws Exception {
        var other = new Authority("another CA");
        try (var registrar = registrar(other)) {
            proxy.load(trunk(registrar).tlsCa(other.pem()), Row.number(NUMBER, "acme"));
            assertRegisteredAndCalled(registrar);
        }
    }

    @Test
    void aServerThatNoLongerProvesItsNameIsLeftForOneThatDoes() throws Exception {
        try (var first = registrar(authority);
                var second = registrar(authority)) {
            proxy.load(trunk(first), Row.number(NUMBER, "acme"));
            first.next("REGISTER");
            proxy.remember(
                    "address",
                    "acme",
                    "[{\"ip\":\"" + HOST + "\",\"port\":" + second.address().getPort() + "}]");
            second.next("REGISTER");
            Patience.await(
                    "calls go to the other one",
                    () -> proxy.agent()
                                    .call(Invitation.to("+4989555", NUMBER))
                                    .answer()
                                    .status()
                            == 200);
            assertTrue(second.await("INVITE", Duration.ofSeconds(5)).isPresent());
            assertTrue(first.await("INVITE", Duration.ZERO).isEmpty());
        }
    }

    @Test
    void aRegistrarThatNobodyVouchesForHearsNothing() throws Exception {
        try (var registrar = registrar(new Authority("a stranger's CA"))) {
            proxy.write(trunk(registrar), Row.number(NUMBER, "acme"));
            proxy.awaitReport(
                    "the trunk is not ready",
                    report -> report.path("notReady").toString().contains("certificate"));
            assertTrue(registrar.awaitAny(Duration.ofSeconds(2)).isEmpty());
        }
    }
}
