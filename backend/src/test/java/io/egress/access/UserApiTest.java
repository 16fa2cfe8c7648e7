package io.egress.access;

import static io.egress.access.AccessApi.PASSWORD;
import static io.egress.access.AccessApi.browser;
import static io.egress.access.AccessApi.newName;
import static io.egress.access.AccessApi.newTeam;
import static io.egress.access.AccessApi.newUser;
import static io.egress.access.AccessApi.operator;
import static io.egress.access.AccessApi.signIn;
import static io.egress.access.AccessApi.trySignIn;
import static io.egress.access.AccessApi.user;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Admins say who of their team may come in, and as what. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class UserApiTest {
    private static final String USERS = "/api/v1/users";

    @Test
    void anAdminMakesUsersOfTheOwnTeam() {
        var team = newTeam();
        var admin = browser(team, "admin");
        var username = newName("user");
        admin.ask()
                .body(Map.of("username", username, "name", "Ada", "role", "viewer", "password", PASSWORD))
                .post(USERS)
                .then()
                .statusCode(201)
                .header("ETag", not(equalTo(null)))
                .header("Location", containsString("/users/"))
                .body("team", equalTo(team))
                .body("disabled", equalTo(false))
                .body("createdBy", equalTo(admin.username()))
                .body(not(containsString("horse")));
        signIn(username).ask().get("/api/v1/egress-trunks").then().statusCode(200);
        admin.ask().get(USERS).then().statusCode(200).body("items.username", hasItems(username, admin.username()));
        admin.ask()
                .body(user(newName("user"), "default", "viewer"))
                .post(USERS)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/team")));
    }

    @Test
    void everyBrokenRuleIsToldAtOnce() {
        var long129 = "ä".repeat(129);
        operator()
                .body(Map.of(
                        "username", "Ada Lovelace", "role", "operator", "password", long129, "name", "n".repeat(101)))
                .post(USERS)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/name", "/password", "/role", "/username")))
                .body("errors.code", equalTo(List.of("too_long", "too_long", "bad_format", "bad_format")));
        operator()
                .body(Map.of("username", newName("user"), "role", "viewer", "team", "no-such-team"))
                .post(USERS)
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("required", "unknown_team")));
        operator()
                .body(Map.of("username", "eleven-char", "role", "viewer", "password", "eleven-char"))
                .post(USERS)
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("too_short")));
        var asNamed = newName("long-enough-name");
        operator()
                .body(Map.of("username", asNamed, "role", "viewer", "password", asNamed.toUpperCase()))
                .post(USERS)
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("not_allowed")));
    }

    /** bcrypt would look at the first 72 bytes. */
    @Test
    void everyCharacterOfALongPasswordCounts() {
        var username = newName("user");
        var password = "ü".repeat(127);
        operator()
                .body(Map.of("username", username, "role", "viewer", "password", password + "a"))
                .post(USERS)
                .then()
                .statusCode(201);
        trySignIn(username, password + "b").statusCode(401);
        trySignIn(username, password + "a").statusCode(201);
    }

    @Test
    void aNameThatAnotherTeamHasIsTakenAndNothingMoreIsTold() {
        var other = newTeam();
        var username = newUser(other, "viewer");
        var admin = browser(newTeam(), "admin");
        admin.ask()
                .body(Map.of("username", username, "role", "viewer", "password", PASSWORD))
                .post(USERS)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/taken"))
                .body(not(containsString(other)));
        admin.ask()
                .body(Map.of("role", "viewer", "password", PASSWORD))
                .put(USERS + "/" + username)
                .then()
                .statusCode(409);
    }

    @Test
    void whatAnotherTeamHasIsNotThere() {
        var username = newUser(newTeam(), "viewer");
        var admin = browser(newTeam(), "admin");
        admin.ask().get(USERS + "/" + username).then().statusCode(404);
        admin.ask().delete(USERS + "/" + username).then().statusCode(404);
        admin.ask().delete(USERS + "/" + username + "/sessions").then().statusCode(404);
        admin.ask().get(USERS).then().body("items.username", not(hasItem(username)));
        operator().get(USERS + "/" + username).then().statusCode(200);
        operator().queryParam("q", username).get(USERS).then().body("items.username", equalTo(List.of(username)));
    }

    @Test
    void aListIsFilteredSortedAndCounted() {
        var team = newTeam();
        var admin = browser(team, "admin");
        var viewers = List.of(newUser(team, "viewer"), newUser(team, "viewer"), newUser(team, "viewer"));
        operator()
                .body(Map.of("role", "viewer", "disabled", true))
                .put(USERS + "/" + viewers.get(1))
                .then()
                .statusCode(200);
        admin.ask()
                .get(USERS + "?role=viewer&sort=-username&limit=2")
                .then()
                .statusCode(200)
                .body("total", equalTo(3))
                .body("items", hasSize(2))
                .body("nextCursor", notNullValue());
        admin.ask().get(USERS + "?disabled=true").then().body("items.username", equalTo(List.of(viewers.get(1))));
        admin.ask().get(USERS + "?team=default").then().body("total", equalTo(0));
        operator().get(USERS + "?team=" + team).then().body("total", equalTo(4));
        admin.ask().get(USERS + "?rolle=viewer").then().statusCode(400);
    }

    @Test
    void twoWhoEditAtOnceNoticeEachOther() {
        var path = USERS + "/" + newUser("default", "viewer");
        var tag = operator().get(path).then().extract().header("ETag");
        operator()
                .header("If-Match", tag)
                .body(Map.of("role", "editor"))
                .put(path)
                .then()
                .statusCode(200)
                .body("role", equalTo("editor"));
        operator()
                .header("If-Match", tag)
                .body(Map.of("role", "viewer"))
                .put(path)
                .then()
                .statusCode(412);
        operator()
                .header("If-None-Match", "*")
                .body(Map.of("role", "viewer"))
                .put(path)
                .then()
                .statusCode(412);
        operator().header("If-Match", tag).delete(path).then().statusCode(412);
        operator()
                .header("If-Match", tag)
                .body(Map.of("role", "viewer", "password", PASSWORD))
                .put(USERS + "/" + newName("user"))
                .then()
                .statusCode(412);
    }

    @Test
    void aPatchChangesWhatItNames() {
        var user = browser("default", "viewer");
        var path = USERS + "/" + user.username();
        patch(Map.of("name", "Ada"), path)
                .statusCode(200)
                .body("name", equalTo("Ada"))
                .body("role", equalTo("viewer"));
        user.ask().get("/api/v1/session").then().statusCode(200);
        patch("{\"name\":null,\"role\":\"editor\"}", path)
                .statusCode(200)
                .body("name", nullValue())
                .body("role", equalTo("editor"));
        patch("{\"password\":null,\"role\":null,\"username\":null}", path)
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/password", "/role", "/username")));
        patch(Map.of("team", newTeam()), path).statusCode(422).body("errors.code", equalTo(List.of("immutable")));
        patch(Map.of("password", "another " + PASSWORD), path).statusCode(200);
        user.ask().get("/api/v1/session").then().statusCode(401);
        trySignIn(user.username(), "another " + PASSWORD).statusCode(201);
        patch(Map.of("name", "Nobody"), USERS + "/" + newName("user")).statusCode(404);
    }

    private static ValidatableResponse patch(Object change, String path) {
        return operator()
                .contentType("application/merge-patch+json")
                .body(change)
                .patch(path)
                .then();
    }

    @Test
    void aSmallerRoleIsInForceAtOnce() {
        var editor = browser("default", "editor");
        operator()
                .body(Map.of("role", "viewer"))
                .put(USERS + "/" + editor.username())
                .then()
                .statusCode(200);
        editor.ask()
                .body(Map.of("type", "text", "value", "x"))
                .put("/api/v1/variables/TOO_LATE")
                .then()
                .statusCode(403);
        editor.ask().get("/api/v1/variables").then().statusCode(200);
    }

    @Test
    void whoIsKeptOutOrGetsAnotherPasswordOrIsGoneIsSignedOut() {
        for (var change : List.of(
                Map.of("role", "viewer", "disabled", true),
                Map.of("role", "viewer", "password", "another " + PASSWORD))) {
            var user = browser("default", "viewer");
            operator().body(change).put(USERS + "/" + user.username()).then().statusCode(200);
            user.ask().get("/api/v1/session").then().statusCode(401);
            trySignIn(user.username(), PASSWORD)
                    .statusCode(401)
                    .body("detail", equalTo("User name or password is wrong."));
        }
        var gone = browser("default", "viewer");
        operator().delete(USERS + "/" + gone.username()).then().statusCode(204);
        gone.ask().get("/api/v1/session").then().statusCode(401);
        operator().get(USERS + "/" + gone.username()).then().statusCode(404);
        trySignIn(gone.username(), PASSWORD).statusCode(401);
    }

    @Test
    void anAdminSignsAUserOutEverywhere() {
        var team = newTeam();
        var admin = browser(team, "admin");
        var user = browser(team, "viewer");
        admin.ask().delete(USERS + "/" + user.username() + "/sessions").then().statusCode(204);
        user.ask().get("/api/v1/session").then().statusCode(401);
        signIn(user.username());
    }

    @Test
    void theLastAdminOfATeamStaysOne() {
        var team = newTeam();
        var admin = browser(team, "admin");
        var path = USERS + "/" + admin.username();
        newUser(newTeam(), "admin");
        for (var change : List.of(Map.of("role", "editor"), Map.of("role", "admin", "disabled", true))) {
            admin.ask()
                    .body(change)
                    .put(path)
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/locks-out"))
                    .body("detail", containsString("is the last admin of team " + team));
        }
        admin.ask().delete(path).then().statusCode(409);
        admin.ask()
                .body(Map.of("role", "admin", "name", "Still here"))
                .put(path)
                .then()
                .statusCode(200);

        newUser(team, "admin");
        admin.ask().body(Map.of("role", "editor")).put(path).then().statusCode(200);
        admin.ask().get(USERS).then().statusCode(403);
    }
}
