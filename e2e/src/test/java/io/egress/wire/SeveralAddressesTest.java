package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A trunk with several addresses. They are put into shared memory, where sync puts those of a name: a DNS server of our own
 * would need port 53.
 */
class SeveralAddressesTest {
    private static final String NUMBER = "+493012345";

    private static ProxyAlone proxy;

    private final List<ScriptedCarrier> carriers = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings.with("EGRESS_SILENCE_MS", "500"));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @AfterEach
    void hangUp() {
        carriers.forEach(ScriptedCarrier::close);
    }

    private void load(Row.Trunk trunk, Script... scripts) throws Exception {
        for (int at = 0; at < scripts.length; at++) {
            carriers.add(new ScriptedCarrier("carrier" + at, "127.0.10." + (at + 1), Ports.free(), scripts[at]));
        }
        proxy.load(trunk, Row.number(NUMBER, "acme"));
        var addresses = carriers.stream()
                .map(carrier -> "{\"ip\":\"" + carrier.address().getAddress().getHostAddress() + "\",\"port\":"
                        + carrier.address().getPort() + "}")
                .collect(Collectors.joining(",", "[", "]"));
        proxy.remember("address", "acme", addresses);
    }

    private static Row.Trunk trunk() {
        return Row.trunk("acme").at("127.0.10.99:5060");
    }

    private static Agent.Call call() {
        return proxy.agent().call(Invitation.to("+4989555", NUMBER));
    }

    @Test
    void eachIsTriedInItsOrderWithTheTrunksCredentials() throws Exception {
        var check = new DigestCheck("carrier", "bot", "secret", "SHA-256", true);
        load(
                trunk().digest("bot", "secret"),
                Script.silent(),
                Script.refuses(503).challenging(401, check),
                Script.accepts().challenging(407, check));
        var call = call();
        assertEquals(200, call.answer().status());
        var numbers = new ArrayList<Long>();
        for (var carrier : carriers) {
            carrier.ladder().stream()
                    .filter(line -> !line.sent())
                    .map(line -> line.message())
                    .filter(message -> message.method().equals("INVITE"))
                    .map(SipMessage::cseq)
                    .distinct()
                    .forEach(numbers::add);
            assertEquals(
                    "sip:+4989555@127.0.10.99:5060",
                    carrier.next("INVITE").message().requestUri());
        }
        assertEquals(IntStream.range(0, 5).mapToObj(at -> 32L + at).toList(), numbers);
        assertEquals(200, proxy.agent().hangUp(call));
        assertTrue(carriers.get(2).await("BYE", Duration.ofSeconds(5)).isPresent());
    }

    @Test
    void anAnswerOfTheCalleeEndsTheCallAtAnyOfThem() throws Exception {
        load(trunk(), Script.refuses(503), Script.refuses(486), Script.accepts());
        assertEquals(486, call().answer().status());
        assertTrue(carriers.get(2).awaitAny(Duration.ofMillis(200)).isEmpty());
    }

    @Test
    void theyAreTriedWithoutEndOnlyUpToThirty() throws Exception {
        load(trunk(), Collections.nCopies(40, Script.refuses(503)).toArray(Script[]::new));
        assertEquals("SIP/2.0 503 As Told", call().answer().startLine());
        assertEquals(
                30,
                carriers.stream().filter(carrier -> !carrier.ladder().isEmpty()).count());
    }
}
