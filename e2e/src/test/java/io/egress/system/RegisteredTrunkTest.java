package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.Patience;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A trunk that registers, from the save to the page and the wire and back. */
@ExtendWith(RunningProduct.class)
class RegisteredTrunkTest {
    private static final String TRUNK = "/api/v1/egress-trunks/registered";
    private static final String NUMBER = "+493077777";
    private static final String PASSWORD = "canary-5b2e-Rg!w";
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", PASSWORD, "SHA-256", true);

    private static void save(Product product, ScriptedCarrier registrar, String password, boolean enabled) {
        product.api().call("PUT", TRUNK, """
                {"name":"Registered","sipUri":"sip:+493077777@%s","enabled":%b,"transport":"udp","authMethod":"registration",
                 "authUser":"bot","authPass":"%s","callerIdMode":"base_number","baseNumbers":["%s"]}""".formatted(registrar.hostPort(), enabled, password, NUMBER));
    }

    private static JsonNode awaitRegistration(Product product, String what, Predicate<JsonNode> holds)
            throws Exception {
        var last = new JsonNode[1];
        Patience.await(
                "the API says that the trunk is " + what,
                () -> holds.test(
                        last[0] = product.api().call("GET", TRUNK, null).at("/status/registration")));
        return last[0];
    }

    private static Predicate<JsonNode> is(String state) {
        return known -> known.path("state").asText().equals(state);
    }

    @Test
    void isRegisteredCalledOverShownAndTakenOffAgain(Product product) throws Exception {
        try (var registrar = new ScriptedCarrier(
                        "registrar",
                        "127.0.11.3",
                        Ports.free(),
                        Script.registers().challenging(401, CHECK));
                var agent = new Agent(
                        "127.0.0.1",
                        Ports.free(),
                        new InetSocketAddress("127.0.0.1", product.settings().sipPort()))) {
            product.api().call("POST", "/api/v1/base-numbers", "{\"number\":\"" + NUMBER + "\"}");
            save(product, registrar, PASSWORD, true);
            var register = registrar.next("REGISTER").message();
            assertEquals("sip:+493077777@127.0.11.3", register.address("To"));
            var known = awaitRegistration(product, "registered", is("registered"));
            assertEquals(200, known.path("code").asInt());
            assertTrue(known.has("registeredUntil"), known.toString());

            var call = agent.call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            assertEquals(
                    register.address("Contact"),
                    registrar.next("INVITE").message().address("Contact"));
            assertEquals(200, agent.hangUp(call));

            save(product, registrar, "wrong", true);
            var refused = awaitRegistration(product, "rejected", is("rejected"));
            assertEquals(401, refused.path("code").asInt());
            assertFalse(refused.has("nextTryAt"), refused.toString());
            save(product, registrar, PASSWORD, true);
            awaitRegistration(product, "registered again", is("registered"));

            registrar.forgetRequests();
            save(product, registrar, PASSWORD, false);
            assertEquals("0", registrar.next("REGISTER").message().required("Expires"));
            awaitRegistration(product, "not registered any more", JsonNode::isEmpty);
        }
        var log = Files.readString(product.settings().data().resolve("logs/kamailio.log"));
        assertFalse(log.contains(PASSWORD), "the password stands in the proxy's log");
    }
}
