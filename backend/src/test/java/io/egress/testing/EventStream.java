package io.egress.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A browser's end of a stream of server-sent events (HTML Standard §9.2), as far as the service uses them. */
public final class EventStream implements AutoCloseable {
    private static final long PATIENCE_S = 30;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new ArrayList<>();
    private String lastEventId;
    private Long retry;
    private boolean ended;

    /** @param id the last that the stream named so far */
    public record Event(String id, String name, JsonNode data) {
        public String text(String member) {
            return data.path(member).asText();
        }

        public boolean is(String wantedName, String key) {
            return name.equals(wantedName)
                    && (text("id").equals(key) || text("trunkId").equals(key));
        }
    }

    private EventStream(String actor, String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/events"))
                .header("X-Test-Actor", actor)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the stream can't be opened: " + response.statusCode());
        }
        this.lastEventId = lastEventId;
        var reader = new Thread(this::read, "event stream");
        reader.setDaemon(true);
        reader.start();
    }

    public static EventStream of(String name, String role, String team) {
        return new EventStream(TestActors.header(name, role, team), null);
    }

    /** Comes back as somebody who left after an event. */
    public static EventStream again(String name, String role, String team, String lastEventId) {
        return new EventStream(TestActors.header(name, role, team), lastEventId);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = null;
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (name != null) {
                        add(name, data.toString());
                    }
                    name = null;
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.startsWith("id:")) {
                    synchronized (this) {
                        lastEventId = line.substring(3).strip();
                    }
                } else if (line.startsWith("retry:")) {
                    synchronized (this) {
                        retry = Long.parseLong(line.substring(6).strip());
                    }
                }
            }
        } catch (IOException e) {
            // Broken off, by whichever side.
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void add(String name, String data) throws JsonProcessingException {
        events.add(new Event(lastEventId, name, JSON.readTree(data)));
        notifyAll();
    }

    /** All so far. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    public synchronized String lastEventId() {
        return lastEventId;
    }

    public synchronized Long retry() {
        return retry;
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** Waits, with much patience, for an event; it may have come already. */
    public synchronized Event await(Predicate<Event> wanted) {
        await(() -> events.stream().anyMatch(wanted));
        return events.stream().filter(wanted).findFirst().orElseThrow();
    }

    public Event await(String name, String key) {
        return await(event -> event.is(name, key));
    }

    public synchronized void awaitEnd() {
        await(() -> ended);
    }

    private synchronized void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("waited in vain; there were " + events);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
