package io.egress.status;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.egress.contract.RedisKeys;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.RedisProcess;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of the last calls over a trunk, from what the proxies say in Redis. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class AttemptsTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Inject
    RedisDataSource redis;

    private final String trunkId = "tried-" + COUNTER.incrementAndGet();
    private Instant saved;

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    @BeforeEach
    void saveATrunk() {
        saved = Instant.parse(admin().body("""
                {"name":"Tried","sipUri":"sip:carrier.example","enabled":true,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"passthrough"}""")
                .put("/api/v1/egress-trunks/" + trunkId)
                .then()
                .statusCode(201)
                .extract()
                .path("createdAt"));
    }

    private ValidatableResponse attempts(String query) {
        return admin().get("/api/v1/egress-trunks/" + trunkId + "/attempts" + query)
                .then();
    }

    private void said(String attempt) {
        redis.stream(String.class).xadd(RedisKeys.attempts(trunkId), Map.of("attempt", attempt));
    }

    /** An attempt that began so long after the save. */
    private String attempt(String callId, long after) {
        long start = saved.toEpochMilli() + 1 + after;
        return """
                {"callId":"%s","trunkId":"%s","revision":42,"node":"proxy-1","baseNumber":"+493012345",\
                "callerIdRule":"base_number","carrier":"192.0.2.1:5060","transport":"udp","code":200,"reason":"OK",\
                "endedBy":"agent","startedAt":%d,"tryingAt":%d,"finalAt":%d,"endedAt":%d}""".formatted(callId, trunkId, start, start + 100, start + 3000, start + 63000);
    }

    @Test
    void theNewestComesFirstAsTheProxyToldIt() {
        attempts("").statusCode(200).body("items", empty());
        said(attempt("first", 0));
        said(attempt("second", 5000));
        var shown = attempts("").statusCode(200).body("items.callId", contains("second", "first"));
        shown.body("items[0].node", equalTo("proxy-1"))
                .body("items[0].revision", equalTo(42))
                .body("items[0].baseNumber", equalTo("+493012345"))
                .body("items[0].callerIdRule", equalTo("base_number"))
                .body("items[0].carrier", equalTo("192.0.2.1:5060"))
                .body("items[0].transport", equalTo("udp"))
                .body("items[0].code", equalTo(200))
                .body("items[0].reason", equalTo("OK"))
                .body("items[0].endedBy", equalTo("agent"))
                .body("items[0].cause", equalTo("answered"))
                .body("items[0].side", equalTo("callee"))
                .body(
                        "items[0].startedAt",
                        equalTo(Instant.ofEpochMilli(saved.toEpochMilli() + 5001)
                                .toString()))
                .body("items[0].ringingAt", nullValue());
    }

    @Test
    void aPasswordThatWasRefusedIsToldApartFromACallerWhoWas() {
        var refused = attempt("caller", 0)
                .replace(
                        "\"code\":200,\"reason\":\"OK\",\"endedBy\":\"agent\"",
                        "\"code\":403,\"reason\":\"Forbidden\",\"endedBy\":\"carrier\"");
        said(refused);
        said(refused.replace("\"callId\":\"caller\"", "\"callId\":\"password\"")
                .replace(
                        "\"finalAt\"",
                        "\"challengedAt\":%d,\"challengeCode\":407,\"finalAt\"".formatted(saved.toEpochMilli() + 200)));
        attempts("")
                .body("items.cause", contains("password_refused", "carrier_refuses_caller"))
                .body("items.side", contains("carrier", "carrier"))
                .body("items[0].challengeCode", equalTo(407))
                .body(
                        "items[0].challengedAt",
                        equalTo(Instant.ofEpochMilli(saved.toEpochMilli() + 200).toString()))
                .body("items[1].challengedAt", nullValue());
    }

    @Test
    void whatTheFirstSignOfRingingWasIsTold() {
        said(attempt("early", 0)
                .replace(
                        "\"finalAt\"",
                        "\"ringingAt\":%d,\"ringingCode\":183,\"finalAt\"".formatted(saved.toEpochMilli() + 900)));
        attempts("").body("items[0].ringingCode", equalTo(183));
    }

    @Test
    void asManyAsWereAskedFor() {
        for (int count = 0; count < 25; count++) {
            said(attempt("call-" + count, count));
        }
        attempts("").body("items", hasSize(20));
        attempts("?limit=1").body("items.callId", contains("call-24"));
        attempts("?limit=100").body("items", hasSize(25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1"})
    void aLimitOutOfRangeIsUnreadable(String limit) {
        attempts("?limit=" + limit).statusCode(400).body("errors.pointer", contains("/limit"));
    }

    @Test
    void anEntryThatCanNotBeReadIsPassedOver() {
        said(attempt("good", 0));
        for (var text : new String[] {
            "{",
            "null",
            "{}",
            "7",
            attempt("x", 1).replace("\"code\":200", "\"code\":\"odd\""),
            attempt("x", 1).replace("\"callId\":\"x\",", "")
        }) {
            said(text);
        }
        redis.stream(String.class).xadd(RedisKeys.attempts(trunkId), Map.of("other", "field"));
        attempts("").statusCode(200).body("items.callId", contains("good"));
    }

    @Test
    void anotherTrunkThatOnceHadTheNameIsNotThisOne() {
        said(attempt("before", -60_000));
        said(attempt("other", 0).replace(trunkId, "another"));
        said(attempt("now", 0));
        attempts("").body("items.callId", contains("now"));
    }

    @Test
    void thereAreNoneOfATrunkThatIsNotThere() {
        admin().get("/api/v1/egress-trunks/nobody/attempts")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().get("/api/v1/egress-trunks/" + trunkId + "/attempts").then().statusCode(401);
    }

    @Test
    void whileTheyCanNotBeReadTheAnswerSaysWhenToAskAgain() throws Exception {
        said(attempt("kept", 0));
        var process = RedisProcess.behind(redis);
        process.hang();
        try {
            attempts("")
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"))
                    .contentType("application/problem+json")
                    .body("status", equalTo(503));
        } finally {
            process.goOn();
        }
        attempts("").statusCode(200).body("items.callId", contains("kept"));
        redis.key().del(RedisKeys.attempts(trunkId));
        redis.value(String.class).set(RedisKeys.attempts(trunkId), "no stream");
        attempts("").statusCode(503);
    }
}
