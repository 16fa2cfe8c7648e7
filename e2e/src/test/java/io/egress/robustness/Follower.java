package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Somebody who follows events, at one replica and then at another, and notes what was told. */
final class Follower implements AutoCloseable {
    private final Supplier<Api> replicas;
    private final Thread thread = new Thread(this::run, "follower");
    private final Map<String, String> told = new HashMap<>();
    private final Set<String> heard = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private volatile InputStream stream;
    private volatile boolean ended;
    private volatile long revision = -1;
    private String lastEventId;
    private long newest;
    private int streams;

    /** @param replicas where to listen next */
    Follower(Supplier<Api> replicas) {
        this.replicas = replicas;
        thread.setDaemon(true);
        thread.start();
    }

    /** Up to which everything was told. */
    long revision() {
        return revision;
    }

    int streams() {
        return streams;
    }

    /** Of each object that was told of the revision that it has, or {@code gone}. */
    Map<String, String> told() {
        return told;
    }

    /** What was told twice, or in the wrong order, or not at all. */
    List<String> wrong() {
        return wrong;
    }

    /** Breaks the connection, so that another one has to go on. */
    void cut() {
        var open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Broken already.
            }
        }
    }

    private void run() {
        while (!ended) {
            try {
                read(replicas.get());
            } catch (IOException | RuntimeException e) {
                // Killed, or cut: the next one.
                Pause.ms(20);
            }
        }
    }

    private void read(Api api) throws IOException {
        var answer = lastEventId == null
                ? api.open("/api/v1/events")
                : api.open("/api/v1/events", "Last-Event-ID", lastEventId);
        stream = answer.body();
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        streams++;
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String id = lastEventId;
            String name = null;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:") && name != null) {
                    take(name, ControlPlane.json(line.substring(5)));
                    lastEventId = id;
                }
            }
        }
    }

    private void take(String name, JsonNode data) {
        switch (name) {
            case "sync" -> revision = data.path("revision").asLong();
            case "reset" -> {
                if (!data.path("of").asText().equals("status")) {
                    wrong.add("told to read again: " + data);
                }
            }
            case "status" -> {}
            default -> {
                long at = data.path("revision").asLong();
                if (!heard.add(name + data) || at < newest) {
                    wrong.add("twice, or late: " + name + " " + data);
                }
                newest = at;
                told.put(
                        data.path("id").asText(),
                        data.path("deleted").asBoolean()
                                ? "gone"
                                : data.path("revision").asText());
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        cut();
        thread.join(10_000);
    }
}
