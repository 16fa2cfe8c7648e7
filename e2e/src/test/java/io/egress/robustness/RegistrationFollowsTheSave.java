package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** REGISTER and its end follow the answer to the save; other trunks don't move; one node registers each trunk. */
final class RegistrationFollowsTheSave implements Promise {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int OTHERS = 10;
    private static final int SHARED = 30;

    @Override
    public String id() {
        return "R12";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        saves(scale, notes);
        nodes(notes);
        return notes.found();
    }

    private static void saves(Scale scale, Notes notes) throws Exception {
        var began = new ArrayList<Double>();
        var ended = new ArrayList<Double>();
        try (var stage = new Stage(); var registrar = new Registrar(600)) {
            for (int at = 0; at < OTHERS; at++) {
                put(stage, "other-" + at, registrar, true);
            }
            Patience.await("the other trunks are registered", () -> registrar.seen().stream().filter(Registrar.Seen::proven)
                    .map(Registrar.Seen::user).distinct().count() == OTHERS);
            long others = registrar.seen().stream().filter(one -> one.user().startsWith("other-")).count();
            for (int round = 0; round < scale.of(20); round++) {
                var id = "moved-" + round;
                began.add(until(registrar, id, false, put(stage, id, registrar, true)));
                Patience.await(id + " is registered", () -> registrar.seen().stream().anyMatch(one ->
                        one.user().equals(id) && one.proven()));
                ended.add(until(registrar, id, true, round % 2 == 0 ? put(stage, id, registrar, false) : delete(stage, id)));
            }
            long moved = registrar.seen().stream().filter(one -> one.user().startsWith("other-")).count() - others;
            notes.hold(worst(began) <= AT_ONCE.toSeconds(), "%d saves: REGISTER after %.2f s at worst", began.size(), worst(began))
                    .hold(worst(ended) <= AT_ONCE.toSeconds(), "disabled or deleted: its end after %.2f s at worst", worst(ended))
                    .hold(moved == 0, "%d REGISTERs of other trunks", moved);
        }
    }

    // When the answer was there.
    private static long put(Stage stage, String id, Registrar registrar, boolean enabled) {
        stage.product().api().call("PUT", "/api/v1/egress-trunks/" + id, """
                {"name":"%s","enabled":%s,"transport":"udp","callerIdMode":"base_number",%s}"""
                .formatted(id, enabled, registrar.members(id)));
        return System.nanoTime();
    }

    private static long delete(Stage stage, String id) {
        stage.product().api().call("DELETE", "/api/v1/egress-trunks/" + id + "?force=true", null);
        return System.nanoTime();
    }

    // A REGISTER may be faster than the answer is read.
    private static double until(Registrar registrar, String user, boolean ends, long answered) throws Exception {
        long since = answered - Duration.ofSeconds(1).toNanos();
        Patience.await("a REGISTER of " + user, () -> registrar.first(user, since, ends).isPresent());
        return Math.max(0, (registrar.first(user, since, ends).orElseThrow().at() - answered) / 1e9);
    }

    private static double worst(List<Double> values) {
        return values.stream().max(Double::compare).orElse(0.0);
    }

    private static void nodes(Notes notes) throws Exception {
        var nodes = ProxyAlone.nodes(2, settings -> settings);
        try (var registrar = new Registrar(600)) {
            var rows = new ArrayList<Row>();
            for (int at = 0; at < SHARED; at++) {
                rows.add(Row.trunk("shared-" + at).at(registrar.hostPort()).registration("bot", registrar.password(), "shared-" + at));
            }
            for (var node : nodes) {
                node.awaitReport("the node is there", report -> !report.isNull());
            }
            nodes.get(0).write(rows.toArray(Row[]::new));
            Patience.await("all are registered", () -> users(registrar, 0, "").size() == SHARED);
            var byTwo = users(registrar, 0, "127.0.0.1").stream().filter(users(registrar, 0, "127.0.0.2")::contains).toList();
            var ofSecond = users(registrar, 0, "127.0.0.2");
            notes.hold(byTwo.isEmpty(), "two nodes: %d of %d trunks registered by both", byTwo.size(), SHARED);
            nodes.get(1).kamailio().kill();
            long killed = System.nanoTime();
            Patience.await("the living node has taken over", Duration.ofSeconds(60).toNanos(), () ->
                    users(registrar, killed, "127.0.0.1").containsAll(ofSecond));
            notes.say("the %d of a killed node taken over after %.1f s", ofSecond.size(), (System.nanoTime() - killed) / 1e9)
                    .hold(users(registrar, killed, "127.0.0.1").equals(ofSecond), "no other one moved");
        } finally {
            nodes.get(1).close();
            nodes.get(0).close();
        }
    }

    private static Set<String> users(Registrar registrar, long since, String from) {
        return registrar.seen().stream().filter(one -> one.proven() && one.at() >= since && one.from().startsWith(from))
                .map(Registrar.Seen::user).collect(Collectors.toSet());
    }
}
