package io.egress.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** The REST API, as a script uses it. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    // Vite answers nobody who offers to go on in HTTP/2.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String origin;
    private final String token;

    public Api(String origin, String token) {
        this.origin = origin;
        this.token = token;
    }

    public String origin() {
        return origin;
    }

    /** @param headers names and values in turn, in the place of the usual ones */
    public HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int at = 0; at < headers.length; at += 2) {
            request.setHeader(headers[at], headers[at + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** An answer that goes on: its body as it comes, for whoever closes it. */
    public HttpResponse<InputStream> open(String path, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(origin + path)).header("Authorization", "Bearer " + token);
        for (int at = 0; at < headers.length; at += 2) {
            request.setHeader(headers[at], headers[at + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** @throws LaunchException for any answer but 2xx */
    public JsonNode call(String method, String path, String body) {
        try {
            var response = send(method, path, body);
            if (response.statusCode() / 100 != 2) {
                throw new LaunchException(
                        method + " " + path + " was answered " + response.statusCode() + ": " + response.body());
            }
            return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service is healthy and all proxies route by the newest revision. */
    public void awaitReady(Duration patience, Runnable meanwhile) {
        var end = Instant.now().plus(patience);
        while (!isReady()) {
            meanwhile.run();
            if (Instant.now().isAfter(end)) {
                throw new LaunchException("The product is not ready after " + patience.toSeconds() + " s.");
            }
            pause();
        }
    }

    /** Whether the service can work: what this asks for it reads in PostgreSQL. */
    public boolean isHealthy() {
        try {
            return send("GET", "/api/v1/sync", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isReady() {
        try {
            return "in_sync"
                    .equals(call("GET", "/api/v1/sync", null).path("state").asText());
        } catch (LaunchException | UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }
}
