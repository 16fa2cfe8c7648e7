package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Api;
import io.egress.launch.Replica;
import io.egress.robustness.Finding.Notes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/**
 * Writers change trunks, links, numbers and variables by way of two replicas, many edits being refused, while the replicas
 * are killed in turn, and two readers follow events from one replica to the other.
 */
final class EditsAreAccountedFor implements Promise {
    private static final int EDITS = 4_000;
    private static final int KILLS = 12;
    private static final int WRITERS = 4;
    private static final int OBJECTS = 8;
    private static final int FOLLOWERS = 2;
    private static final long PATIENCE_S = 120;
    private static final String SECRET = "canary-of-the-account";

    /** @param status 0 without an answer @param mayBeNone whether there may be nothing to do */
    private record Asked(String request, int status, boolean mayBeNone) {}

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger serials = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Override
    public String id() {
        return "S10";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        int edits = scale.of(EDITS);
        int kills = scale.of(KILLS);
        var followers = new ArrayList<Follower>();
        try (var plane = new ControlPlane(2);
                var sql = plane.sql()) {
            for (int at = 0; at < FOLLOWERS; at++) {
                var turn = new AtomicInteger(at);
                followers.add(new Follower(
                        () -> plane.replicas().get(turn.getAndIncrement() % 2).api()));
            }
            awaitRevision(followers, 0);
            var writers = new ArrayList<Future<?>>();
            for (int at = 0; at < WRITERS; at++) {
                var dice = new Random(scale.seed() * WRITERS + at);
                writers.add(threads.submit(() -> write(plane, edits, dice)));
            }
            for (int at = 1; at <= kills; at++) {
                while (serials.get() < edits * at / (kills + 1)) {
                    followers.get(at % FOLLOWERS).cut();
                    Pause.ms(200);
                }
                killAndStart(plane.replicas().get(at % 2));
            }
            for (var writer : writers) {
                writer.get(PATIENCE_S * 5, TimeUnit.SECONDS);
            }
            for (var replica : plane.replicas()) {
                ControlPlane.awaitHealthy(replica);
            }
            var api = plane.replicas().get(0).api();
            awaitRevision(
                    followers,
                    api.call("GET", "/api/v1/sync", null).path("revision").asLong());
            for (var follower : followers) {
                follower.close();
            }
            return judge(new Account(sql), api, sql, followers, kills);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitRevision(List<Follower> followers, long revision) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (followers.stream().anyMatch(follower -> follower.revision() < revision)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("a follower is at "
                        + followers.stream().map(Follower::revision).toList() + " of " + revision);
            }
            Pause.ms(20);
        }
    }

    private static void killAndStart(Replica replica) throws IOException, InterruptedException {
        ProcessHandle.of(replica.part().processes().findFirst().orElseThrow())
                .orElseThrow()
                .destroyForcibly();
        replica.part().kill();
        replica.part().start();
        ControlPlane.awaitHealthy(replica);
    }

    private void write(ControlPlane plane, int edits, Random dice) {
        int at = dice.nextInt(2);
        while (serials.get() < edits) {
            var answer = edit(plane.replicas().get(at).api(), dice);
            asked.add(answer);
            if (answer.status() == 0 || dice.nextInt(10) == 0) {
                at = 1 - at;
            }
        }
    }

    private Asked edit(Api api, Random dice) {
        int serial = serials.incrementAndGet();
        var trunk = "/api/v1/egress-trunks/told-" + dice.nextInt(OBJECTS);
        var number = "+49891000" + dice.nextInt(OBJECTS);
        var variable = "/api/v1/variables/TOLD_" + dice.nextInt(OBJECTS);
        return switch (dice.nextInt(10)) {
            case 0 -> ask(api, serial, false, "DELETE", trunk + "?force=true", null);
            case 1 -> ask(api, serial, true, "PUT", trunk + "/base-numbers/" + number, null);
            case 2 -> ask(api, serial, true, "DELETE", trunk + "/base-numbers/" + number, null);
            case 3 ->
                ask(api, serial, false, "PUT", "/api/v1/base-numbers/" + number, "{\"name\":\"%d\"}".formatted(serial));
            case 4 -> ask(api, serial, false, "DELETE", "/api/v1/base-numbers/" + number + "?force=true", null);
            case 5 ->
                ask(api, serial, false, "PUT", variable, "{\"type\":\"text\",\"value\":\"%d\"}".formatted(serial));
            case 6 -> ask(api, serial, false, "DELETE", variable, null);
            case 7 -> ask(api, serial, false, "PUT", trunk, trunk(serial, 101));
            case 8 ->
                ask(api, serial, false, "PUT", trunk, trunk(serial, 1), "If-Match", "\"" + dice.nextInt(serial) + "\"");
            default -> ask(api, serial, false, "PUT", trunk, trunk(serial, serial % 100));
        };
    }

    private static String trunk(int serial, int priority) {
        return """
                {"name":"%d","sipUri":"sip:127.0.0.1:5070","enabled":true,"transport":"udp","priority":%d,
                 "authMethod":"digest","authUser":"%d","authPass":"%s","callerIdMode":"passthrough"}""".formatted(serial, priority, serial, SECRET);
    }

    private static Asked ask(
            Api api, int serial, boolean mayBeNone, String method, String path, String body, String... headers) {
        var request = "s10-" + serial;
        var all = new ArrayList<>(List.of("X-Request-Id", request));
        all.addAll(List.of(headers));
        try {
            return new Asked(
                    request,
                    api.send(method, path, body, all.toArray(String[]::new)).statusCode(),
                    mayBeNone);
        } catch (IOException e) {
            return new Asked(request, 0, mayBeNone);
        }
    }

    private Finding judge(Account account, Api api, Connection sql, List<Follower> followers, int kills)
            throws SQLException {
        var untold = asked.stream()
                .filter(one -> one.status() / 100 == 2 && !one.mayBeNone() && account.entriesOf(one.request()) != 1)
                .toList();
        var toldForNothing = asked.stream()
                .filter(one -> one.status() / 100 == 4 && account.entriesOf(one.request()) != 0)
                .toList();
        var twice = asked.stream()
                .filter(one -> account.entriesOf(one.request()) > 1)
                .toList();
        var answers = new TreeMap<Integer, Integer>();
        asked.forEach(one -> answers.merge(one.status(), 1, Integer::sum));
        var present = present(api);
        var differs = new ArrayList<String>();
        account.objects()
                .forEach((object, fields) -> differs.addAll(differences(object, fields, present.remove(object))));
        present.keySet().forEach(object -> differs.add(object + " is there and was never told"));
        var misled = new ArrayList<String>();
        followers.forEach(follower -> misled.addAll(misled(follower, present(api))));
        return new Notes()
                .hold(
                        untold.isEmpty() && twice.isEmpty(),
                        "%d of %,d acknowledged edits without exactly one entry%s",
                        untold.size() + twice.size(),
                        asked.stream().filter(one -> one.status() / 100 == 2).count(),
                        untold.isEmpty() ? "" : " " + untold)
                .hold(
                        toldForNothing.isEmpty(),
                        "%d of %,d refused ones with an entry",
                        toldForNothing.size(),
                        asked.stream().filter(one -> one.status() / 100 == 4).count())
                .say("%d SIGKILLs, %d edits never answered", kills, answers.getOrDefault(0, 0))
                .hold(
                        account.wrong().isEmpty(),
                        "%,d entries in the order of their revisions, each beginning where the one "
                                + "before it ended%s",
                        account.entries(),
                        account.wrong().isEmpty() ? "" : ", but: " + account.wrong())
                .hold(
                        differs.isEmpty(),
                        "%d objects other than the entries say%s",
                        differs.size(),
                        differs.isEmpty() ? "" : " " + differs)
                .hold(canaries(sql) == 0, "%d passwords in them", canaries(sql))
                .hold(
                        misled.isEmpty(),
                        "%d streams of events, from replica to replica: %d changes missed, twice or late%s",
                        followers.stream().mapToInt(Follower::streams).sum(),
                        misled.size(),
                        misled.isEmpty() ? "" : " " + misled)
                .found();
    }

    private static int canaries(Connection sql) throws SQLException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM audit_entry e WHERE e::text LIKE '%" + SECRET + "%'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** All objects as the API shows them, by kind and key. */
    private static Map<String, JsonNode> present(Api api) {
        var present = new HashMap<String, JsonNode>();
        list(api, "egress-trunks")
                .forEach(one -> present.put("trunk " + one.path("trunkId").asText(), one));
        list(api, "base-numbers")
                .forEach(one -> present.put("base_number " + one.path("number").asText(), one));
        list(api, "variables")
                .forEach(one -> present.put("variable " + one.path("name").asText(), one));
        return present;
    }

    private static Iterable<JsonNode> list(Api api, String name) {
        return api.call("GET", "/api/v1/" + name + "?limit=500", null).path("items");
    }

    private static List<String> differences(String object, Map<String, String> told, JsonNode shown) {
        if (shown == null) {
            return List.of(object + " is not there");
        }
        var kind = object.substring(0, object.indexOf(' '));
        var fields =
                switch (kind) {
                    case "trunk" -> List.of("name", "priority", "authUser");
                    case "variable" -> List.of("value");
                    default -> List.of("name");
                };
        var differs = new ArrayList<String>();
        fields.stream()
                .filter(field -> !shown.path(field).asText().equals(told.get(field)))
                .forEach(field -> differs.add(
                        object + ": " + field + " is " + shown.path(field) + ", told was " + told.get(field)));
        var links = String.join(
                " ",
                StreamSupport.stream(shown.path("baseNumbers").spliterator(), false)
                        .map(JsonNode::asText)
                        .sorted()
                        .toList());
        if (kind.equals("trunk") && !links.equals(told.getOrDefault("baseNumbers", ""))) {
            differs.add(object + ": linked to " + links + ", told was " + told.get("baseNumbers"));
        }
        return differs;
    }

    private static List<String> misled(Follower follower, Map<String, JsonNode> present) {
        var wrong = new ArrayList<>(follower.wrong());
        var told = new HashMap<>(follower.told());
        present.forEach((object, shown) -> {
            var key = object.substring(object.indexOf(' ') + 1);
            var last = told.remove(key);
            if (!shown.path("revision").asText().equals(last)) {
                wrong.add(object + " is of revision " + shown.path("revision") + ", told was " + last);
            }
        });
        told.forEach((key, last) -> {
            if (!last.equals("gone")) {
                wrong.add(key + " is gone, told was " + last);
            }
        });
        return wrong;
    }
}
