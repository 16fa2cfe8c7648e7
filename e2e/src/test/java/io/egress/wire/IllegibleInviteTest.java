package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An INVITE that two readers could read differently goes nowhere. */
class IllegibleInviteTest {
    private static final String NUMBER = "+493012345";

    private static ProxyAlone proxy;
    private static ScriptedCarrier carrier;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        proxy.load(Row.trunk("acme").at(carrier.hostPort()), Row.number(NUMBER, "acme"));
    }

    @AfterAll
    static void stop() throws Exception {
        carrier.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        ";tag=,;t<ag=",
        ";tag=,;tag=<",
        "Max-Forwards: 70,Subject: one\\rX-Two: 2",
        "Max-Forwards: 70,Subject: one\\0two",
        "Max-Forwards: 70,Subject: one\\nX-Two: 2",
        "INVITE,\\r\\n\\tINVITE"
    })
    void isAnswered400(String good, String bad) {
        var agent = proxy.agent();
        var invite = agent.invite(Invitation.to("+4989555", NUMBER));
        var text = new String(invite.bytes(), StandardCharsets.UTF_8)
                .replaceFirst(
                        good,
                        bad.replace("\\t", "\t")
                                .replace("\\r", "\r")
                                .replace("\\n", "\n")
                                .replace("\\0", "\0"));
        agent.sendRaw(text.getBytes(StandardCharsets.UTF_8), agent.proxy());
        assertEquals(
                400,
                agent.next(invite, status -> status >= 200, Duration.ofSeconds(5))
                        .orElseThrow()
                        .status());
        assertTrue(carrier.awaitAny(Duration.ofMillis(200)).isEmpty());
    }
}
