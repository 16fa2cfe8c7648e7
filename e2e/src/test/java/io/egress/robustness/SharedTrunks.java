package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A few trunks that all writers edit, and the history of what was asked and what was acknowledged. */
final class SharedTrunks {
    private static final String PATH = "/api/v1/egress-trunks";

    /** What became of an edit. @param revision 0 unless acknowledged @param status 0 without an answer @param took ns */
    record Edit(int serial, String trunkId, int status, long revision, long took) {
        boolean acknowledged() {
            return revision > 0;
        }

        boolean refused() {
            return status > 0 && !acknowledged();
        }
    }

    private final List<String> ids;
    private final AtomicInteger serials = new AtomicInteger();
    private final Map<Integer, Edit> edits = new ConcurrentHashMap<>();
    private final Map<String, Edit> newest = new ConcurrentHashMap<>();

    SharedTrunks(int count) {
        ids = IntStream.range(0, count).mapToObj(at -> "shared-" + at).toList();
    }

    /** Replaces or patches one of them, by chance. */
    Edit edit(Api api, Random random) {
        return edit(api, ids.get(random.nextInt(ids.size())), random.nextInt(3) == 0 ? "PATCH" : "PUT");
    }

    Edit edit(Api api, String trunkId) {
        return edit(api, trunkId, "PUT");
    }

    private Edit edit(Api api, String trunkId, String method) {
        int serial = serials.incrementAndGet();
        edits.put(serial, new Edit(serial, trunkId, 0, 0, 0));
        var edit = answered(api, serial, trunkId, method);
        edits.put(serial, edit);
        if (edit.acknowledged()) {
            newest.merge(trunkId, edit, (one, other) -> one.revision() > other.revision() ? one : other);
        }
        return edit;
    }

    private static Edit answered(Api api, int serial, String trunkId, String method) {
        long start = System.nanoTime();
        try {
            var answer = api.send(
                    method,
                    PATH + "/" + trunkId,
                    Stamped.request(serial).toString(),
                    "Content-Type",
                    method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
            int status = answer.statusCode();
            return new Edit(
                    serial,
                    trunkId,
                    status,
                    status / 100 == 2
                            ? ControlPlane.json(answer.body()).path("revision").asLong()
                            : 0,
                    System.nanoTime() - start);
        } catch (IOException e) {
            return new Edit(serial, trunkId, 0, 0, System.nanoTime() - start);
        }
    }

    List<String> ids() {
        return ids;
    }

    List<Edit> history() {
        return List.copyOf(edits.values());
    }

    long acknowledged() {
        return edits.values().stream().filter(Edit::acknowledged).count();
    }

    /** The newest acknowledged edit of each trunk so far. */
    Map<String, Edit> newest() {
        return Map.copyOf(newest);
    }

    /** What the API shows that can't be after what had been acknowledged, in words; nothing if all is well. */
    List<String> judge(Api api) throws IOException {
        var before = newest();
        var shown = new TreeMap<String, JsonNode>();
        for (var trunk : ControlPlane.json(
                        api.send("GET", PATH + "?limit=500", null).body())
                .path("items")) {
            shown.put(trunk.path("trunkId").asText(), trunk);
        }
        var wrong = new ArrayList<String>();
        before.forEach((id, acknowledged) ->
                wrong.addAll(judge(id, acknowledged, shown.get(id), trunk -> Stamped.serial(trunk))));
        return wrong;
    }

    /** The same of the rows in Redis. */
    List<String> judge(Map<String, Edit> acknowledged, Map<String, String> rows) throws IOException {
        var wrong = new ArrayList<String>();
        for (var entry : acknowledged.entrySet()) {
            var row = rows.get(entry.getKey());
            wrong.addAll(judge(
                    entry.getKey(),
                    entry.getValue(),
                    row == null ? null : ControlPlane.json(row),
                    Stamped::serialOfRow));
        }
        return wrong;
    }

    private interface Reading {
        int serial(JsonNode trunk);
    }

    private List<String> judge(String id, Edit acknowledged, JsonNode shown, Reading reading) {
        if (shown == null) {
            return List.of("lost: " + id + " is not there");
        }
        int serial = reading.serial(shown);
        long revision = shown.path("revision").asLong();
        if (serial == Stamped.TORN) {
            return List.of("torn: " + shown);
        }
        if (revision < acknowledged.revision()) {
            return List.of("lost: " + acknowledged + ", there is edit " + serial + " of revision " + revision);
        }
        var edit = edits.get(serial);
        if (edit == null
                || !edit.trunkId().equals(id)
                || edit.refused()
                || edit.acknowledged() && edit.revision() != revision) {
            return List.of("never so acknowledged: " + edit + " stands at revision " + revision);
        }
        return List.of();
    }
}
