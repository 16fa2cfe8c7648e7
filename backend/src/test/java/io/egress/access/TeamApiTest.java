package io.egress.access;

import static io.egress.access.AccessApi.browser;
import static io.egress.access.AccessApi.newName;
import static io.egress.access.AccessApi.newTeam;
import static io.egress.access.AccessApi.operator;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator says which teams there are. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TeamApiTest {
    private static final String TEAMS = "/api/v1/teams";

    @Test
    void aTeamBeginsWithNothing() {
        var team = newTeam();
        operator()
                .get(TEAMS + "/" + team)
                .then()
                .statusCode(200)
                .body("name", equalTo(team))
                .body("createdBy", equalTo("admin"));
        operator().get(TEAMS + "?limit=500").then().statusCode(200).body("items.name", hasItems("default", team));
        browser(team, "admin")
                .ask()
                .get("/api/v1/egress-trunks")
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    @Test
    void aTeamsNameFollowsARuleAndIsUnique() {
        operator()
                .body(Map.of("name", "Sales Team"))
                .post(TEAMS)
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("bad_format")));
        operator().body("{}").post(TEAMS).then().statusCode(422).body("errors.code", equalTo(List.of("required")));
        operator().body(Map.of("name", newTeam())).post(TEAMS).then().statusCode(409);
        operator().get(TEAMS + "/no-such-team").then().statusCode(404);
    }

    @Test
    void aTeamGoesWhenNothingIsLeftOfIt() {
        var team = newTeam();
        var admin = browser(team, "admin");
        var path = TEAMS + "/" + team;
        var trunk = newName("team-trunk");
        admin.ask()
                .body(Map.of(
                        "name",
                        "Acme",
                        "sipUri",
                        "sip:sip.acme.example",
                        "enabled",
                        true,
                        "transport",
                        "udp",
                        "authMethod",
                        "ip_only",
                        "callerIdMode",
                        "passthrough"))
                .put("/api/v1/egress-trunks/" + trunk)
                .then()
                .statusCode(201);
        operator()
                .delete(path)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/in-use"))
                .body("dependents.kind", equalTo(List.of("user")))
                .body("dependents.id", equalTo(List.of(admin.username())));
        operator().delete("/api/v1/users/" + admin.username()).then().statusCode(204);
        operator().delete(path).then().statusCode(409).body("dependents.id", equalTo(List.of(trunk)));
    }

    @Test
    void anEmptyTeamGoes() {
        var path = TEAMS + "/" + newTeam();
        var tag = operator().get(path).then().extract().header("ETag");
        operator().header("If-Match", "\"1\"").delete(path).then().statusCode(412);
        operator().header("If-Match", tag).delete(path).then().statusCode(204);
        operator().get(path).then().statusCode(404);
    }

    @Test
    void theOperatorsOwnTeamStays() {
        operator().delete(TEAMS + "/default").then().statusCode(409).body("type", equalTo("/problems/locks-out"));
    }
}
