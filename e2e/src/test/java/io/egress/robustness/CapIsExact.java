package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.SipMessage;
import io.egress.wire.Patience;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Bursts of twice the cap on many trunks at once, by way of both of two nodes; calls end in every way. Carriers count: never
 * one too many, never one too few where all places were free, and no call is left at the end.
 */
final class CapIsExact implements Promise {
    private static final int CAP = 3;
    private static final int TRUNKS = 10;
    private static final Duration SOON = Duration.ofSeconds(10);

    private record Dialled(ProxyAlone node, int trunk, Ending ending, SipMessage invite) {}

    private int bursts;
    private int endings;
    private int notFull;
    private int strange;

    @Override
    public String id() {
        return "R11";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var nodes = ProxyAlone.nodes(2, settings -> settings.with("EGRESS_TRYING_MS", "300"));
        var carriers = new ArrayList<CountingCarrier>();
        try {
            var rows = new ArrayList<Row>();
            for (int at = 0; at < TRUNKS; at++) {
                carriers.add(new CountingCarrier("capped-" + at));
                rows.add(Row.trunk("capped-" + at)
                        .at(carriers.get(at).hostPort())
                        .maxCalls(CAP));
                rows.add(Row.number(Roads.number(at), "capped-" + at));
            }
            nodes.get(0).load(rows.toArray(Row[]::new));
            nodes.get(1).awaitReady();
            var random = new Random(scale.seed());
            for (int round = 0; bursts < scale.of(10_000); round++) {
                burst(nodes, carriers, random, round % 2 == 0);
            }
            return judge(nodes, carriers);
        } finally {
            carriers.forEach(CountingCarrier::close);
            nodes.get(1).close();
            nodes.get(0).close();
        }
    }

    // All places are free before. When all calls are to be answered, exactly so many get through as there are places.
    private void burst(List<ProxyAlone> nodes, List<CountingCarrier> carriers, Random random, boolean allAnswered) {
        var dialled = new ArrayList<Dialled>();
        for (int count = 0; count < 2 * CAP; count++) {
            for (int trunk = 0; trunk < TRUNKS; trunk++) {
                var node = nodes.get(random.nextInt(nodes.size()));
                var ending = allAnswered ? Ending.values()[random.nextInt(2)] : Ending.any(random);
                dialled.add(new Dialled(
                        node,
                        trunk,
                        ending,
                        node.agent().dial(Invitation.to(ending.destination(), Roads.number(trunk)))));
            }
        }
        var answered = new ArrayList<Agent.Call>();
        var of = new ArrayList<Dialled>();
        for (var one : dialled) {
            if (one.ending() == Ending.CANCEL && rings(one)) {
                one.node().agent().cancel(one.invite());
            }
            var call = one.node().agent().outcome(one.invite());
            if (call.answer().status() == 200) {
                answered.add(call);
                of.add(one);
            }
        }
        for (int at = 0; at < answered.size(); at++) {
            end(of.get(at), answered.get(at), carriers.get(of.get(at).trunk()));
        }
        bursts += TRUNKS;
        for (var carrier : carriers) {
            int invited = carrier.invitedSince();
            endings += invited;
            notFull += allAnswered && invited != CAP ? 1 : 0;
            carrier.forget();
        }
    }

    // A call beyond the cap is refused at once; it does not ring.
    private static boolean rings(Dialled one) {
        var agent = one.node().agent();
        var callId = one.invite().first("Call-ID");
        var first = agent.await(SOON, message -> message.first("Call-ID").equals(callId) && message.status() > 100);
        first.filter(answer -> answer.message().status() >= 200).ifPresent(agent::giveBack);
        return first.map(answer -> answer.message().status() == 180).orElse(false);
    }

    private void end(Dialled one, Agent.Call call, CountingCarrier carrier) {
        var agent = one.node().agent();
        int status = one.ending() == Ending.CARRIER
                ? carrier.hangUp(call.invite().required("Call-ID"), () -> agent.answerNext("BYE"))
                : agent.hangUp(call);
        strange += status == 200 ? 0 : 1;
    }

    private Finding judge(List<ProxyAlone> nodes, List<CountingCarrier> carriers)
            throws IOException, InterruptedException {
        int most = carriers.stream().mapToInt(CountingCarrier::most).max().orElse(0);
        boolean empty = isEmpty(nodes);
        return new Notes()
                .hold(
                        most <= CAP,
                        "%,d bursts on two nodes: %d calls at once at most, the cap is %d",
                        bursts,
                        most,
                        CAP)
                .hold(notFull == 0, "%d bursts filled another number of places", notFull)
                .hold(strange == 0, "%,d endings, %d of them not answered", endings, strange)
                .hold(empty, "the count is %s after", empty ? "0" : "not 0")
                .found();
    }

    private static boolean isEmpty(List<ProxyAlone> nodes) throws IOException, InterruptedException {
        try {
            Patience.await(
                    "no call is counted",
                    () -> "{}".equals(nodes.get(0).redis().call("GET", "egress:1:calls:proxy-1"))
                            && "{}".equals(nodes.get(0).redis().call("GET", "egress:1:calls:proxy-2")));
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }
}
