package io.egress.access;

import static io.restassured.RestAssured.given;

import io.egress.testing.RealPostgresAndRedis;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The API as people and scripts of several teams use it, each of them in a single test. */
final class AccessApi {
    static final String PASSWORD = "correct horse battery staple";
    static final String COOKIE = "__Host-egress_session";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private AccessApi() {}

    /** Somebody's browser. */
    record Browser(String username, String cookie, String csrfToken) {
        /** As the page asks. */
        RequestSpecification ask() {
            return askWithout().header("X-CSRF-Token", csrfToken);
        }

        /** As another site's page could make the browser ask. */
        RequestSpecification askWithout() {
            return json().cookie(COOKIE, cookie);
        }
    }

    static RequestSpecification json() {
        return given().contentType("application/json").urlEncodingEnabled(false);
    }

    static RequestSpecification operator() {
        return with(RealPostgresAndRedis.TOKEN);
    }

    static RequestSpecification with(String token) {
        return json().auth().oauth2(token);
    }

    static String newName(String kind) {
        return kind + "-" + COUNTER.incrementAndGet();
    }

    /** From where nobody called before. */
    static String newAddress() {
        int count = COUNTER.incrementAndGet();
        return "10.%d.%d.%d".formatted(count >> 16 & 255, count >> 8 & 255, count & 255);
    }

    static String newTeam() {
        var name = newName("team");
        operator().body(Map.of("name", name)).post("/api/v1/teams").then().statusCode(201);
        return name;
    }

    static Map<String, Object> user(String username, String team, String role) {
        return new HashMap<>(Map.of("username", username, "team", team, "role", role, "password", PASSWORD));
    }

    static String newUser(String team, String role) {
        var username = newName(role);
        operator().body(user(username, team, role)).post("/api/v1/users").then().statusCode(201);
        return username;
    }

    static ValidatableResponse trySignIn(String username, String password) {
        return json().body(Map.of("username", username, "password", password))
                .post("/api/v1/session")
                .then();
    }

    static Browser signIn(String username) {
        var answer = trySignIn(username, PASSWORD).statusCode(201).extract();
        return new Browser(username, answer.cookie(COOKIE), answer.path("csrfToken"));
    }

    static Browser browser(String team, String role) {
        return signIn(newUser(team, role));
    }

    /** An API token of the team, made by an admin of it. */
    static String newToken(Browser admin, String role) {
        return admin.ask()
                .body(Map.of("name", newName("token"), "role", role))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }
}
