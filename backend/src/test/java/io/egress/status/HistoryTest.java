package io.egress.status;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.contract.RedisKeys;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.RedisProcess;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.XAddArgs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a trunk fared, from what the proxies say in Redis. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class HistoryTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final long SLOT = 300_000;

    @Inject
    RedisDataSource redis;

    private final String trunkId = "fared-" + COUNTER.incrementAndGet();
    private long saved;

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    @BeforeEach
    void saveATrunk() {
        saved = Instant.parse(admin().body("""
                {"name":"Fared","sipUri":"sip:carrier.example","enabled":true,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"passthrough"}""")
                        .put("/api/v1/egress-trunks/" + trunkId)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("createdAt"))
                .toEpochMilli();
    }

    private ValidatableResponse history(String query) {
        return admin().get("/api/v1/egress-trunks/" + trunkId + "/history" + query)
                .then();
    }

    private static long slotOf(long time) {
        return time - time % SLOT;
    }

    /** What a proxy counted in the slot of the save, so many milliseconds after it. */
    private String slot(String node, long after) {
        return """
                {"node":"%s","at":%d,"seconds":300,"since":%d,"peak":3,"limit":10,"owned":1,"passedOverAtCap":1,\
                "answered":4,"busy":0,"no_answer":2,"rejected":0,"carrier_refused":0,"unreachable":0,"cancelled":0,\
                "ringDelays":"40:5"}""".formatted(node, slotOf(saved), saved + after);
    }

    private static Map<String, String> fields(String slot) {
        var fields = new LinkedHashMap<String, String>();
        JsonPath.from(slot).getMap("").forEach((name, value) -> fields.put((String) name, value.toString()));
        return fields;
    }

    private void ended(String slot) {
        redis.stream(String.class).xadd(RedisKeys.history(trunkId), fields(slot));
    }

    private void going(String node, String slot) {
        redis.hash(String.class).hset(RedisKeys.historyOpen(trunkId), node, slot);
    }

    private void registration(long after, String state, String said) {
        redis.stream(String.class).xadd(RedisKeys.registrationLog(trunkId), Map.of("registration", """
                {"node":"proxy-1","at":%d,"state":"%s"%s}""".formatted(
                        saved + after, state, said)));
    }

    @Test
    void nothingHasHappenedYet() {
        var told = history("")
                .statusCode(200)
                .body("slotSeconds", equalTo(300))
                .body("slots", empty())
                .body("registrations", empty());
        var to = Instant.parse(told.extract().path("to"));
        assertEquals(
                slotOf(to.minus(Duration.ofHours(24)).toEpochMilli()),
                Instant.parse(told.extract().path("from")).toEpochMilli());
    }

    @Test
    void whatEndedAndWhatIsGoingOnAreTold() {
        ended(slot("proxy-1", 10));
        history("")
                .body("slots", hasSize(1))
                .body("slots[0].at", equalTo(Instant.ofEpochMilli(slotOf(saved)).toString()))
                .body("slots[0].peakCalls", equalTo(3))
                .body("slots[0].limit", equalTo(10))
                .body("slots[0].passedOverAtCap", equalTo(1))
                .body("slots[0].attempts.answered", equalTo(4))
                .body("slots[0].attempts.no_answer", equalTo(2))
                .body("slots[0].attempts.carrier_refused", equalTo(0))
                .body("slots[0].ringDelay.median", equalTo(1117))
                .body("slots[0].ringDelay.p95", equalTo(1117));
        going(
                "proxy-2",
                slot("proxy-2", 20).replace("\"limit\":10,", "\"limit\":0,").replace("40:5", ""));
        history("")
                .body("slots", hasSize(1))
                .body("slots[0].attempts.answered", equalTo(8))
                .body("slots[0].peakCalls", equalTo(3));
    }

    @Test
    void aSlotThatEndsWhileItIsReadCountsOnce() {
        going("proxy-1", slot("proxy-1", 10).replace("\"answered\":4", "\"answered\":3"));
        ended(slot("proxy-1", 10));
        ended(slot("proxy-1", 10));
        history("").body("slots[0].attempts.answered", equalTo(4));
    }

    @Test
    void aTrunkWithoutCallsThatRangHasNoDelay() {
        ended(slot("proxy-1", 10).replace("40:5", ""));
        history("").body("slots", hasSize(1)).body("slots[0].ringDelay", nullValue());
    }

    @Test
    void onlyTheHoursThatWereAskedForAreTold() {
        long old = Instant.now().minus(Duration.ofHours(3)).toEpochMilli();
        var args = new XAddArgs().id(old + "-0");
        var before = slot("proxy-1", 10).replace("\"at\":" + slotOf(saved), "\"at\":" + slotOf(old));
        redis.stream(String.class).xadd(RedisKeys.history(trunkId), args, fields(before));
        ended(slot("proxy-1", 10));
        history("?hours=1").body("slots", hasSize(1));
        history("?hours=168")
                .body(
                        "slots.at",
                        contains(
                                Instant.ofEpochMilli(slotOf(old)).toString(),
                                Instant.ofEpochMilli(slotOf(saved)).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "169", "-1", "week"})
    void hoursOutOfRangeAreUnreadable(String hours) {
        history("?hours=" + hours).statusCode(400).body("errors.pointer", contains("/hours"));
    }

    @Test
    void theRegistrationsNewestChangeComesFirst() {
        registration(0, "registering", "");
        registration(1000, "failing", ",\"code\":503,\"reason\":\"Service Unavailable\"");
        registration(3000, "registered", ",\"code\":200,\"reason\":\"OK\"");
        history("")
                .body("registrations.state", contains("registered", "failing", "registering"))
                .body("registrations[1].code", equalTo(503))
                .body("registrations[1].reason", equalTo("Service Unavailable"))
                .body("registrations[0].node", equalTo("proxy-1"))
                .body(
                        "registrations[0].at",
                        equalTo(Instant.ofEpochMilli(saved + 3000).toString()))
                .body("registrations[2].code", nullValue());
    }

    @Test
    void whatCanNotBeReadIsPassedOver() {
        ended(slot("proxy-1", 10));
        for (var text : List.of("{", "null", "{}", "7")) {
            going("x" + text, text);
        }
        var other = slot("proxy-2", 10);
        for (var text : List.of(
                other.replace(":300", ":0"),
                other.replace("\"answered\":4", "\"answered\":\"many\""),
                other.replace("40:5", "odd"),
                other.replace("\"node\":\"proxy-2\",", ""))) {
            ended(text);
            going("x" + text, text);
        }
        redis.stream(String.class).xadd(RedisKeys.history(trunkId), Map.of("other", "field"));
        redis.stream(String.class).xadd(RedisKeys.registrationLog(trunkId), Map.of("other", "field"));
        registration(0, "sleeping", "");
        registration(0, "registered", "");
        history("")
                .statusCode(200)
                .body("slots[0].attempts.answered", equalTo(4))
                .body("registrations", hasSize(1));
    }

    @Test
    void anotherTrunkThatOnceHadTheNameIsNotThisOne() {
        ended(slot("proxy-1", -60_000));
        registration(-1, "rejected", "");
        history("").body("slots", empty()).body("registrations", empty());
    }

    @Test
    void thereIsNoneOfATrunkThatIsNotThere() {
        admin().get("/api/v1/egress-trunks/nobody/history")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().get("/api/v1/egress-trunks/" + trunkId + "/history").then().statusCode(401);
    }

    @Test
    void whileItCanNotBeReadTheAnswerSaysWhenToAskAgain() throws Exception {
        ended(slot("proxy-1", 10));
        var process = RedisProcess.behind(redis);
        process.hang();
        try {
            history("").statusCode(503).header("Retry-After", equalTo("5")).contentType("application/problem+json");
        } finally {
            process.goOn();
        }
        history("").statusCode(200).body("slots", hasSize(1));
    }
}
