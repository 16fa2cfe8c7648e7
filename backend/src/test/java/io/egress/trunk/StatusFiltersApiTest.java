package io.egress.trunk;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.VARIABLES;
import static io.egress.trunk.TrunkApi.ipOnly;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.contract.RedisKeys;
import io.egress.testing.Owner;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.RedisProcess;
import io.egress.testing.TestActors;
import io.egress.web.Role;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An admin with thousands of trunks looks for those that need a look. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class StatusFiltersApiTest {
    private static final AtomicInteger TEAMS = new AtomicInteger();
    private static final String PROXY = RedisKeys.node("proxy-1");
    private static final String CALLS = RedisKeys.calls("proxy-1");

    @Inject
    RedisDataSource redis;

    private final String team = "fleet-" + TEAMS.incrementAndGet();
    private long revision;
    private String epoch;

    private RequestSpecification admin() {
        return TestActors.as("ada", Role.EDITOR, team);
    }

    private String id(String name) {
        return team + "-" + name;
    }

    private void save(String name, Map<String, ?> members) {
        var trunk = ipOnly(id(name));
        trunk.putAll(members);
        revision = admin().body(trunk)
                .post(TRUNKS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("revision");
    }

    private static Map<String, Object> registration(boolean enabled) {
        return Map.of("authMethod", "registration", "authUser", "bot", "authPass", "secret", "enabled", enabled);
    }

    /** Eight trunks: two registered and failing ones, one busy, one unresolvable, one refused, one off, two of TLS. */
    @BeforeEach
    void saveAFleet() throws InterruptedException {
        Owner.makeTeam(team);
        var number = "+4945" + (3_000_000 + TEAMS.get());
        admin().body(Map.of("number", number))
                .post("/api/v1/base-numbers")
                .then()
                .statusCode(201);
        save("busy", Map.of("maxConcurrentCalls", 2, "baseNumbers", List.of(number)));
        save("failing", registration(true));
        save("off", registration(false));
        save("refused", Map.of());
        save("registered", registration(true));
        save("unresolvable", Map.of("maxConcurrentCalls", 3));
        certified("ends", 12);
        certified("stays", 90);
        for (int count = 0; count < 250 && !Long.toString(revision).equals(head("revision")); count++) {
            Thread.sleep(20);
        }
        epoch = head("epoch");
        says(revision);
        redis.hash(String.class)
                .hset(
                        RedisKeys.REGISTRATIONS,
                        Map.of(id("registered"), registers("registered"), id("failing"), registers("failing")));
        redis.value(String.class).set(CALLS, """
                {"%s":2,"%s":2,"of-another-team":5}""".formatted(id("busy"), id("unresolvable")));
    }

    @AfterEach
    void stopTheProxy() {
        redis.key().del(PROXY, CALLS, RedisKeys.REGISTRATIONS);
    }

    private void certified(String name, int days) {
        var variable = name.toUpperCase() + TEAMS.get();
        admin().body(Map.of("name", variable, "type", "secret", "value", Pems.text("rsa-pkcs8")))
                .post(VARIABLES)
                .then()
                .statusCode(201);
        save(name, Map.of("transport", "tls", "authMethod", "tls_mutual", "tlsCertVariable", variable));
        Owner.run("UPDATE variable SET certificate = jsonb_set(certificate::jsonb, '{notAfter}', to_jsonb(to_char("
                + "now() AT TIME ZONE 'UTC' + interval '" + days + " days 1 hour', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))) "
                + "WHERE name = '" + variable + "'");
    }

    private String head(String field) {
        return redis.hash(String.class).hget(NEWEST.head(), field);
    }

    private static String registers(String state) {
        return """
                {"node":"proxy-1","state":"%s","tries":1,"changedAt":1763900000000}""".formatted(state);
    }

    private void says(long itsRevision) {
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-1");
        redis.value(String.class)
                .setex(PROXY, 60, """
                {"node":"proxy-1","epoch":"%s","revision":%d,"seenAt":1763900000000,"contract":2,
                 "refused":[{"kind":"trunk","key":"%s","reason":"port is not from 1 to 65535"}],
                 "notReady":[{"trunkId":"%s","reason":"does not resolve"}]}""".formatted(epoch, itsRevision, id("refused"), id("unresolvable")));
    }

    private ValidatableResponse list(Map<String, ?> query) {
        return admin().queryParams(query).get(TRUNKS).then();
    }

    private List<String> names(Map<String, ?> query) {
        return list(query).statusCode(200).extract().jsonPath().<String>getList("items.trunkId").stream()
                .map(trunkId -> trunkId.substring(team.length() + 1))
                .toList();
    }

    @Test
    void trunksAreFoundByHowTheyFare() {
        for (var filter : List.of(
                Map.entry(Map.of("state", "live"), List.of("busy", "ends", "failing", "registered", "stays")),
                Map.entry(Map.of("state", "not_ready"), List.of("unresolvable")),
                Map.entry(Map.of("state", List.of("refused", "disabled")), List.of("off", "refused")),
                Map.entry(Map.of("state", "pending"), List.of()),
                Map.entry(Map.of("registration", "failing"), List.of("failing")),
                Map.entry(Map.of("registration", List.of("failing", "registered")), List.of("failing", "registered")),
                Map.entry(Map.of("registration", "rejected"), List.of()),
                Map.entry(Map.of("atCap", "true"), List.of("busy")),
                Map.entry(Map.of("atCap", "false", "authMethod", "ip_only"), List.of("refused", "unresolvable")),
                Map.entry(Map.of("certificateExpiresWithin", "30"), List.of("ends")),
                Map.entry(Map.of("certificateExpiresWithin", "11"), List.of()),
                Map.entry(Map.of("certificateExpiresWithin", "90", "state", "live"), List.of("ends", "stays")),
                Map.entry(Map.of("state", "live", "q", "FAIL"), List.of("failing")),
                Map.entry(Map.of("state", "live", "unlinked", "false"), List.of("busy")))) {
            assertEquals(
                    filter.getValue(), names(filter.getKey()), filter.getKey().toString());
        }
        says(revision - 1);
        list(Map.of("state", "pending"))
                .body("items.trunkId", contains(id("stays")))
                .body("total", equalTo(1))
                .body("items[0].status.state", equalTo("pending"));
    }

    @Test
    void pagesGoOnWhereTheyStoodWhileTrunksChangeTheirState() {
        var first = list(Map.of("state", "live", "limit", 2))
                .body("items.trunkId", contains(id("busy"), id("ends")))
                .body("total", equalTo(5))
                .extract();
        admin().contentType("application/merge-patch+json")
                .body("{\"enabled\":false}")
                .patch(TRUNKS + "/" + id("ends"))
                .then()
                .statusCode(200);
        var seen = new ArrayList<String>();
        String cursor = first.path("nextCursor");
        while (cursor != null) {
            var page = list(Map.of("state", "live", "limit", 2, "cursor", cursor))
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.trunkId"));
            cursor = page.path("nextCursor");
        }
        assertEquals(List.of(id("failing"), id("registered"), id("stays")), seen);
        list(Map.of("state", "pending", "limit", 2, "cursor", first.path("nextCursor")))
                .statusCode(400)
                .body("errors.pointer", contains("/cursor"));
    }

    @Test
    void theSummarySaysOfAllWhatTheFiltersFind() {
        admin().get(TRUNKS + "/summary")
                .then()
                .statusCode(200)
                .body("total", equalTo(8))
                .body("enabled", equalTo(7))
                .body(
                        "states",
                        equalTo(Map.of(
                                "live", 5, "pending", 0, "not_ready", 1, "refused", 1, "disabled", 1, "unknown", 0)))
                .body("registrations", equalTo(Map.of("registering", 0, "registered", 1, "failing", 1, "rejected", 0)))
                .body("registrationTrunks", equalTo(2))
                .body("callsNow", equalTo(4))
                .body("atCap", equalTo(1))
                .body("unlinked", equalTo(7))
                .body("certificatesExpiring", equalTo(1));
    }

    @Test
    void anotherTeamHasNothingOfIt() {
        Owner.makeTeam("empty-fleet");
        var other = TestActors.as("vera", Role.VIEWER, "empty-fleet");
        other.get(TRUNKS + "/summary")
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("callsNow", equalTo(0))
                .body("certificatesExpiring", equalTo(0));
        other.queryParam("state", "live").get(TRUNKS).then().statusCode(200).body("items", empty());
    }

    @Test
    void aCertificateOfWhichNothingWasWrittenDownIsReadFromItsValue() {
        var unwritten = "ENDS" + TEAMS.get();
        Owner.run("UPDATE variable SET certificate = NULL WHERE name = '" + unwritten + "'");
        assertEquals(List.of(), names(Map.of("certificateExpiresWithin", "30")));
        assertEquals(List.of("ends"), names(Map.of("certificateExpiresWithin", "36500", "q", "ends")));
    }

    @Test
    void whatIsWrongWithAFilterIsSaidAtOnce() {
        list(Map.of("state", "good", "registration", "lost", "atCap", "often", "certificateExpiresWithin", "soon"))
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/state", "/registration", "/atCap", "/certificateExpiresWithin"));
    }

    @Test
    void whileTheProxiesCanNotBeHeardOnlyWhatNeedsThemIsRefused() throws Exception {
        var process = RedisProcess.behind(redis);
        process.hang();
        try {
            for (var filter :
                    List.of(Map.of("state", "live"), Map.of("registration", "failing"), Map.of("atCap", "true"))) {
                list(filter).statusCode(503).header("Retry-After", equalTo("5")).body("items", nullValue());
            }
            admin().get(TRUNKS + "/summary").then().statusCode(503);
            list(Map.of("certificateExpiresWithin", "30"))
                    .statusCode(200)
                    .body("items.trunkId", contains(id("ends")))
                    .body("items.status.state", everyItem(equalTo("unknown")));
        } finally {
            process.goOn();
        }
        assertEquals(List.of("busy"), names(Map.of("atCap", "true")));
    }

    @Test
    void noTrunkCanBeNamedAsAPathOfTheApiIsNamed() {
        for (var name : List.of("summary", "bulk", "new")) {
            var trunk = ipOnly(name);
            admin().body(trunk)
                    .post(TRUNKS)
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/trunkId"))
                    .body("errors.code", contains("reserved"));
        }
    }
}
