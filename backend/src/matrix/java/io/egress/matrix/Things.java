package io.egress.matrix;

import io.egress.matrix.Client.Answer;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/** Makes what operations are asked about, in the operator's name and team. */
final class Things {
    private static final String API = "/api/v1/";
    private static final String PASSWORD = "a password for the matrix";

    private final Client client;
    private final String operatorToken;
    private final int run = ThreadLocalRandom.current().nextInt(100_000);
    private int counter;

    Things(Client client, String operatorToken) {
        this.client = client;
        this.operatorToken = operatorToken;
    }

    String newName(String prefix) {
        return prefix + run + "-" + ++counter;
    }

    String newNumber() {
        return "+4977%05d%04d".formatted(run, ++counter);
    }

    /** So that another team's lists have something to leave out. */
    void makeOneOfEach(String prefix) throws IOException {
        trunk(prefix);
        user(prefix);
        nameOfToken(prefix);
    }

    String trunk(String prefix) throws IOException {
        var id = newName(prefix);
        make("PUT", "egress-trunks/" + id, """
                {"name":"Acme","sipUri":"sip:sip.acme.example","enabled":false,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"passthrough"}""");
        return id;
    }

    String number() throws IOException {
        var number = newNumber();
        make("POST", "base-numbers", "{\"number\":\"%s\"}".formatted(number));
        return number;
    }

    void link(String trunkId, String number) throws IOException {
        make("PUT", "egress-trunks/" + trunkId + "/base-numbers/" + number.replace("+", "%2B"), null);
    }

    String variable(String name) throws IOException {
        make("PUT", "variables/" + name, "{\"type\":\"text\",\"value\":\"x\"}");
        return name;
    }

    String user(String prefix) throws IOException {
        return user(newName(prefix), "default", "viewer");
    }

    private String user(String name, String team, String role) throws IOException {
        make(
                "POST",
                "users",
                "{\"username\":\"%s\",\"team\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}"
                        .formatted(name, team, role, PASSWORD));
        return name;
    }

    String team(String prefix) throws IOException {
        var name = newName(prefix);
        make("POST", "teams", "{\"name\":\"%s\"}".formatted(name));
        return name;
    }

    String nameOfToken(String prefix) throws IOException {
        var name = newName(prefix);
        make("POST", "tokens", "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(name));
        return name;
    }

    String auditEntry() throws IOException {
        number();
        return make("GET", "audit?limit=1", null).json().at("/items/0/id").asText();
    }

    String token(String role) throws IOException {
        return make("POST", "tokens", "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(newName("s4-"), role))
                .json()
                .get("token")
                .asText();
    }

    /** Of an admin, who makes it in a browser session. */
    String tokenOfAnotherTeam() throws IOException {
        var username = user(newName("s4-"), team("s4-"), "admin");
        var session = good(client.ask(
                "POST",
                API + "session",
                "application/json",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, PASSWORD)));
        var cookie = session.response()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
        return good(client.ask(
                        "POST",
                        API + "tokens",
                        "application/json",
                        "{\"name\":\"s4\",\"role\":\"admin\"}",
                        "Cookie",
                        cookie,
                        "X-CSRF-Token",
                        session.json().get("csrfToken").asText()))
                .json()
                .get("token")
                .asText();
    }

    private Answer make(String method, String path, String body) throws IOException {
        return good(
                client.ask(method, API + path, "application/json", body, "Authorization", "Bearer " + operatorToken));
    }

    private static Answer good(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(
                    answer.response().request().uri() + ": " + answer.status() + " " + answer.body());
        }
        return answer;
    }
}
