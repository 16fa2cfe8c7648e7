package io.egress.access;

import static io.egress.access.AccessApi.browser;
import static io.egress.access.AccessApi.newName;
import static io.egress.access.AccessApi.newTeam;
import static io.egress.access.AccessApi.operator;
import static io.egress.access.AccessApi.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scripts come in with a token that an admin of the team made for them. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TokenApiTest {
    private static final String TOKENS = "/api/v1/tokens";

    @Inject
    AgroalDataSource postgres;

    @Test
    void aTokenIsShownOnceAndDoesWhatItsRoleAllows() {
        var team = newTeam();
        var admin = browser(team, "admin");
        var name = newName("ci");
        var token = admin.ask()
                .body(Map.of("name", name, "role", "editor"))
                .post(TOKENS)
                .then()
                .statusCode(201)
                .header("Location", containsString(TOKENS + "/" + name))
                .header("ETag", notNullValue())
                .body("token", matchesPattern("egt_[A-Za-z0-9_-]{43}"))
                .body("createdBy", equalTo(admin.username()))
                .body("lastUsedAt", nullValue())
                .extract()
                .<String>path("token");

        with(token)
                .get("/api/v1/session")
                .then()
                .statusCode(200)
                .body("team", equalTo(team))
                .body("role", equalTo("editor"))
                .body("way", equalTo("token"))
                .body("tokenName", equalTo(name))
                .body("username", equalTo(admin.username()));
        with(token)
                .body(Map.of("type", "text", "value", "x"))
                .put("/api/v1/variables/BY_SCRIPT")
                .then()
                .statusCode(201);
        with(token).get(TOKENS).then().statusCode(403);
        admin.ask()
                .get(TOKENS + "/" + name)
                .then()
                .statusCode(200)
                .body("token", nullValue())
                .body("lastUsedAt", notNullValue());
        admin.ask()
                .get(TOKENS)
                .then()
                .body("items.name", equalTo(List.of(name)))
                .body("items.token", equalTo(nullList()))
                .body(not(containsString("egt_")));
    }

    private static List<String> nullList() {
        return java.util.Collections.singletonList(null);
    }

    @Test
    void aTokenThatIsDeletedAlteredOrUnknownLetsNobodyIn() {
        var admin = browser(newTeam(), "admin");
        var token = AccessApi.newToken(admin, "viewer");
        with(token).get("/api/v1/session").then().statusCode(200);
        var altered = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
        for (var bad : List.of(altered, "egt_", token.substring(4), "egt_" + "x".repeat(43), "", token + token)) {
            with(bad)
                    .get("/api/v1/session")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"));
        }
        var name = admin.ask().get(TOKENS).then().extract().<String>path("items[0].name");
        admin.ask().delete(TOKENS + "/" + name).then().statusCode(204);
        with(token).get("/api/v1/session").then().statusCode(401);
        admin.ask().get(TOKENS + "/" + name).then().statusCode(404);
    }

    @Test
    void aTokenExpires() throws SQLException {
        var admin = browser(newTeam(), "admin");
        var expires = Instant.now().plus(Duration.ofDays(10)).toString();
        var created = admin.ask()
                .body(Map.of("name", "expiring", "role", "viewer", "expiresAt", expires))
                .post(TOKENS)
                .then()
                .statusCode(201)
                .extract();
        with(created.path("token")).get("/api/v1/session").then().statusCode(200);
        sql("UPDATE api_token SET expires_at = now() WHERE name = 'expiring'");
        with(created.path("token")).get("/api/v1/session").then().statusCode(401);
        admin.ask().get(TOKENS + "/expiring").then().statusCode(200);
    }

    @Test
    void everyBrokenRuleIsToldAtOnce() {
        operator()
                .body(Map.of("name", "CI!", "role", "operator", "expiresAt", "tomorrow"))
                .post(TOKENS)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/expiresAt", "/name", "/role")))
                .body("errors.code", equalTo(List.of("bad_format", "bad_format", "bad_format")));
        operator()
                .body(Map.of("name", "ci", "role", "viewer", "expiresAt", "2020-01-01T00:00:00Z"))
                .post(TOKENS)
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("expired")));
        operator()
                .body(Map.of("name", "ci", "role", "viewer", "expiresAt", "2999-01-01T00:00:00+01:00"))
                .post(TOKENS)
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("out_of_range")));
    }

    @Test
    void aNameIsTakenInItsTeamAlone() {
        var one = browser(newTeam(), "admin");
        var other = browser(newTeam(), "admin");
        var request = Map.of("name", "ci", "role", "viewer");
        one.ask().body(request).post(TOKENS).then().statusCode(201);
        one.ask().body(request).post(TOKENS).then().statusCode(409).body("type", equalTo("/problems/taken"));
        other.ask().get(TOKENS + "/ci").then().statusCode(404);
        other.ask().delete(TOKENS + "/ci").then().statusCode(404);
        other.ask().body(request).post(TOKENS).then().statusCode(201);
    }

    @Test
    void theTokenStaysWhenItsMakerGoes() {
        var team = newTeam();
        AccessApi.newUser(team, "admin");
        var maker = browser(team, "admin");
        var token = AccessApi.newToken(maker, "viewer");
        operator().delete("/api/v1/users/" + maker.username()).then().statusCode(204);
        with(token).get("/api/v1/session").then().statusCode(200).body("username", equalTo(maker.username()));
    }

    @Test
    void itIsWrittenDownOnceAMinuteThatATokenIsUsed() throws SQLException {
        var token = AccessApi.newToken(browser(newTeam(), "admin"), "viewer");
        var name = with(token).get("/api/v1/session").then().extract().<String>path("tokenName");
        sql("UPDATE api_token SET last_used_at = now() - interval '30 seconds' WHERE name = '" + name + "'");
        var before = lastUse(name);
        with(token).get("/api/v1/session").then().statusCode(200);
        assertEquals(before, lastUse(name));
        sql("UPDATE api_token SET last_used_at = now() - interval '61 seconds' WHERE name = '" + name + "'");
        with(token).get("/api/v1/session").then().statusCode(200);
        assertTrue(lastUse(name).isAfter(before));
    }

    private void sql(String statement) throws SQLException {
        try (var connection = postgres.getConnection();
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }

    private Instant lastUse(String name) throws SQLException {
        try (var connection = postgres.getConnection();
                var sql = connection.createStatement();
                var rows = sql.executeQuery("SELECT last_used_at FROM api_token WHERE name = '" + name + "'")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }
}
