package io.egress.access;

import static io.egress.access.AccessApi.PASSWORD;
import static io.egress.access.AccessApi.browser;
import static io.egress.access.AccessApi.json;
import static io.egress.access.AccessApi.newAddress;
import static io.egress.access.AccessApi.newName;
import static io.egress.access.AccessApi.newTeam;
import static io.egress.access.AccessApi.newUser;
import static io.egress.access.AccessApi.operator;
import static io.egress.access.AccessApi.with;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever guesses is slowed down, and those who know are not. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class GuessingTest {
    /** More than any limit leaves in the time that a test takes. */
    private static final int MANY = 200;

    private static ValidatableResponse guess(String address, String username, String password) {
        return json().header("X-Forwarded-For", address)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/session")
                .then();
    }

    private static boolean isRefused(ValidatableResponse answer) {
        if (answer.extract().statusCode() != 429) {
            return false;
        }
        answer.body("type", equalTo("/problems/too-many-requests"));
        assertTrue(Integer.parseInt(answer.extract().header("Retry-After")) >= 1);
        return true;
    }

    @Test
    void thePasswordOfOneUserIsNotGuessedFromEverywhere() {
        var username = newUser("default", "viewer");
        int tries = 0;
        do {
            while (!isRefused(guess(newAddress(), username, "wrong wrong wrong"))) {
                assertTrue(++tries < MANY, "nobody stops it");
            }
        } while (!isRefused(guess(newAddress(), username, PASSWORD)));
        guess(newAddress(), newUser("default", "viewer"), PASSWORD).statusCode(201);
    }

    @Test
    void oneAddressDoesNotTryEveryUser() {
        var address = newAddress();
        var username = newUser("default", "viewer");
        int tries = 0;
        do {
            while (!isRefused(guess(address, newName("somebody"), "wrong wrong wrong"))) {
                assertTrue(++tries < MANY, "nobody stops it");
            }
        } while (!isRefused(guess(address, username, PASSWORD)));
        guess(newAddress(), username, PASSWORD).statusCode(201);
    }

    @Test
    void whoKnowsThePasswordMaySignInAsOftenAsNeeded() {
        var username = newUser("default", "viewer");
        var address = newAddress();
        for (int at = 0; at < 12; at++) {
            guess(address, username, PASSWORD).statusCode(201);
        }
    }

    @Test
    void tokensAreNotGuessed() {
        var address = newAddress();
        int tries = 0;
        do {
            while (!isRefused(with(newName("egt_"))
                    .header("X-Forwarded-For", address)
                    .get("/api/v1/session")
                    .then())) {
                assertTrue(++tries < MANY, "nobody stops it");
            }
        } while (!isRefused(operator()
                .header("X-Forwarded-For", address)
                .get("/api/v1/session")
                .then()));
        operator()
                .header("X-Forwarded-For", newAddress())
                .get("/api/v1/session")
                .then()
                .statusCode(200);
    }

    @Test
    void nobodyMakesTokensWithoutEnd() {
        var admin = browser(newTeam(), "admin");
        int made = 0;
        ValidatableResponse answer;
        do {
            assertTrue(++made < MANY, "nobody stops it");
            answer = admin.ask()
                    .body(Map.of("name", newName("token"), "role", "viewer"))
                    .post("/api/v1/tokens")
                    .then();
        } while (!isRefused(answer));
    }

    @Test
    void whoeverIsSaidToComeFromNoAddressIsAnsweredAllTheSame() {
        for (var nonsense : List.of("192.0.2.300", "unknown", "_hidden")) {
            with(newName("egt_"))
                    .header("X-Forwarded-For", nonsense)
                    .get("/api/v1/session")
                    .then()
                    .statusCode(401);
            operator()
                    .header("X-Forwarded-For", nonsense)
                    .get("/api/v1/session")
                    .then()
                    .statusCode(200);
        }
    }
}
