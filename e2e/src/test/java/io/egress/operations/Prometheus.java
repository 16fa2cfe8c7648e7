package io.egress.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Part;
import io.egress.launch.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Debian's Prometheus with the product's alarms; it reads one service, every second. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Part process;

    static String program(String name) {
        return Checkout.ROOT
                .resolve(".parts/watch/debian/usr/bin")
                .resolve(name)
                .toString();
    }

    /** @param service {@code host:port} */
    Prometheus(Path data, String service) throws IOException {
        var home = Files.createDirectories(data.resolve("prometheus"));
        Files.copy(Checkout.PROMETHEUS.resolve("alerts.yml"), home.resolve("alerts.yml"));
        var configuration = Files.writeString(home.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                  - job_name: egress-service
                    metrics_path: /q/metrics
                    static_configs: [{targets: ["%s"]}]
                """.formatted(service));
        process = new Part(
                "prometheus",
                home,
                List.of(
                        program("prometheus"),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + home.resolve("kept"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn"),
                Map.of());
        process.start();
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            // So it says while it starts.
            return answer.statusCode() == 503 ? JSON.missingNode() : JSON.readTree(answer.body());
        } catch (ConnectException e) {
            return JSON.missingNode();
        }
    }

    /** What it says to a query, {@code status} included. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return ask("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    /** The vector that a query gives. */
    JsonNode values(String expression) throws IOException, InterruptedException {
        return query(expression).at("/data/result");
    }

    /** The values that a label has. */
    TreeSet<String> labels(String label, String figure) throws IOException, InterruptedException {
        var values = new TreeSet<String>();
        values(figure)
                .forEach(series -> values.add(series.at("/metric/" + label).asText()));
        return values;
    }

    /** Each rule, with its {@code health}. */
    List<JsonNode> rules() throws IOException, InterruptedException {
        return ask("/api/v1/rules").findValues("rules").stream()
                .flatMap(group -> StreamSupport.stream(group.spliterator(), false))
                .toList();
    }

    @Override
    public void close() {
        process.stop();
    }
}
