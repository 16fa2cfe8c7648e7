package io.egress.secrecy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Requests to the API, and all that was answered: status, headers, bodies. */
final class Conversation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;
    private final String serviceItself;
    private final String token;
    private final StringBuffer heard = new StringBuffer();
    private int answers;

    /** @param serviceItself its origin without the web server before it */
    Conversation(String origin, String serviceItself, String token) {
        this.origin = origin;
        this.serviceItself = serviceItself;
        this.token = token;
    }

    /** In the name of the operator. @param headers names and values, in turn */
    HttpResponse<String> ask(String method, String path, String body, String... headers) throws Exception {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(Arrays.asList(headers));
        return heard(privately(method, path, body, all.toArray(String[]::new)));
    }

    /** Without a name of its own; what is answered may hold the secret, for whoever asked. */
    HttpResponse<String> privately(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!Arrays.asList(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The one answer that shows what the service made. */
    JsonNode privatelyAsOperator(String method, String path, String body) throws Exception {
        return JSON.readTree(privately(method, path, body, "Authorization", "Bearer " + token)
                .body());
    }

    HttpResponse<String> heard(HttpResponse<String> answer) {
        heard.append(answer.statusCode())
                .append(answer.headers().map())
                .append(answer.body())
                .append('\n');
        answers++;
        return answer;
    }

    /** Must be 2xx. */
    JsonNode done(String method, String path, String body) throws Exception {
        var answer = ask(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    /** Changes a member to a secret by PATCH, and tries to along with something that breaks a rule. */
    void patched(String path, String member, String secret, String broken) throws Exception {
        var body = "{\"" + member + "\":\"" + secret + "\"}";
        var answer = ask("PATCH", path, body, "Content-Type", MERGE_PATCH);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "PATCH " + path + " was answered " + answer.statusCode() + " " + answer.body());
        }
        ask("PATCH", path, body.replace("}", "," + broken + "}"), "Content-Type", MERGE_PATCH);
        wrongly("PATCH", path, body, secret);
        done("GET", path, null);
    }

    /** All the ways to send a secret wrongly. @param body JSON that holds it as a text */
    void wrongly(String method, String path, String body, String secret) throws Exception {
        var text = "\"" + secret + "\"";
        ask(method, path, body.substring(0, body.indexOf(secret) + secret.length()));
        ask(method, path, body + body);
        ask(method, path, "[" + body + "]");
        ask(method, path, body.replace(text, "[" + text + "]"));
        ask(method, path, body.replace(text, "{\"value\":" + text + "}"));
        ask(method, path, body.replace(text, "\"" + secret + "\\u0000\""));
        ask(method, path, body.replace(text, "\"" + (secret + " ").repeat(70_000 / secret.length()) + "\""));
        ask(method, path, body.replaceFirst("\\{", "{\"unknown\":" + text + ","));
        ask(method, path, body, "Content-Type", "text/plain");
        ask("PROPFIND", path, body);
        ask(method, path + "/nowhere", body);
        heard(privately(method, path, body, "Authorization", "Bearer " + secret));
    }

    /** Listens to a stream of events for as long as the test goes on. */
    void listen(String path) {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .header("Authorization", "Bearer " + token)
                .build();
        http.sendAsync(request, BodyHandlers.ofLines()).thenAccept(answer -> answer.body()
                .forEach(line -> heard.append(line).append('\n')));
    }

    JsonNode contract() throws IOException, InterruptedException {
        return JSON.readTree(askServiceItself("/q/openapi?format=json").body());
    }

    /** For what is for operators alone. */
    HttpResponse<String> askServiceItself(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(serviceItself + path)).build();
        return heard(http.send(request, BodyHandlers.ofString()));
    }

    String heard() {
        return heard.toString();
    }

    int answers() {
        return answers;
    }
}
