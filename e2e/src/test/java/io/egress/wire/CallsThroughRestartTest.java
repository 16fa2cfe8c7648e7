package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A proxy that is killed in mid-call and started again still counts its calls, and still has what they began with. */
class CallsThroughRestartTest {
    private static final String NUMBER = "+493012345";

    private static List<Agent.Call> calls(Agent agent, int count) {
        var calls = new ArrayList<Agent.Call>();
        for (int at = 0; at < count; at++) {
            calls.add(agent.call(Invitation.to("+498955" + at, NUMBER)));
        }
        return calls;
    }

    private static List<Integer> statuses(List<Agent.Call> calls) {
        return calls.stream().map(call -> call.answer().status()).toList();
    }

    @Test
    void theCountIsRightAtOnceAlsoWithRedisAway() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings);
                var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            proxy.load(Row.trunk("acme").at(carrier.hostPort()).maxCalls(3), Row.number(NUMBER, "acme"));
            var calls = calls(proxy.agent(), 4);
            assertEquals(List.of(200, 200, 200, 503), statuses(calls));
            assertEquals(200, proxy.agent().hangUp(calls.get(0)));

            proxy.awaitCopied();
            proxy.redisPart().kill();
            proxy.killAndStart();
            var more = calls(proxy.agent(), 2);
            assertEquals(List.of(200, 503), statuses(more));
            assertEquals("cap-reached", more.get(1).answer().required("X-Egress-Reason"));

            // Killed again before anything ended, then each ends in its way.
            proxy.killAndStart();
            assertEquals(List.of(503), statuses(calls(proxy.agent(), 1)));
            assertEquals(200, proxy.agent().hangUp(calls.get(1)));
            carrier.next("INVITE");
            carrier.next("INVITE");
            assertEquals(200, carrier.hangUp(carrier.next("INVITE"), () -> proxy.agent()
                    .answerNext("BYE")));
            assertEquals(200, proxy.agent().hangUp(more.get(0)));
            assertEquals(List.of(200, 200, 200, 503), statuses(calls(proxy.agent(), 4)));
            proxy.redisPart().start();
            proxy.awaitReady();
        }
    }

    @Test
    void aCallOfATrunkThatWasDeletedMeanwhileIsHungUpWithTheCredentialsItBeganWith() throws Exception {
        var check = new DigestCheck("carrier.example", "bot", "secret", "MD5", true);
        try (var proxy = new ProxyAlone(settings -> settings);
                var carrier = new ScriptedCarrier(
                        "carrier", "127.0.10.1", Ports.free(), Script.accepts().challenging(401, check))) {
            proxy.load(Row.trunk("acme").at(carrier.hostPort()).digest("bot", "secret"), Row.number(NUMBER, "acme"));
            var calls = calls(proxy.agent(), 2);
            assertEquals(List.of(200, 200), statuses(calls));
            proxy.load(Row.number(NUMBER));
            assertEquals(200, proxy.agent().hangUp(calls.get(0)));
            proxy.awaitCopied();
            proxy.killAndStart();
            assertEquals(200, proxy.agent().hangUp(calls.get(1)));
        }
    }

    @Test
    void aLostByeFreesItsPlaceWhenTheCallHasBecomeAsLongAsACallMayBe() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings.with("EGRESS_CALL_MAX_S", "4"));
                var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts())) {
            proxy.load(Row.trunk("acme").at(carrier.hostPort()).maxCalls(1), Row.number(NUMBER, "acme"));
            assertEquals(List.of(200, 503), statuses(calls(proxy.agent(), 2)));
            Patience.await("there is a place again", () -> statuses(calls(proxy.agent(), 1))
                    .equals(List.of(200)));
            // The same through a restart, which must not give it a longer life.
            proxy.killAndStart();
            assertEquals(List.of(503), statuses(calls(proxy.agent(), 1)));
            Patience.await("there is a place again", () -> statuses(calls(proxy.agent(), 1))
                    .equals(List.of(200)));
            Patience.await("one call is told of", () -> "{\"acme\":1}"
                    .equals(proxy.redis().call("GET", "egress:1:calls:proxy-1")));
        }
    }
}
