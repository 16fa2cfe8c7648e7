package io.egress.audit;

import static io.egress.testing.TestActors.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.Owner;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.web.Actor;
import io.egress.web.Role;
import io.egress.web.Way;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An auditor reads who changed what. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class AuditLogTest {
    private static final String AUDIT = "/api/v1/audit";

    @Inject
    Audit audit;

    /** Each test has a team, and so a log, of its own. */
    private String team;

    @BeforeEach
    void makeATeam() {
        team = "audited-" + System.nanoTime();
        Owner.makeTeam(team);
    }

    private RequestSpecification editor() {
        return as("erin", Role.EDITOR, team);
    }

    private RequestSpecification viewer() {
        return as("vera", Role.VIEWER, team);
    }

    private ValidatableResponse log(String parameter, Object value) {
        return viewer().queryParam(parameter, value).get(AUDIT).then();
    }

    private void happened(Kind kind, String key) {
        var somebody = new Actor(team, "ada", Role.ADMIN, Way.TOKEN, "deploy");
        QuarkusTransaction.requiringNew()
                .run(() -> audit.record(Change.of(kind, key, Action.CREATE, null, Difference.none()), somebody));
    }

    private void save(String variable, String value) {
        editor().body(Map.of("type", "text", "value", value))
                .put("/api/v1/variables/" + variable)
                .then();
    }

    @Test
    void theNewestChangeComesFirstWithEverythingThatIsKnownOfIt() {
        save("GREETING", "good morning");
        editor().header("X-Request-Id", "deploy-42")
                .body(Map.of("type", "text", "value", "good evening"))
                .put("/api/v1/variables/GREETING")
                .then()
                .statusCode(200);
        var newest = viewer().get(AUDIT)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.action", contains("update", "create"))
                .body("items[0].actor", equalTo("erin"))
                .body("items[0].way", equalTo("web"))
                .body("items[0].tokenName", nullValue())
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("items[0].requestId", equalTo("deploy-42"))
                .body("items[0].kind", equalTo("variable"))
                .body("items[0].key", equalTo("GREETING"))
                .body(
                        "items[0].changes",
                        equalTo(List.of(Map.of("field", "value", "from", "good morning", "to", "good evening"))))
                .body(
                        "items[1].changes",
                        equalTo(List.of(
                                Map.of("field", "type", "to", "text"), Map.of("field", "value", "to", "good morning"))))
                .extract()
                .jsonPath();
        assertEquals(
                viewer().get("/api/v1/variables/GREETING").path("revision"), newest.<Integer>get("items[0].revision"));
        viewer().get(AUDIT + "/" + newest.getLong("items[0].id"))
                .then()
                .statusCode(200)
                .body("", equalTo(newest.get("items[0]")));
    }

    @Test
    void pagesStayWhatTheyAreWhileChangesGoOn() {
        for (int at = 0; at < 7; at++) {
            save("V" + at, "x");
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var asked = viewer().queryParam("limit", 2);
            var page = (cursor == null ? asked : asked.queryParam("cursor", cursor))
                    .get(AUDIT)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.key"));
            cursor = page.getString("nextCursor");
            save("LATER", Integer.toString(seen.size()));
        } while (cursor != null);
        String first = log("limit", 2).extract().path("nextCursor");
        viewer().queryParam("cursor", first)
                .queryParam("kind", "trunk")
                .get(AUDIT)
                .then()
                .statusCode(400)
                .body("errors.code", contains("bad_cursor"));
        assertEquals(List.of("V6", "V5", "V4", "V3", "V2", "V1", "V0"), seen);
    }

    @Test
    void whatIsOfInterestCanBeAskedFor() {
        save("ONE", "1");
        var between = Instant.now();
        save("TWO", "2");
        editor().delete("/api/v1/variables/TWO").then().statusCode(204);
        happened(Kind.TRUNK, "one-trunk");

        log("kind", "variable").body("items.key", contains("TWO", "TWO", "ONE"));
        log("key", "TWO").body("items.action", contains("delete", "create"));
        log("action", "delete").body("items.key", contains("TWO"));
        log("actor", "ada").body("items.key", contains("one-trunk"));
        log("tokenName", "deploy").body("items.key", contains("one-trunk")).body("items.tokenName", contains("deploy"));
        log("way", "token").body("items.key", contains("one-trunk")).body("items.address", contains(nullValue()));
        log("q", "ONE").body("items.key", contains("one-trunk", "ONE"));
        log("q", "DEPLO").body("items.key", contains("one-trunk"));
        log("q", "O%E").body("items", empty());
        log("since", between.toString()).body("items.key", contains("one-trunk", "TWO", "TWO"));
        log("until", between.toString()).body("items.key", contains("ONE"));
        int revision = log("key", "ONE").extract().path("items[0].revision");
        log("revision", revision).body("items.key", contains("ONE"));
        String request = log("key", "ONE").extract().path("items[0].requestId");
        log("requestId", request).body("items.key", contains("ONE"));
        viewer().queryParam("kind", "variable")
                .queryParam("action", "create")
                .queryParam("key", "TWO")
                .get(AUDIT)
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void whatCanNotBeReadInAQueryIsToldAtOnce() {
        viewer().queryParam("kind", "trunks")
                .queryParam("way", "ssh")
                .queryParam("since", "yesterday")
                .queryParam("revision", "last")
                .queryParam("key", "a\0b")
                .get(AUDIT)
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/kind", "/way", "/since", "/revision", "/key"));
        log("cursor", "bm90IGEgbnVtYmVy").statusCode(400).body("errors.pointer", contains("/cursor"));
        log("limit", 501).statusCode(400);
    }

    @Test
    void whatIsSaidOfPeopleIsForAdmins() {
        happened(Kind.TRUNK, "acme");
        for (var kind : List.of(Kind.USER, Kind.TOKEN, Kind.SESSION, Kind.TEAM, Kind.KEYS)) {
            happened(kind, "whoever");
        }
        var everything = as("ada", Role.ADMIN, team)
                .get(AUDIT)
                .then()
                .body("items", hasSize(6))
                .extract()
                .jsonPath();
        viewer().get(AUDIT).then().body("items.kind", contains("trunk"));
        editor().get(AUDIT).then().body("items.kind", contains("trunk"));
        log("kind", "user").body("items", empty());
        int session = everything.getInt("items.find { it.kind == 'session' }.id");
        as("ada", Role.ADMIN, team).get(AUDIT + "/" + session).then().statusCode(200);
        viewer().get(AUDIT + "/" + session).then().statusCode(404);
    }

    @Test
    void anotherTeamsLogIsNotThere() {
        save("OURS", "1");
        int id = log("key", "OURS").extract().path("items[0].id");
        as("sam", Role.ADMIN, "default")
                .queryParam("key", "OURS")
                .get(AUDIT)
                .then()
                .body("items", empty());
        as("sam", Role.ADMIN, "default").get(AUDIT + "/" + id).then().statusCode(404);
    }

    @Test
    void theContractNamesEveryKindAndAction() {
        var entry = as("vera", Role.VIEWER, team)
                .queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .extract()
                .jsonPath()
                .<Map<String, Map<String, Object>>>get("components.schemas.AuditEntry.properties");
        assertEquals(
                Arrays.stream(Kind.values()).map(Kind::wireName).toList(),
                entry.get("kind").get("enum"));
        assertEquals(
                Arrays.stream(Action.values()).map(Action::wireName).toList(),
                entry.get("action").get("enum"));
        assertEquals(
                Arrays.stream(Way.values()).map(Way::wireName).toList(),
                entry.get("way").get("enum"));
    }

    @Test
    void whatFollowsFromAChangeHasItsRevision() {
        editor().body(Map.of("number", "+49421" + System.nanoTime() % 10_000_000))
                .post("/api/v1/base-numbers");
        String number = viewer().get("/api/v1/base-numbers").path("items[0].number");
        var trunkId = "followed-" + System.nanoTime();
        editor().body("""
                {"name":"Acme","sipUri":"sip:sip.acme.example","enabled":true,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"passthrough"}""").put("/api/v1/egress-trunks/" + trunkId).then().statusCode(201);
        editor().put("/api/v1/base-numbers/" + number + "/egress-trunks/" + trunkId)
                .then()
                .statusCode(204);
        int revision = viewer().get("/api/v1/egress-trunks/" + trunkId).path("revision");
        log("revision", revision)
                .body("items.key", contains(number))
                .body("items[0].changes", equalTo(List.of(Map.of("field", "egressTrunks", "added", List.of(trunkId)))));
    }
}
