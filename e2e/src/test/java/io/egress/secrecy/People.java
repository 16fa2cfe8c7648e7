package io.egress.secrecy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;

/** What people and scripts show to come in. */
final class People {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION = "/api/v1/session";

    private People() {}

    /** Somebody who is signed in. */
    private record SignedIn(String cookie, String csrfToken) {
        /** The cookie's value, of which the service may keep a digest, and what goes with it. */
        List<Planted> secrets() {
            return List.of(new Planted(cookie.substring(cookie.indexOf('=') + 1), true), new Planted(csrfToken, true));
        }
    }

    private static String user(Conversation api, String password) throws Exception {
        var name = "canary-" + UUID.randomUUID().toString().substring(0, 8);
        api.done("POST", "/api/v1/users", """
                {"username":"%s","role":"editor","password":"%s"}""".formatted(name, password));
        return name;
    }

    private static SignedIn signedIn(Conversation api, String user, String password) throws Exception {
        var answer = api.privately("POST", SESSION, credentials(user, password));
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return new SignedIn(
                cookie, JSON.readTree(answer.body()).path("csrfToken").asText());
    }

    private static String credentials(String user, String password) {
        return "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}";
    }

    static List<Planted> password(Conversation api, String canary) throws Exception {
        var name = user(api, canary);
        var path = "/api/v1/users/" + name;
        var body = "{\"role\":\"viewer\",\"password\":\"" + canary + "\"}";
        api.done("PUT", path, body);
        api.wrongly("PUT", path, body, canary);
        api.wrongly("POST", "/api/v1/users", body, canary);
        api.done("GET", path, null);
        return List.of(Planted.of(canary));
    }

    static List<Planted> patchedPassword(Conversation api, String canary) throws Exception {
        api.patched("/api/v1/users/" + user(api, canary + "-before"), "password", canary, "\"role\":\"nobody\"");
        return List.of(Planted.of(canary));
    }

    static List<Planted> signIn(Conversation api, String canary) throws Exception {
        var name = user(api, canary);
        var secrets = signedIn(api, name, canary).secrets();
        api.wrongly("POST", SESSION, credentials(name, canary), canary);
        return List.of(Planted.of(canary), secrets.get(0), secrets.get(1));
    }

    static List<Planted> session(Conversation api, String canary) throws Exception {
        var password = canary + "-password";
        var session = signedIn(api, user(api, password), password);
        api.heard(api.privately("GET", "/api/v1/egress-trunks", null, "Cookie", session.cookie()));
        api.heard(api.privately(
                "DELETE",
                "/api/v1/egress-trunks/none",
                null,
                "Cookie",
                session.cookie(),
                "X-CSRF-Token",
                session.csrfToken()));
        api.heard(api.privately(
                "DELETE",
                "/api/v1/egress-trunks/none",
                null,
                "Cookie",
                session.cookie(),
                "X-CSRF-Token",
                session.cookie()));
        api.heard(api.privately("GET", "/api/v1/egress-trunks", null, "Cookie", session.cookie() + "x"));
        return session.secrets();
    }

    static List<Planted> presentPassword(Conversation api, String canary) throws Exception {
        return changed(api, canary, canary + "-next", canary);
    }

    static List<Planted> newPassword(Conversation api, String canary) throws Exception {
        return changed(api, canary + "-before", canary, canary);
    }

    private static List<Planted> changed(Conversation api, String from, String to, String canary) throws Exception {
        var session = signedIn(api, user(api, from), from);
        var body = "{\"password\":\"" + from + "\",\"newPassword\":\"" + to + "\"}";
        api.wrongly("PUT", SESSION + "/password", body, canary);
        var answer = api.heard(api.privately(
                "PUT", SESSION + "/password", body, "Cookie", session.cookie(), "X-CSRF-Token", session.csrfToken()));
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("the password was not changed: " + answer.body());
        }
        return List.of(Planted.of(from), Planted.of(to));
    }

    static List<Planted> token(Conversation api, String canary) throws Exception {
        var made = api.privatelyAsOperator("POST", "/api/v1/tokens", "{\"name\":\"canary\",\"role\":\"editor\"}");
        var token = made.path("token").asText();
        api.heard(api.privately("GET", "/api/v1/sync", null, "Authorization", "Bearer " + token));
        api.heard(api.privately("GET", "/api/v1/sync", null, "Authorization", "Bearer " + token + "x"));
        api.done("GET", "/api/v1/tokens/canary", null);
        return List.of(new Planted(token, true));
    }
}
