package io.egress.access;

import static io.egress.access.AccessApi.COOKIE;
import static io.egress.access.AccessApi.PASSWORD;
import static io.egress.access.AccessApi.browser;
import static io.egress.access.AccessApi.newTeam;
import static io.egress.access.AccessApi.newUser;
import static io.egress.access.AccessApi.operator;
import static io.egress.access.AccessApi.signIn;
import static io.egress.access.AccessApi.trySignIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** People sign in with a password; their browser holds a cookie and proves with each change that it is our page that asks. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class SessionApiTest {
    private static final String SESSION = "/api/v1/session";
    private static final String VARIABLE = "/api/v1/variables/";

    @Inject
    AgroalDataSource postgres;

    private static Map<String, String> variable() {
        return Map.of("type", "text", "value", "x");
    }

    @Test
    void theFirstAdminIsMadeByTheSettings() {
        trySignIn("admin", RealPostgresAndRedis.ADMIN_PASSWORD)
                .statusCode(201)
                .body("team", equalTo("default"))
                .body("role", equalTo("admin"))
                .body("way", equalTo("web"));
    }

    @Test
    void theCookieIsForThisHostAloneAndForNoScript() {
        var header = trySignIn(newUser("default", "viewer"), PASSWORD)
                .statusCode(201)
                .extract()
                .header("Set-Cookie");
        var attributes = List.of(header.split(";"));
        assertTrue(attributes.get(0).matches(COOKIE + "=[A-Za-z0-9_-]{43}"), "256 random bits");
        assertEquals(
                List.of("HttpOnly", "Path=/", "SameSite=Strict", "Secure"),
                attributes.stream()
                        .skip(1)
                        .map(String::trim)
                        .filter(attribute -> !attribute.startsWith("Version"))
                        .sorted()
                        .toList());
    }

    @Test
    void whoeverIsSignedInDoesWhatTheRoleAllows() {
        var team = newTeam();
        var editor = browser(team, "editor");
        editor.askWithout()
                .get(SESSION)
                .then()
                .statusCode(200)
                .body("username", equalTo(editor.username()))
                .body("team", equalTo(team))
                .body("role", equalTo("editor"))
                .body("csrfToken", equalTo(editor.csrfToken()))
                .body("expiresAt", notNullValue())
                .header("Cache-Control", equalTo("no-store"));
        editor.ask()
                .body(variable())
                .put(VARIABLE + "MINE")
                .then()
                .statusCode(201)
                .body("createdBy", equalTo(editor.username()));
        editor.ask().get("/api/v1/users").then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        browser(team, "viewer")
                .ask()
                .body(variable())
                .put(VARIABLE + "MINE")
                .then()
                .statusCode(403);
    }

    @Test
    void whatChangesSomethingMustShowTheCsrfToken() {
        var editor = browser("default", "editor");
        var other = browser("default", "editor");
        editor.askWithout()
                .body(variable())
                .put(VARIABLE + "FORGED")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/csrf"));
        editor.askWithout()
                .header("X-CSRF-Token", other.csrfToken())
                .body(variable())
                .put(VARIABLE + "FORGED")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/csrf"));
        editor.askWithout().delete("/api/v1/sessions").then().statusCode(403);
        editor.askWithout().get(VARIABLE + "FORGED").then().statusCode(404);
    }

    /** What a form or a script of another site can send without asking first: no JSON, no header of ours. */
    @Test
    void aFormOfAnotherSiteChangesNothing() throws IOException, InterruptedException {
        var editor = browser("default", "editor");
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            var change = fromAnotherSite(
                    editor, type, "/api/v1/variables", "{\"name\":\"FORGED\",\"type\":\"text\",\"value\":\"x\"}");
            assertTrue(Set.of(403, 415).contains(change.statusCode()), type + ": " + change.statusCode());
            var signIn = fromAnotherSite(
                    editor,
                    type,
                    SESSION,
                    "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(editor.username(), PASSWORD));
            assertEquals(415, signIn.statusCode(), type);
            assertTrue(signIn.headers().firstValue("Set-Cookie").isEmpty());
        }
        editor.ask().get(VARIABLE + "FORGED").then().statusCode(404);
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/api/v1/variables")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    private static HttpResponse<String> fromAnotherSite(
            AccessApi.Browser browser, String type, String path, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                                .header("Cookie", COOKIE + "=" + browser.cookie())
                                .header("Origin", "https://evil.example")
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void nobodyLearnsWhichUsersThereAre() {
        var known = trySignIn(newUser("default", "viewer"), "wrong wrong wrong")
                .statusCode(401)
                .extract();
        var unknown = trySignIn("nobody-of-this-name", "wrong wrong wrong")
                .statusCode(401)
                .extract();
        assertEquals(known.asString(), unknown.asString());
        assertEquals("User name or password is wrong.", known.path("detail"));
        given().contentType("application/json")
                .body("{}")
                .post(SESSION)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/password", "/username")));
    }

    @Test
    void whoSignsOutIsOutAndOnlyThere() {
        var here = browser("default", "viewer");
        var there = signIn(here.username());
        here.ask().delete(SESSION).then().statusCode(204).cookie(COOKIE, equalTo(""));
        here.ask().get(SESSION).then().statusCode(401).body("type", equalTo("/problems/unauthorized"));
        there.ask().get(SESSION).then().statusCode(200);
    }

    @Test
    void whoSignsOutEverywhereIsOutEverywhere() {
        var here = browser("default", "viewer");
        var there = signIn(here.username());
        var somebodyElse = browser("default", "viewer");
        here.ask().delete("/api/v1/sessions").then().statusCode(204);
        here.ask().get(SESSION).then().statusCode(401);
        there.ask().get(SESSION).then().statusCode(401);
        somebodyElse.ask().get(SESSION).then().statusCode(200);
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        var here = browser("default", "viewer");
        var there = signIn(here.username());
        var another = "another " + PASSWORD;
        here.ask()
                .body(Map.of("password", "not the present one", "newPassword", another))
                .put(SESSION + "/password")
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("wrong_password")));
        here.ask()
                .body(Map.of("password", PASSWORD, "newPassword", "short"))
                .put(SESSION + "/password")
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("too_short")));
        there.ask().get(SESSION).then().statusCode(200);

        here.ask()
                .body(Map.of("password", PASSWORD, "newPassword", another))
                .put(SESSION + "/password")
                .then()
                .statusCode(204);
        here.ask().get(SESSION).then().statusCode(200);
        there.ask().get(SESSION).then().statusCode(401);
        trySignIn(here.username(), PASSWORD).statusCode(401);
        trySignIn(here.username(), another).statusCode(201);
    }

    @Test
    void whoHasNoSessionHasNoPasswordToChange() {
        operator()
                .get(SESSION)
                .then()
                .statusCode(200)
                .body("username", equalTo("admin"))
                .body("way", equalTo("operator"))
                .body("csrfToken", nullValue());
        operator()
                .body(Map.of("password", PASSWORD, "newPassword", PASSWORD))
                .put(SESSION + "/password")
                .then()
                .statusCode(403);
        operator().delete(SESSION).then().statusCode(204);
        given().get(SESSION).then().statusCode(401);
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAfterItsTime() throws SQLException {
        var idle = browser("default", "viewer");
        var old = browser("default", "viewer");
        var good = browser("default", "viewer");
        change("last_seen_at = last_seen_at - interval '61 minutes'", idle);
        change("expires_at = expires_at - interval '12 hours'", old);
        idle.ask().get(SESSION).then().statusCode(401);
        old.ask().get(SESSION).then().statusCode(401);
        good.ask().get(SESSION).then().statusCode(200);
        signIn(good.username());
        assertFalse(isKept(idle), "what is over is forgotten at the next sign-in");
        assertTrue(isKept(good));
    }

    @Test
    void theDatabaseHoldsNothingToComeInWith() throws SQLException {
        var user = browser("default", "viewer");
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT u.password || s::text FROM user_account u JOIN session s "
                        + "USING (username) WHERE username = '" + user.username() + "'")) {
            assertTrue(rows.next());
            var kept = rows.getString(1);
            assertTrue(kept.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
            assertFalse(kept.contains(PASSWORD) || kept.contains(user.cookie()) || kept.contains(user.csrfToken()));
        }
    }

    private void change(String assignment, AccessApi.Browser of) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE session SET " + assignment + " WHERE username = '" + of.username() + "'");
        }
    }

    private boolean isKept(AccessApi.Browser of) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM session WHERE username = '" + of.username() + "'")) {
            return rows.next();
        }
    }
}
