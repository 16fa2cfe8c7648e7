package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every final answer from 300 to 699 that a carrier can give: who gets the call then, and what the agent hears. */
class AnswersTest {
    private static final String ALONE = "+493012340";
    private static final String WITH_ANOTHER_BEHIND = "+493012341";
    private static final int AT_ONCE = 40;
    private static final Duration RINGS = Duration.ofMillis(250);

    private static ProxyAlone proxy;
    private static ScriptedCarrier first;
    private static ScriptedCarrier second;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
        first = new ScriptedCarrier(
                "first",
                "127.0.10.1",
                Ports.free(),
                Script.accepts().forMethod("INVITE", AnswersTest::answerAsTheDestinationSays));
        second = new ScriptedCarrier("second", "127.0.10.2", Ports.free(), Script.accepts());
        proxy.load(
                Row.trunk("first").priority(60).at(first.hostPort()),
                Row.trunk("second").at(second.hostPort()),
                Row.number(ALONE, "first"),
                Row.number(WITH_ANOTHER_BEHIND, "first", "second"));
    }

    @AfterAll
    static void stop() throws IOException {
        first.close();
        second.close();
        proxy.close();
    }

    // +49 89 <0: at once, 1: after ringing> <status>
    private static void answerAsTheDestinationSays(Asked asked) {
        var user = asked.message().requestUri().replaceFirst("^sip:(.*)@.*", "$1");
        int status = Integer.parseInt(user.substring(user.length() - 3));
        if (user.charAt(user.length() - 4) == '0') {
            asked.answer(status);
        } else {
            asked.ring();
            asked.after(RINGS, () -> asked.answer(status));
        }
    }

    private static TreeMap<Integer, SipMessage> answers(String baseNumber, int ringing) {
        var answers = new TreeMap<Integer, SipMessage>();
        var statuses = IntStream.rangeClosed(300, 699).boxed().toList();
        for (int at = 0; at < statuses.size(); at += AT_ONCE) {
            var calls = new ArrayList<SipMessage>();
            var some = statuses.subList(at, Math.min(at + AT_ONCE, statuses.size()));
            some.forEach(
                    status -> calls.add(proxy.agent().dial(Invitation.to("+4989" + ringing + status, baseNumber))));
            for (int call = 0; call < some.size(); call++) {
                answers.put(
                        some.get(call), proxy.agent().outcome(calls.get(call)).answer());
            }
        }
        return answers;
    }

    private static void agentHears(TreeMap<Integer, SipMessage> answers, IntUnaryOperator expected) {
        var others = new TreeMap<Integer, String>();
        answers.forEach((status, answer) -> {
            int hears = expected.applyAsInt(status);
            var phrase = hears == 503 && status != 503 ? "Service Unavailable" : "As Told";
            if (!answer.startLine().equals("SIP/2.0 " + hears + " " + phrase)) {
                others.put(status, answer.startLine());
            }
        });
        assertEquals(Map.of(), others);
        assertEquals(400, answers.size());
    }

    private static boolean isOfTheCarrier(int status) {
        return status < 400
                || status == 401
                || status == 403
                || status == 407
                || status == 408
                || status >= 500 && status < 600;
    }

    private static int hidden(int status) {
        return status < 400 || status == 401 || status == 403 || status == 407 ? 503 : status;
    }

    @Test
    void withoutAnotherTrunkTheAgentHearsTheAnswerOr503() {
        agentHears(answers(ALONE, 0), AnswersTest::hidden);
    }

    @Test
    void withAnotherTrunkBehindTheCallGoesThereIfTheAnswerIsTheCarriersOwn() {
        agentHears(answers(WITH_ANOTHER_BEHIND, 0), status -> isOfTheCarrier(status) ? 200 : status);
    }

    @Test
    void afterRingingNoOtherTrunkIsTried() {
        agentHears(answers(WITH_ANOTHER_BEHIND, 1), AnswersTest::hidden);
    }
}
