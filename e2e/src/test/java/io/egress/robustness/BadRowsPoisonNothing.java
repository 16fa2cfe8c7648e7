package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;

/**
 * Rows that went wrong in every way, one after the other in each trunk's place: the last good one stays in force, the
 * refusal is shown, other trunks don't notice.
 */
final class BadRowsPoisonNothing implements Promise {
    private static final int VICTIMS = 50;
    private static final int UNTOUCHED = 5;
    private static final int CALLS = 3;
    private static final String PASSWORD = "canary-3f81";
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", PASSWORD, "MD5", true);

    /** What became of them so far. */
    private static final class Tally {
        private int mutants;
        private int unseen;
        private int secrets;
        private int wordless;
        private final List<Placed> ofVictims = new ArrayList<>();
        private final List<Placed> ofOthers = new ArrayList<>();
    }

    @Override
    public String id() {
        return "R10";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var random = new Random(scale.seed());
        var tally = new Tally();
        try (var proxy = new ProxyAlone(settings -> settings);
                var roads = new Roads(
                        VICTIMS + UNTOUCHED,
                        Script.accepts().challenging(401, CHECK),
                        trunk -> trunk.digest("bot", PASSWORD))) {
            proxy.load(roads.rows());
            while (tally.mutants < scale.of(10_000)) {
                round(proxy, roads, random, tally);
            }
            var report = proxy.publish(roads.rows());
            return judge(roads, tally, report.get("refused").size());
        }
    }

    private static void round(ProxyAlone proxy, Roads roads, Random random, Tally tally) throws Exception {
        var batch = new ArrayList<Row>();
        var bad = new ArrayList<Integer>();
        for (int at = 0; at < VICTIMS; at++) {
            var mutant = Mutant.of(roads.trunk(at).json(1), random);
            batch.add(Row.trunkText(roads.trunk(at).key(), mutant.text()));
            if (mutant.isCertainlyBad()) {
                bad.add(at);
            }
        }
        var refused = proxy.publish(batch.toArray(Row[]::new)).get("refused");
        tally.mutants += batch.size();
        for (int at : bad) {
            var shown = StreamSupport.stream(refused.spliterator(), false)
                    .filter(row -> row.get("kind").asText().equals("trunk")
                            && row.get("key").asText().equals(roads.trunk(at).key()))
                    .findFirst();
            tally.unseen += shown.isEmpty() ? 1 : 0;
            tally.wordless +=
                    shown.isPresent() && shown.get().path("reason").asText().isBlank() ? 1 : 0;
        }
        for (int count = 0; count < CALLS; count++) {
            tally.ofVictims.add(Traffic.place(proxy.agent(), roads.numbers().get(bad.get(random.nextInt(bad.size())))));
        }
        tally.ofOthers.add(Traffic.place(proxy.agent(), roads.numbers().get(VICTIMS + random.nextInt(UNTOUCHED))));
        tally.secrets += refused.toString().contains(PASSWORD) ? 1 : 0;
        // Rows that a scratch turned into other good ones must not become the last good ones.
        proxy.publish(roads.rows());
    }

    private static Finding judge(Roads roads, Tally tally, int left) {
        var victims = new History(tally.ofVictims);
        var others = new History(tally.ofOthers);
        return new Notes()
                .hold(
                        tally.unseen == 0,
                        "%,d mutated rows, %d bad ones not shown as refused",
                        tally.mutants,
                        tally.unseen)
                .hold(tally.wordless == 0, "%d without a reason", tally.wordless)
                .hold(tally.secrets == 0, "%d reasons with a secret", tally.secrets)
                .hold(
                        victims.allRouted()
                                && victims.where(call -> !roads.isRight(call)).size() == 0,
                        "last good row in force: %d of %d calls%s",
                        victims.routed(),
                        victims.size(),
                        victims.allRouted() ? "" : " " + victims.failures())
                .hold(
                        others.allRouted()
                                && others.where(call -> !roads.isRight(call)).size() == 0,
                        "other trunks: %d of %d calls%s",
                        others.routed(),
                        others.size(),
                        others.allRouted() ? "" : " " + others.failures())
                .hold(left == 0, "%d refused after the repair", left)
                .found();
    }
}
