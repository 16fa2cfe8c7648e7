package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Trunks are edited, disabled and deleted under running calls, which go on and end as they began; new ones obey. */
final class EditsBreakNoCall implements Promise {
    private static final int ROADS = 20;
    private static final int CALLS = 5;
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", "as-it-was", "SHA-256", true);

    private record Running(int road, Agent.Call call, Asked invite) {}

    private int begun;
    private int whole;
    private int obeyed;
    private int asked;

    @Override
    public String id() {
        return "R15";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var random = new Random(scale.seed());
        try (var proxy = new ProxyAlone(settings -> settings);
                var roads = new Roads(
                        ROADS, Script.accepts().challenging(407, CHECK), trunk -> trunk.digest("bot", "as-it-was"))) {
            while (begun < scale.of(1_000)) {
                round(proxy, roads, random);
            }
        }
        return new Notes()
                .hold(whole == begun, "%d of %d running calls re-negotiated and ended as they began", whole, begun)
                .hold(obeyed == asked, "%d of %d new calls went by the edit", obeyed, asked)
                .found();
    }

    private void round(ProxyAlone proxy, Roads roads, Random random) throws Exception {
        proxy.load(roads.rows());
        var running = new ArrayList<Running>();
        for (int road = 0; road < ROADS; road++) {
            for (int count = 0; count < CALLS; count++) {
                running.add(begin(proxy.agent(), roads, road));
            }
        }
        begun += running.size();
        var kinds = new ArrayList<Integer>();
        var edits = new ArrayList<Row>();
        for (int road = 0; road < ROADS; road++) {
            kinds.add(random.nextInt(4));
            edits.addAll(edit(roads, road, kinds.get(road)));
        }
        proxy.publish(edits.toArray(Row[]::new));
        for (var one : running) {
            whole += goesOnAndEnds(proxy.agent(), roads, one, random.nextBoolean()) ? 1 : 0;
        }
        for (int road = 0; road < ROADS; road++) {
            asked++;
            obeyed += obeys(Traffic.place(proxy.agent(), Roads.number(road)), roads, road, kinds.get(road)) ? 1 : 0;
        }
    }

    private static Running begin(Agent agent, Roads roads, int road) {
        roads.carrier(road).forgetRequests();
        var call = agent.call(Invitation.to("+4989555", Roads.number(road)));
        roads.carrier(road).next("INVITE");
        return new Running(road, call, roads.carrier(road).next("INVITE"));
    }

    // Another place with other credentials and caller; disabled; deleted with its number; deleted, its number left
    // alone.
    private static List<Row> edit(Roads roads, int road, int kind) {
        var id = roads.trunk(road).key();
        var elsewhere = roads.carrier((road + 1) % ROADS);
        return switch (kind) {
            case 0 ->
                List.of(Row.trunk(id)
                        .at(elsewhere.hostPort())
                        .digest("bot", "as-it-was")
                        .override("+49309999")
                        .codecs("PCMU"));
            case 1 -> List.of(Row.disabledTrunk(id));
            case 2 -> List.of(Row.gone(roads.trunk(road)), Row.gone(Row.number(Roads.number(road))));
            default -> List.of(Row.gone(roads.trunk(road)), Row.number(Roads.number(road)));
        };
    }

    private static boolean obeys(Placed call, Roads roads, int road, int kind) {
        return switch (kind) {
            case 0 ->
                call.isRouted()
                        && call.carrier()
                                .equals(roads.carrier((road + 1) % ROADS).name());
            case 2 -> call.status() == 403;
            default -> call.status() == 404;
        };
    }

    private static boolean goesOnAndEnds(Agent agent, Roads roads, Running one, boolean byTheCarrier) {
        if (one.call().answer().status() != 200) {
            return false;
        }
        var carrier = roads.carrier(one.road());
        carrier.forgetRequests();
        if (agent.reinvite(one.call(), 2, List.of("PCMU", "PCMA")).status() != 200) {
            return false;
        }
        carrier.next("INVITE");
        var offered = carrier.next("INVITE").message();
        boolean asItBegan =
                offered.address("From").equals(one.invite().message().address("From"))
                        && offered.codecs().equals(List.of("PCMA", "PCMU"));
        carrier.await("ACK", Duration.ofSeconds(2));
        int ended = byTheCarrier
                ? carrier.hangUp(one.invite(), () -> agent.answerNext("BYE"))
                : agent.hangUp(one.call(), 3);
        return asItBegan && ended == 200;
    }
}
