package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.StreamWire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registration trunks are registered at their carrier while they are enabled, and calls go by what was registered. */
class RegistrationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+493012345";
    private static final Duration A_WHILE = Duration.ofMillis(1500);

    private static ProxyAlone proxy;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    private static ScriptedCarrier registrar(Script script) {
        return new ScriptedCarrier("registrar", "127.0.11.1", Ports.free(), script);
    }

    private static DigestCheck check(String algorithm) {
        return new DigestCheck("carrier.example", "bot@carrier.example", "s3cret", algorithm, true);
    }

    private static Row.Trunk trunk(String id, ScriptedCarrier registrar) {
        return Row.trunk(id).at(registrar.hostPort()).registration("bot@carrier.example", "s3cret", "bot");
    }

    private static SipMessage register(ScriptedCarrier registrar) {
        return registrar.next("REGISTER").message();
    }

    private static void assertNoMore(ScriptedCarrier registrar) {
        assertEquals(0, registrar.await("REGISTER", A_WHILE).stream().count());
    }

    private static String contact() {
        return "sip:bot@" + proxy.sip().getHostString() + ":" + proxy.sip().getPort();
    }

    private static JsonNode status(String id) throws IOException, InterruptedException {
        var text = proxy.redis().call("HGET", "egress:1:registrations", id);
        return text == null ? JSON.missingNode() : JSON.readTree(text);
    }

    private static void awaitStatus(String what, String id, Predicate<JsonNode> holds) throws Exception {
        Patience.await("the registration " + what, () -> holds.test(status(id)));
    }

    /** Answers the first REGISTERs with these statuses, later ones as usual. */
    private static Script firstRegisters(Script usual, int... statuses) {
        var count = new AtomicInteger();
        return usual.forMethod("REGISTER", asked -> {
            int at = count.getAndIncrement();
            if (at < statuses.length) {
                asked.answer(statuses[at]);
            } else {
                usual.on(asked);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"401,MD5", "401,SHA-256", "407,SHA-256"})
    void aSavedTrunkIsRegisteredAndCallsGoByIt(int status, String algorithm) throws Exception {
        try (var registrar = registrar(Script.registers().challenging(status, check(algorithm)))) {
            proxy.write(trunk("acme", registrar), Row.number(NUMBER, "acme"));
            var first = register(registrar);
            assertEquals("sip:" + registrar.hostPort(), first.requestUri());
            assertEquals("sip:bot@127.0.11.1", first.address("To"));
            assertEquals("sip:bot@127.0.11.1", first.address("From"));
            assertEquals(contact(), first.address("Contact"));
            assertEquals("600", first.required("Expires"));
            var second = register(registrar);
            assertEquals(first.required("Call-ID"), second.required("Call-ID"));
            assertEquals(first.cseq() + 1, second.cseq());
            proxy.awaitReady();
            var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            var invite = registrar.next("INVITE");
            assertEquals(contact(), invite.message().address("Contact"));
            assertEquals(proxy.sip().getPort(), invite.from().getPort());
            assertEquals(200, proxy.agent().hangUp(call));
            awaitStatus(
                    "is known in Redis",
                    "acme",
                    known -> known.path("state").asText().equals("registered")
                            && known.path("node").asText().equals("proxy-1")
                            && known.path("code").asInt() == 200
                            && known.path("until").asLong() > System.currentTimeMillis() + 590_000);
        }
    }

    @Test
    void onlyTheChangedTrunkMovesAndOnlyForWhatMatters() throws Exception {
        try (var one = registrar(Script.registers());
                var other = registrar(Script.registers())) {
            proxy.load(trunk("acme", one), trunk("kestrel", other));
            var before = register(one);
            register(other);
            proxy.publish(trunk("acme", one).codecs("G722").priority(7));
            assertNoMore(one);
            proxy.publish(trunk("acme", one).codecs("G722").registration("bot@carrier.example", "another", "bot"));
            var after = register(one);
            assertEquals(before.required("Call-ID"), after.required("Call-ID"));
            assertTrue(after.cseq() > before.cseq());
            assertNoMore(other);
        }
    }

    @Test
    void aRegistrationIsRefreshedBeforeItEndsWhateverElseIsRegisteredThere() throws Exception {
        var usual = Script.registers();
        try (var registrar = registrar(usual.forMethod(
                "REGISTER",
                asked -> asked.grant("<sip:bot@198.51.100.9:5060>;expires=3600", "<" + contact() + ">;expires=6")))) {
            proxy.load(trunk("acme", registrar), Row.number(NUMBER, "acme"));
            var first = register(registrar);
            for (int count = 1; count < 3; count++) {
                var next = registrar
                        .await("REGISTER", Duration.ofSeconds(6))
                        .orElseThrow()
                        .message();
                assertEquals(first.required("Call-ID"), next.required("Call-ID"));
                assertEquals(first.cseq() + count, next.cseq());
            }
            assertEquals(
                    200,
                    proxy.agent()
                            .call(Invitation.to("+4989555", NUMBER))
                            .answer()
                            .status());
        }
    }

    @Test
    void aRegistrarThatWantsLongerTimesGetsThem() throws Exception {
        var usual = Script.registers();
        try (var registrar = registrar(usual.forMethod("REGISTER", asked -> {
            if (asked.message().required("Expires").equals("600")) {
                asked.answer(423, answer -> answer.with("Min-Expires", "1800"));
            } else {
                usual.on(asked);
            }
        }))) {
            proxy.load(trunk("acme", registrar));
            assertEquals("600", register(registrar).required("Expires"));
            var second = register(registrar);
            assertEquals("1800", second.required("Expires"));
            assertTrue(second.required("Contact").contains("expires=1800"));
        }
    }

    @Test
    void aRegistrarThatSaysNoIsAskedThreeTimesAndAgainWhenTheTrunkChanges() throws Exception {
        try (var registrar = registrar(firstRegisters(Script.registers(), 403, 403, 404))) {
            proxy.write(trunk("acme", registrar), Row.number(NUMBER, "acme"));
            for (int count = 0; count < 3; count++) {
                register(registrar);
            }
            awaitStatus(
                    "is rejected",
                    "acme",
                    known -> known.path("state").asText().equals("rejected")
                            && known.path("code").asInt() == 404
                            && known.path("tries").asInt() == 3
                            && !known.has("nextAt"));
            proxy.awaitReport(
                    "the trunk is not ready",
                    report -> report.path("notReady").toString().contains("is not registered: 404 As Told"));
            assertNoMore(registrar);
            var refused = proxy.agent().call(Invitation.to("+4989555", NUMBER)).answer();
            assertEquals(503, refused.status());
            assertEquals("trunk-not-ready", refused.required("X-Egress-Reason"));
            proxy.publish(trunk("acme", registrar).priority(51));
            register(registrar);
            proxy.awaitReady();
            assertEquals(
                    200,
                    proxy.agent()
                            .call(Invitation.to("+4989555", NUMBER))
                            .answer()
                            .status());
        }
    }

    @Test
    void wrongCredentialsAreTriedThreeTimesOnly() throws Exception {
        try (var registrar = registrar(Script.registers().challenging(401, check("MD5")))) {
            proxy.write(trunk("acme", registrar).registration("bot@carrier.example", "wrong", "bot"));
            for (int count = 0; count < 6; count++) {
                register(registrar);
            }
            awaitStatus(
                    "is rejected",
                    "acme",
                    known -> known.path("state").asText().equals("rejected")
                            && known.path("code").asInt() == 401);
            assertNoMore(registrar);
        }
    }

    @Test
    void aRegistrarInTroubleIsAskedUntilItIsWellAgain() throws Exception {
        try (var registrar = registrar(firstRegisters(Script.registers(), 503, 302))) {
            proxy.write(trunk("acme", registrar));
            register(registrar);
            awaitStatus(
                    "is failing",
                    "acme",
                    known -> known.path("state").asText().equals("failing")
                            && known.path("code").asInt() == 503
                            && known.path("nextAt").asLong()
                                    > known.path("changedAt").asLong());
            register(registrar);
            register(registrar);
            proxy.awaitReady();
        }
    }

    @Test
    void aSilentRegistrarIsAskedAgain() throws Exception {
        try (var registrar = registrar(Script.silent())) {
            proxy.write(trunk("acme", registrar));
            register(registrar);
            awaitStatus(
                    "is failing",
                    "acme",
                    known -> known.path("state").asText().equals("failing")
                            && known.path("code").asInt() == 408);
            registrar.follow(Script.registers());
            proxy.awaitReady();
        }
    }

    @Test
    void whenAnAddressFailsTheNextOneIsRegisteredAtAndTakesTheCalls() throws Exception {
        try (var first = registrar(Script.registers());
                var second = registrar(Script.registers())) {
            proxy.load(trunk("acme", first), Row.number(NUMBER, "acme"));
            register(first);
            first.follow(Script.silent());
            proxy.publish(trunk("acme", first).registration("bot@carrier.example", "another", "bot"));
            register(first);
            // A name with several addresses would need a DNS server of our own, on port 53.
            proxy.remember(
                    "address",
                    "acme",
                    "[{\"ip\":\"127.0.11.1\",\"port\":%d},{\"ip\":\"127.0.11.1\",\"port\":%d}]"
                            .formatted(
                                    first.address().getPort(), second.address().getPort()));
            assertEquals("sip:" + first.hostPort(), register(second).requestUri());
            awaitStatus("is good", "acme", known -> known.path("state").asText().equals("registered"));
            assertEquals(
                    200,
                    proxy.agent()
                            .call(Invitation.to("+4989555", NUMBER))
                            .answer()
                            .status());
            assertTrue(second.await("INVITE", A_WHILE).isPresent());
        }
    }

    @Test
    void callsTakeTheServiceRouteOfTheRegistrar() throws Exception {
        var route = List.of("<sip:edge.carrier.example;lr>", "<sip:core.carrier.example:5070;lr>");
        try (var registrar = registrar(Script.registers()
                .forMethod(
                        "REGISTER",
                        asked -> asked.answer(200, answer -> answer.with(
                                        "Contact", asked.message().required("Contact"))
                                .with("Service-Route", route))))) {
            proxy.load(trunk("acme", registrar), Row.number(NUMBER, "acme"));
            var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            assertEquals(route, registrar.next("INVITE").message().all("Route"));
            assertEquals(List.of(), registrar.next("ACK").message().all("Route"));
            assertEquals(200, proxy.agent().hangUp(call));
        }
    }

    @Test
    void aDisabledTrunkIsTakenOffTheRegistrarWhichMayAskWhoWantsThat() throws Exception {
        try (var registrar = registrar(Script.registers().challenging(401, check("MD5")))) {
            proxy.load(trunk("acme", registrar), Row.number(NUMBER, "acme"));
            var registered = register(registrar);
            register(registrar);
            proxy.publish(Row.disabledTrunk("acme"));
            for (int count = 0; count < 2; count++) {
                var removal = register(registrar);
                assertEquals("0", removal.required("Expires"));
                assertEquals(contact(), removal.address("Contact"));
                assertEquals(registered.required("Call-ID"), removal.required("Call-ID"));
                assertEquals(count == 1, removal.first("Authorization").isPresent());
            }
            assertNoMore(registrar);
            awaitStatus("is gone from Redis", "acme", JsonNode::isMissingNode);
        }
    }

    @Test
    void aDeletedTrunkAndOneThatNoLongerRegistersAreTakenOffToo() throws Exception {
        try (var one = registrar(Script.registers());
                var other = registrar(Script.registers())) {
            proxy.load(trunk("acme", one), trunk("kestrel", other));
            register(one);
            register(other);
            proxy.publish(Row.gone(trunk("acme", one)), Row.trunk("kestrel").at(other.hostPort()));
            assertEquals("0", register(one).required("Expires"));
            assertEquals("0", register(other).required("Expires"));
        }
    }

    @Test
    void aTrunkThatMovesToAnotherCarrierIsTakenOffTheOldOne() throws Exception {
        try (var one = registrar(Script.registers());
                var other = new ScriptedCarrier("registrar", "127.0.11.4", Ports.free(), Script.registers())) {
            proxy.load(trunk("acme", one).allowedIps("127.0.11.1"));
            register(one);
            proxy.publish(trunk("acme", other).allowedIps("127.0.11.4"));
            assertEquals("600", register(other).required("Expires"));
            assertEquals("0", register(one).required("Expires"));
            proxy.awaitReady();
            proxy.publish(
                    trunk("acme", other).registration("you", "s3cret", "you").allowedIps("127.0.11.5"));
            assertNoMore(other);
        }
    }

    /** Grants what is asked for to whoever proves to be this user, and counts who asks for nothing any more, and who does. */
    private static Script counting(String user, String password, AtomicInteger removed, AtomicInteger registered) {
        return Script.registers()
                .forMethod("REGISTER", asked -> {
                    (asked.message().required("Expires").equals("0") ? removed : registered).incrementAndGet();
                    asked.grant(asked.message().required("Contact"));
                })
                .challenging(401, new DigestCheck("carrier.example", user, password, "MD5", true));
    }

    @Test
    void anotherIdentityReplacesTheOldOneWhichGoesWithItsOwnCredentials() throws Exception {
        var oldRemoved = new AtomicInteger();
        var oldRegistered = new AtomicInteger();
        var newRemoved = new AtomicInteger();
        var newRegistered = new AtomicInteger();
        var old = counting("bot@carrier.example", "s3cret", oldRemoved, oldRegistered);
        var other = counting("you", "another", newRemoved, newRegistered);
        try (var registrar =
                registrar(asked -> (asked.message().address("To").startsWith("sip:bot@") ? old : other).on(asked))) {
            proxy.load(trunk("acme", registrar));
            proxy.publish(trunk("acme", registrar).registration("you", "another", "you"));
            Patience.await(
                    "the old one is gone and the new one there",
                    () -> oldRemoved.get() == 1 && newRegistered.get() == 1);
            proxy.awaitReady();
            assertEquals(1, oldRegistered.get());
            assertEquals(0, newRemoved.get());
        }
    }

    @Test
    void overTcpCallsGoByTheConnectionThatWasRegistered() throws Exception {
        try (var registrar = new ScriptedCarrier(
                "registrar",
                StreamWire.tcp("127.0.11.1", Ports.free()),
                Script.registers().challenging(401, check("SHA-256")))) {
            proxy.load(trunk("acme", registrar).transport("tcp"), Row.number(NUMBER, "acme"));
            var registered = registrar.next("REGISTER");
            assertEquals(contact() + ";transport=tcp", registered.message().address("Contact"));
            var call = proxy.agent().call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            var invite = registrar.next("INVITE");
            assertEquals(registered.from(), invite.from());
            assertEquals(contact() + ";transport=tcp", invite.message().address("Contact"));
            assertEquals(200, proxy.agent().hangUp(call));
        }
    }

    @Test
    void redisHearsOfRegistrationsAgainAfterItLostThem() throws Exception {
        try (var registrar = registrar(Script.registers())) {
            proxy.load(trunk("acme", registrar));
            awaitStatus("is known in Redis", "acme", known -> known.path("state")
                    .asText()
                    .equals("registered"));
            proxy.redis().call("FLUSHALL");
            proxy.load(trunk("acme", registrar));
            awaitStatus("is known in Redis again", "acme", known -> known.path("state")
                    .asText()
                    .equals("registered"));
        }
    }

    @Test
    void aNodeThatStartsAgainWithoutRedisUsesWhatItRegisteredAndGoesOnRegistering() throws Exception {
        try (var alone = new ProxyAlone(settings -> settings);
                var registrar = registrar(Script.registers())) {
            alone.load(trunk("acme", registrar), Row.number(NUMBER, "acme"));
            var before = register(registrar);
            Patience.await("the disk copies are written", () -> List.of("rows", "owners", "registered").stream()
                    .allMatch(copy -> alone.data()
                            .resolve("kamailio/" + copy + ".copy")
                            .toFile()
                            .exists()));
            alone.redisPart().kill();
            registrar.follow(Script.registers().forMethod("REGISTER", Script.silent()));
            alone.killAndStart();
            var call = alone.agent().call(Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status());
            assertEquals(200, alone.agent().hangUp(call));
            registrar.follow(Script.registers()
                    .forMethod(
                            "REGISTER",
                            asked -> asked.grant(
                                    asked.message().required("Contact").replace("600", "3"))));
            var after = register(registrar);
            assertEquals(before.address("Contact"), after.address("Contact"));
            assertNotEquals(before.required("Call-ID"), after.required("Call-ID"));
            for (int count = 1; count < 4; count++) {
                assertTrue(register(registrar).cseq() > after.cseq());
            }
            assertEquals(
                    200,
                    alone.agent()
                            .call(Invitation.to("+4989555", NUMBER))
                            .answer()
                            .status());
            alone.redisPart().start();
        }
    }
}
