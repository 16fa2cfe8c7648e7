package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every answer from 300 to 699, alone, before another trunk, and after ringing; and silence. Credentials stay at home. */
final class EachAnswerDecides implements Promise {
    private static final String ALONE = "+493012341";
    private static final String WITH_ANOTHER = "+493012342";
    private static final Duration TIMER = Duration.ofSeconds(3);
    /** Two datagrams sent at once may be dealt with in the other order. */
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private static final Duration MARGIN = Duration.ofMillis(1_500);
    private static final DigestCheck FIRST =
            new DigestCheck("carrier.example", "first-user", "first-secret", "MD5", true);
    private static final DigestCheck SECOND =
            new DigestCheck("carrier.example", "second-user", "second-secret", "MD5", true);

    private final List<String> wrong = new ArrayList<>();
    private int tried;

    @Override
    public String id() {
        return "R13";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings);
                var first = new ScriptedCarrier("first", "127.0.10.1", Ports.free(), Script.silent());
                var second = new ScriptedCarrier(
                        "second", "127.0.10.2", Ports.free(), Script.accepts().challenging(401, SECOND))) {
            proxy.load(
                    Row.trunk("first").at(first.hostPort()).priority(90).digest("first-user", "first-secret"),
                    Row.trunk("second").at(second.hostPort()).priority(10).digest("second-user", "second-secret"),
                    Row.number(ALONE, "first"),
                    Row.number(WITH_ANOTHER, "first", "second"));
            var agent = proxy.agent();
            for (int code = 300; code < 700; code++) {
                first.follow(answers(code, false));
                expect(agent, ALONE, passedOn(code), "first", code + " alone");
                expect(
                        agent,
                        WITH_ANOTHER,
                        isOfTheCarrier(code) ? 200 : code,
                        isOfTheCarrier(code) ? "second" : "first",
                        code + " before another trunk");
                first.follow(answers(code, true));
                expect(agent, WITH_ANOTHER, passedOn(code), "first", code + " after ringing");
            }
            first.follow(answers(503, false).challenging(407, FIRST));
            expect(agent, WITH_ANOTHER, 200, "second", "503 after a challenge");
            first.follow(Script.silent());
            double silence = timed(() -> expect(agent, WITH_ANOTHER, 200, "second", "silence"));
            int leaked = leaked(second);
            return new Notes()
                    .hold(
                            wrong.isEmpty(),
                            "%d of %d calls as the table says%s",
                            tried - wrong.size(),
                            tried,
                            wrong.isEmpty() ? "" : ", not so: " + wrong.subList(0, Math.min(5, wrong.size())))
                    .hold(
                            silence <= TIMER.plus(MARGIN).toMillis() / 1e3,
                            "silence: the next trunk answered after %.1f s",
                            silence)
                    .hold(leaked == 0, "%d of the next carrier's messages with the first one's credentials", leaked)
                    .found();
        }
    }

    private static boolean isOfTheCarrier(int code) {
        return code < 400 || code == 401 || code == 403 || code == 407 || code == 408 || (code >= 500 && code < 600);
    }

    private static int passedOn(int code) {
        return code < 400 || code == 401 || code == 403 || code == 407 ? 503 : code;
    }

    private static Script answers(int code, boolean rings) {
        return Script.accepts().forMethod("INVITE", asked -> {
            if (rings) {
                asked.ring();
                asked.after(A_MOMENT, () -> asked.answer(code));
            } else {
                asked.answer(code);
            }
        });
    }

    private void expect(Agent agent, String number, int status, String carrier, String what) {
        var call = agent.call(Invitation.to("+4989555", number));
        int ended = call.answer().status() == 200 ? agent.hangUp(call) : 200;
        boolean right = call.answer().status() == status
                && ended == 200
                && (status != 200 || call.answer().tag("To").orElse("").equals(carrier));
        tried++;
        if (!right) {
            wrong.add(what + " became " + call.answer().status());
        }
    }

    private static double timed(Runnable what) {
        long start = System.nanoTime();
        what.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static int leaked(ScriptedCarrier second) {
        int leaked = 0;
        for (var asked = second.awaitAny(Duration.ZERO); asked.isPresent(); asked = second.awaitAny(Duration.ZERO)) {
            leaked += mentionsFirst(asked.get()) ? 1 : 0;
        }
        return leaked;
    }

    private static boolean mentionsFirst(Asked asked) {
        return asked.message().headers().stream()
                .filter(header -> header.name().endsWith("uthorization"))
                .anyMatch(header -> !header.value().contains("username=\"second-user\""));
    }
}
