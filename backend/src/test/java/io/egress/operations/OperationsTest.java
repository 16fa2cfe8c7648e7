package io.egress.operations;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.contract.RedisKeys;
import io.egress.testing.Patience;
import io.egress.testing.PostgresProcess;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.RedisProcess;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whoever is paged sees. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class OperationsTest {
    private static final String NODE = RedisKeys.node("proxy-watched");
    private static final String CALLS = RedisKeys.calls("proxy-watched");

    @Inject
    RedisDataSource redis;

    @Inject
    EntityManager entities;

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    /** The value of a figure, by its name and labels as Prometheus writes them. */
    private static Optional<Double> figure(String name) {
        return given().accept("text/plain")
                .get("/q/metrics")
                .asString()
                .lines()
                .map(line -> line.replace(",}", "}"))
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> Double.valueOf(line.substring(name.length() + 1)));
    }

    private static void becomes(String name, double value) throws Exception {
        Patience.await(name + " is " + value, () -> figure(name).equals(Optional.of(value)));
    }

    private static Map<String, Object> publishing() {
        return JsonPath.from(given().get("/q/health/ready").asString())
                .getMap("checks.find { it.name == 'Publishing' }.data");
    }

    @AfterEach
    void stopTheProxy() {
        redis.key().del(NODE, CALLS);
    }

    @Test
    void aServiceThatHasAllItNeedsIsReadyAndTellsHowFarPublishingIs() throws Exception {
        var revision = admin().body(Map.of("number", "+4930700002"))
                .post("/api/v1/base-numbers")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("revision");
        becomes("egress_publish_lag_revisions", 0);
        Patience.await(
                "it is published", () -> figure("egress_published_revision").orElseThrow() >= revision);
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        assertEquals("answers", publishing().get("redis"));
        assertTrue(figure("egress_revision").orElseThrow() >= revision);
        assertTrue(figure("egress_publish_duration_seconds_count").orElseThrow() >= 1);
    }

    @Test
    void withoutRedisTheServiceIsReadyAndDegraded() throws Exception {
        var process = RedisProcess.behind(redis);
        process.kill();
        becomes("egress_redis_up", 0);
        admin().body(Map.of("number", "+4930700003"))
                .post("/api/v1/base-numbers")
                .then()
                .statusCode(201);
        Patience.await("publishing lags", () -> "degraded".equals(publishing().get("state")));
        assertEquals("does not answer", publishing().get("redis"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        assertTrue(figure("egress_publish_lag_revisions").orElseThrow() >= 1);
        process.startAgain();
        becomes("egress_publish_lag_revisions", 0);
        Patience.await("it is well", () -> "ok".equals(publishing().get("state")));
    }

    @Test
    void whenRedisHangsItIsAwayAndNobodyWaits() throws Exception {
        var process = RedisProcess.behind(redis);
        process.hang();
        try {
            becomes("egress_redis_up", 0);
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            process.goOn();
        }
        becomes("egress_redis_up", 1);
    }

    @Test
    void whenPostgresqlHangsTheServiceIsAliveAndNotReady() throws Exception {
        var process = PostgresProcess.behind(entities);
        process.hang();
        try {
            becomes("egress_postgresql_up", 0);
            given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'PostgreSQL' }.status", equalTo("DOWN"));
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            process.goOn();
        }
        Patience.await("it is ready", () -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aProxyTellsHowFarItIsAndWhatItCounted() throws Exception {
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-watched");
        redis.value(String.class).setex(NODE, 60, """
                {"node":"proxy-watched","epoch":"e","revision":7,"seenAt":1763900000000,"startedAt":1763890000000,"draining":true,"contract":2,
                 "refused":[{"kind":"trunk","key":"acme","revision":41,"reason":"host is none"}],"notReady":[],
                 "counters":{"calls":12,"attempts":{"answered":9,"5xx":2},
                 "refusals":{"no-trunk":3,"a name that\\nbreaks lines":1,"cap-reached":null},"later":{}}}""");
        redis.value(String.class).setex(CALLS, 60, "{\"acme\":2,\"kestrel\":1}");
        becomes("egress_applied_revision{node=\"proxy-watched\"}", 7);
        becomes("egress_refused_rows{node=\"proxy-watched\"}", 1);
        becomes("egress_node_draining{node=\"proxy-watched\"}", 1);
        becomes("egress_calls_now{node=\"proxy-watched\"}", 3);
        becomes("egress_calls_total{node=\"proxy-watched\"}", 12);
        becomes("egress_attempts_total{node=\"proxy-watched\",outcome=\"5xx\"}", 2);
        becomes("egress_refusals_total{node=\"proxy-watched\",reason=\"no-trunk\"}", 3);
        assertTrue(figure("egress_node_seen_seconds{node=\"proxy-watched\"}").orElseThrow() > 1_000_000);
        assertFalse(given().get("/q/metrics").asString().contains("breaks"));

        stopTheProxy();
        Patience.await("it is forgotten", () -> figure("egress_applied_revision{node=\"proxy-watched\"}")
                .isEmpty());
        assertEquals(Optional.empty(), figure("egress_refusals_total{node=\"proxy-watched\",reason=\"no-trunk\"}"));
    }

    @Test
    void whatAProxyCountsIsThereFromTheStart() throws Exception {
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-watched");
        redis.value(String.class)
                .setex(
                        NODE,
                        60,
                        "{\"node\":\"proxy-watched\",\"revision\":7,\"seenAt\":1763900000000,\"startedAt\":1763890000500}");
        becomes("egress_node_start_time_seconds{node=\"proxy-watched\"}", 1763890000.5);
        becomes("egress_attempts_total{node=\"proxy-watched\",outcome=\"silence\"}", 0);
        becomes("egress_refusals_total{node=\"proxy-watched\",reason=\"trunk-not-ready\"}", 0);
    }

    @Test
    void trunksAreCountedByTheirStatus() throws Exception {
        var before = figure("egress_trunks{status=\"disabled\"}").orElse(0.0);
        admin().body("""
                {"name":"Off","sipUri":"sip:carrier.example","enabled":false,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"passthrough"}""").put("/api/v1/egress-trunks/counted-and-off").then().statusCode(201);
        Patience.await(
                "it is counted",
                () -> figure("egress_trunks{status=\"disabled\"}").orElse(0.0) > before);
    }

    private static void save(String trunkId, String more) {
        admin().body("""
                {"name":"Watched","sipUri":"sip:carrier.example","enabled":true,"callerIdMode":"passthrough",%s}""".formatted(more))
                .put("/api/v1/egress-trunks/" + trunkId)
                .then()
                .statusCode(201);
    }

    @Test
    void registrationsAreCountedByTheirStateAndTrunksThatHaveAllTheCallsThatTheyMay() throws Exception {
        save("counted-registers", """
                "transport":"udp","authMethod":"registration","authUser":"bot","authPass":"told nobody\"""");
        save("counted-full", "\"transport\":\"udp\",\"authMethod\":\"ip_only\",\"maxConcurrentCalls\":2");
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-watched");
        redis.value(String.class)
                .setex(NODE, 60, "{\"node\":\"proxy-watched\",\"revision\":7,\"seenAt\":1763900000000}");
        redis.value(String.class).setex(CALLS, 60, "{\"counted-full\":2}");
        redis.hash(String.class).hset(RedisKeys.REGISTRATIONS, "counted-registers", """
                {"node":"proxy-watched","revision":7,"state":"rejected","code":403,"reason":"Forbidden","tries":3,
                 "changedAt":1763900000000}""");
        becomes("egress_registrations{state=\"rejected\"}", 1);
        becomes("egress_registrations{state=\"registered\"}", 0);
        becomes("egress_trunks_at_limit", 1);
        redis.hash(String.class).hdel(RedisKeys.REGISTRATIONS, "counted-registers");
        admin().delete("/api/v1/egress-trunks/counted-full").then().statusCode(204);
        becomes("egress_trunks_at_limit", 0);
    }

    @Test
    void theVersionIsToldAndIsAFigure() throws Exception {
        var version = Files.readString(Path.of("../VERSION")).strip();
        admin().get("/api/v1/about").then().statusCode(200).body("version", equalTo(version));
        assertEquals(Optional.of(1.0), figure("egress_build_info{version=\"" + version + "\"}"));
    }

    @Test
    void requestsAreTimedByOperationAndStatus() throws Exception {
        admin().get("/api/v1/base-numbers").then().statusCode(200);
        admin().get("/api/v1/base-numbers/nobody").then().statusCode(404);
        admin().get("/api/v1/nothing/at/all").then().statusCode(404);
        for (var labels : new String[] {
            "operation=\"listBaseNumbers\",status=\"200\"",
            "operation=\"getBaseNumber\",status=\"404\"",
            "operation=\"none\",status=\"404\""
        }) {
            Patience.await(
                    labels,
                    () -> figure("egress_api_requests_seconds_count{" + labels + "}")
                                    .orElse(0.0)
                            >= 1);
        }
        assertFalse(given().get("/q/metrics").asString().contains("/at/all"));
    }
}
