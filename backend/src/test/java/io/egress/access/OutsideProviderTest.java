package io.egress.access;

import static io.egress.access.AccessApi.browser;
import static io.egress.access.AccessApi.newTeam;
import static io.egress.access.AccessApi.operator;
import static io.egress.access.AccessApi.with;
import static io.egress.access.IdentityProvider.base64;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.access.IdentityProvider.Key;
import io.egress.access.IdentityProvider.Said;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** People of a company come in with the token that its identity provider gave them. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
@QuarkusTestResource(value = IdentityProvider.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutsideProviderTest {
    private static final String SESSION = "/api/v1/session";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static ValidatableResponse ask(String token) {
        return with(token)
                .header("X-Forwarded-For", AccessApi.newAddress())
                .get(SESSION)
                .then();
    }

    private static void refused(String token) {
        ask(token)
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unauthorized"));
    }

    private static ValidatableResponse forbidden(Map<String, Object> claims) {
        return ask(new Said(IdentityProvider.issuer(), IdentityProvider.AUDIENCE, PATIENCE, claims).signed())
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    @Order(1)
    void whileTheProviderIsAwayTheOthersComeInAsEver() {
        ask(Said.of("default", "viewer").signed())
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("detail", containsString("identity provider does not answer"));
        operator().get(SESSION).then().statusCode(200);
        var admin = browser(newTeam(), "admin");
        admin.ask().get(SESSION).then().statusCode(200);
        with(AccessApi.newToken(admin, "viewer")).get(SESSION).then().statusCode(200);

        IdentityProvider.comeBack();
        ask(Said.of("default", "viewer").signed()).statusCode(200);
    }

    @Test
    @Order(2)
    void whoHasAGoodTokenIsWhoTheProviderSays() {
        var team = newTeam();
        var token = Said.of(team, "offline_access", "viewer", "egress/admins").signed();
        ask(token)
                .statusCode(200)
                .body("username", equalTo("grace"))
                .body("team", equalTo(team))
                .body("role", equalTo("admin"))
                .body("way", equalTo("oidc"));
        with(token)
                .body(Map.of("type", "text", "value", "x"))
                .put("/api/v1/variables/OUTSIDE")
                .then()
                .statusCode(201)
                .body("createdBy", equalTo("grace"));
        with(token).get("/api/v1/users").then().statusCode(200);
        with(token).get("/api/v1/teams").then().statusCode(403);
        var viewer = Said.of(team, "viewer").signed();
        with(viewer)
                .body(Map.of("type", "text", "value", "x"))
                .put("/api/v1/variables/OUTSIDE")
                .then()
                .statusCode(403);
    }

    @Test
    @Order(2)
    void aTokenThatIsNotForUsOrNotGoodAnyMoreLetsNobodyIn() {
        var good = Said.of("default", "viewer");
        ask(good.signed()).statusCode(200);
        refused(new Said(good.issuer(), good.audience(), Duration.ofMinutes(-5), good.claims()).signed());
        refused(new Said(good.issuer(), "another-api", good.lifetime(), good.claims()).signed());
        refused(new Said("https://elsewhere.example", good.audience(), good.lifetime(), good.claims()).signed());
    }

    @Test
    @Order(2)
    void aTokenThatTheProviderDidNotSignLetsNobodyIn() {
        var good = Said.of("default", "viewer");
        var stranger = Key.fresh();
        refused(good.signed(stranger));
        refused(good.signed(new Key(IdentityProvider.key().id(), stranger.pair())));

        var parts = good.signed().split("\\.");
        var payload = """
                {"iss":"%s","aud":"%s","sub":"0815","exp":%d,"preferred_username":"grace","team":"default","roles":["viewer"]}""".formatted(
                        good.issuer(),
                        good.audience(),
                        Instant.now().plus(good.lifetime()).getEpochSecond());
        var forged = base64(payload.getBytes(StandardCharsets.UTF_8));
        refused(parts[0] + "." + forged + "." + parts[2]);
        for (var algorithm : List.of("none", "None", "HS256")) {
            var header = base64("{\"alg\":\"%s\",\"kid\":\"%s\"}"
                    .formatted(algorithm, IdentityProvider.key().id())
                    .getBytes(StandardCharsets.UTF_8));
            refused(header + "." + forged + ".");
            refused(header + "." + parts[1] + "." + parts[2]);
        }
        refused("no.jwt.atall");
        refused("opaque");
    }

    @Test
    @Order(2)
    void whomNobodyHereKnowsIsToldWhy() {
        var claims = new HashMap<String, Object>(Said.of("default", "viewer").claims());
        claims.put("team", "no-such-team");
        forbidden(claims).body("detail", containsString("names no team"));
        claims.remove("team");
        forbidden(claims).body("detail", containsString("names no team"));
        claims.put("team", List.of("default", newTeam()));
        forbidden(claims).body("detail", containsString("several teams"));
        claims.put("team", List.of("default", "no-such-team"));
        for (var roles :
                List.of(List.of(), List.of("janitor"), List.of("operator"), "janitor", Map.of("viewer", true))) {
            claims.put("roles", roles);
            forbidden(claims).body("detail", containsString("names no role"));
        }
    }

    @Test
    @Order(3)
    void anotherKeyOfTheProviderIsTakenUp() throws InterruptedException {
        var before = Said.of("default", "viewer").signed();
        ask(before).statusCode(200);
        IdentityProvider.rotate();
        var after = Said.of("default", "viewer").signed();
        var end = Instant.now().plus(PATIENCE);
        while (ask(after).extract().statusCode() != 200) {
            assertTrue(Instant.now().isBefore(end), "the new key is not taken up");
            Thread.sleep(100);
        }
        refused(before);
    }
}
