package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trunk says how long its carrier may ring. */
class RingTimeoutTest {
    private static final String NUMBER = "+493012345";
    private static final String CAPPED = "+493012346";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static List<ProxyAlone> nodes;
    private static ScriptedCarrier carrier;
    private static ScriptedCarrier behind;

    @BeforeAll
    static void start() throws Exception {
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.silent());
        behind = new ScriptedCarrier("behind", "127.0.10.2", Ports.free(), Script.accepts());
        // The nodes' own time is shorter: what the trunk says holds.
        nodes = ProxyAlone.nodes(2, settings -> settings.with("EGRESS_RINGING_MS", "1000"));
        Patience.await(
                "both nodes live",
                () -> nodes.get(0).redis().call("SCARD", "egress:1:nodes").equals("2"));
        nodes.get(0).redis().call("HSET", "egress:1:owners", "capped", "proxy-2");
        var seconds = (int) TIMEOUT.toSeconds();
        nodes.get(0)
                .load(
                        Row.trunk("acme").at(carrier.hostPort()).priority(60).ringTimeout(seconds),
                        Row.trunk("capped")
                                .at(carrier.hostPort())
                                .priority(60)
                                .maxCalls(1)
                                .ringTimeout(seconds),
                        Row.trunk("behind").at(behind.hostPort()),
                        Row.number(NUMBER, "acme", "behind"),
                        Row.number(CAPPED, "capped", "behind"));
        nodes.get(1).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.get(1).close();
        nodes.get(0).close();
        carrier.close();
        behind.close();
    }

    /** As carriers do that want to keep a NAT open. */
    private static void ringAgainAndAgain(Asked asked) {
        asked.ring();
        for (int second = 1; second < 2 * TIMEOUT.toSeconds(); second++) {
            asked.after(Duration.ofSeconds(second), asked::ring);
        }
    }

    @BeforeEach
    void theCarrierRings() {
        carrier.follow(Script.accepts()
                .forMethod("INVITE", RingTimeoutTest::ringAgainAndAgain)
                .once());
        List.of(carrier, behind).forEach(ScriptedCarrier::forgetRequests);
    }

    private static void ringsForSoLong(String number) {
        long began = System.nanoTime();
        var answer =
                nodes.get(0).agent().call(Invitation.to("+4989555", number)).answer();
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertEquals(408, answer.status());
        // A busy Kamailio's clock runs a little behind, hence its timers end early.
        assertTrue(took.compareTo(TIMEOUT.multipliedBy(7).dividedBy(10)) > 0, took.toString());
        assertTrue(took.compareTo(TIMEOUT.plus(A_WHILE)) < 0, took.toString());
        carrier.next("CANCEL");
        assertTrue(behind.await("INVITE", Duration.ofMillis(300)).isEmpty());
    }

    @Test
    void theCallEndsWhenNobodyHasAnsweredAfterSoLongHoweverOftenTheCarrierSaysThatItRings() throws Exception {
        ringsForSoLong(NUMBER);
        Patience.await("the attempt is told", () -> nodes.get(0)
                .redis()
                .list("XREVRANGE", "egress:1:attempts:acme", "+", "-", "COUNT", "1")
                .toString()
                .contains("\"code\":408,\"reason\":\"rang without an answer\""));
    }

    @Test
    void theNodeThatHandedTheCallOverWaitsAsLong() {
        ringsForSoLong(CAPPED);
    }
}
