package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.wire.ProxyAlone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The proxy is killed again and again, every other time with Redis down: it routes by its disk copy, calls can be ended. */
final class RestartedProxyRoutesAtOnce implements Promise {
    private static final int ROADS = 20;
    private static final int RUNNING = 10;
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", "secret", "SHA-256", true);

    @Override
    public String id() {
        return "R9";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var placed = new ArrayList<Placed>();
        var firsts = new ArrayList<Double>();
        int ended = 0;
        int rounds = scale.of(20);
        var random = new Random(scale.seed());
        try (var proxy = new ProxyAlone(settings -> settings);
                var roads = new Roads(
                        ROADS, Script.accepts().challenging(401, CHECK), trunk -> trunk.digest("bot", "secret"))) {
            proxy.load(roads.rows());
            for (int round = 0; round < rounds; round++) {
                var running = new ArrayList<Agent.Call>();
                for (int count = 0; count < RUNNING; count++) {
                    running.add(proxy.agent()
                            .call(Invitation.to("+4989555", roads.numbers().get(count))));
                }
                boolean alone = round % 2 == 0;
                if (alone) {
                    proxy.redisPart().kill();
                }
                firsts.add(restart(proxy));
                for (int count = 0; count < 20; count++) {
                    placed.add(Traffic.place(proxy.agent(), roads.numbers().get(random.nextInt(ROADS))));
                }
                ended += end(proxy, roads, running);
                if (alone) {
                    proxy.redisPart().start();
                    proxy.awaitReady();
                }
            }
            var history = new History(placed);
            int misrouted = history.where(call -> call.status() == 200 && !roads.isRight(call))
                    .size();
            return new Notes()
                    .hold(
                            history.allRouted(),
                            "%d kills, %d with Redis down: %d of %d calls routed after%s",
                            rounds,
                            (rounds + 1) / 2,
                            history.routed(),
                            history.size(),
                            history.allRouted() ? "" : " " + history.failures())
                    .hold(misrouted == 0, "%d misrouted", misrouted)
                    .hold(
                            ended == rounds * RUNNING,
                            "%d of %d running calls ended, by either side in turn",
                            ended,
                            rounds * RUNNING)
                    .say(
                            "answers %.1f s after the start, worst %.1f",
                            median(firsts), firsts.stream().max(Double::compare).orElse(0.0))
                    .found();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    private static double restart(ProxyAlone proxy) throws Exception {
        proxy.kamailio().kill();
        long start = System.nanoTime();
        proxy.kamailio().start();
        proxy.awaitAnswering();
        return (System.nanoTime() - start) / 1e9;
    }

    // Every other call is ended by the carrier, whose challenge the agent's side meets as well.
    private static int end(ProxyAlone proxy, Roads roads, List<Agent.Call> running) {
        int ended = 0;
        for (int at = 0; at < running.size(); at++) {
            var carrier = roads.carrier(at);
            var call = running.get(at);
            var callId = call.invite().required("Call-ID");
            var invite = carrier.next("INVITE");
            while (!invite.message().required("Call-ID").equals(callId)) {
                invite = carrier.next("INVITE");
            }
            int status = at % 2 == 0
                    ? proxy.agent().hangUp(call)
                    : carrier.hangUp(invite, () -> proxy.agent().answerNext("BYE"));
            ended += status == 200 ? 1 : 0;
            carrier.await("BYE", Duration.ZERO);
        }
        return ended;
    }
}
