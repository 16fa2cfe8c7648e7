package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Registration trunks are registered at their carrier while they are enabled, and calls go by what was registered. */
class RegistrationTest {
    private static final String NUMBER = "+493012345";
    private static final Duration SOON = Duration.ofSeconds(1);

    private static ProxyAlone proxy;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    private static ScriptedCarrier registrar(int host, Script script) {
        return new ScriptedCarrier("registrar", "127.0.11." + host, Ports.free(), script);
    }

    private static DigestCheck check(String algorithm) {
        return new DigestCheck("carrier.example", "bot@carrier.example", "s3cret", algorithm, true);
    }

    private static Row.Trunk trunk(String id, ScriptedCarrier registrar) {
        return Row.trunk(id).at(registrar.hostPort()).registration("bot@carrier.example", "s3cret", "bot");
    }

    private static SipMessage register(ScriptedCarrier registrar) {
        return registrar.await("REGISTER", SOON).orElseThrow(() -> new AssertionError("no REGISTER in time")).message();
    }

    @Test
    void aSavedTrunkIsRegisteredWithinASecondAndCallsGoByIt() throws Exception {
        try (var registrar = registrar(1, Script.registers().challenging(401, check("SHA-256")))) {
            proxy.write(trunk("acme", registrar), Row.number(NUMBER, "acme"));
            var first = register(registrar);
            var contact = "sip:bot@" + proxy.sip().getHostString() + ":" + proxy.sip().getPort();
            assertEquals("sip:" + registrar.hostPort(), first.requestUri());
            assertEquals("sip:bot@127.0.11.1", first.address("To"));
            assertEquals("sip:bot@127.0.11.1", first.address("From"));
            assertEquals(contact, first.address("Contact"));
            assertEquals("600", first.required("Expires"));
            var second = register(registrar);
            assertEquals(first.required("Call-ID"), second.required("Call-ID"));
            assertEquals(first.cseq() + 1, second.cseq());
            assertTrue(second.first("Authorization").isPresent());
            proxy.awaitReady();
            var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            var invite = registrar.next("INVITE");
            assertEquals(contact, invite.message().address("Contact"));
            assertEquals(proxy.sip().getPort(), invite.from().getPort());
            assertEquals(200, proxy.agent().hangUp(call));
        }
    }
}
