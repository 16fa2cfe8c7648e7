package io.egress.status;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.egress.contract.ContractVersion.V1;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.egress.contract.RedisKeys;
import io.egress.testing.Owner;
import io.egress.testing.Patience;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What admins see of the proxies, from what the proxies say in Redis. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class SyncTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Inject
    RedisDataSource redis;

    private final String trunkId = "watched-" + COUNTER.incrementAndGet();
    private long revision;
    private String epoch;

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    @BeforeEach
    void saveATrunk() throws InterruptedException {
        revision = save(true);
        for (int count = 0; count < 250 && !Long.toString(revision).equals(head("revision")); count++) {
            Thread.sleep(20);
        }
        epoch = head("epoch");
    }

    @AfterEach
    void stopTheProxies() {
        redis.key()
                .del(
                        key("proxy-1"),
                        key("proxy-2"),
                        calls("proxy-1"),
                        calls("proxy-2"),
                        calls("proxy-3"),
                        RedisKeys.REGISTRATIONS);
    }

    private long save(boolean enabled) {
        return admin().body("""
                {"name":"Watched","sipUri":"sip:carrier.example","enabled":%s,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"passthrough"}""".formatted(enabled))
                .put("/api/v1/egress-trunks/" + trunkId)
                .then()
                .extract()
                .jsonPath()
                .getLong("revision");
    }

    private String head(String field) {
        return redis.hash(String.class).hget(NEWEST.head(), field);
    }

    private static String key(String node) {
        return RedisKeys.node(node);
    }

    private static String calls(String node) {
        return RedisKeys.calls(node);
    }

    private long register(boolean enabled) {
        return admin().body("""
                {"name":"Watched","sipUri":"sip:4930555@carrier.example","enabled":%s,"transport":"udp",
                 "authMethod":"registration","authUser":"bot","authPass":"secret","callerIdMode":"passthrough"}""".formatted(enabled))
                .put("/api/v1/egress-trunks/" + trunkId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("revision");
    }

    private void ownerSays(String registration) {
        redis.hash(String.class).hset(RedisKeys.REGISTRATIONS, trunkId, registration);
    }

    /** As a proxy writes it every second. */
    private void says(String node, String itsEpoch, long itsRevision, String refused, String notReady) {
        redis.set(String.class).sadd(RedisKeys.NODES, node);
        redis.value(String.class).setex(key(node), 15, """
                {"node":"%s","epoch":"%s","revision":%d,"seenAt":1763900000000,"startedAt":1763890000000,"contract":2,\
                "version":"0.2.0","refused":[%s],"notReady":[%s]}""".formatted(node, itsEpoch, itsRevision, refused, notReady));
    }

    private static ValidatableResponse sync() {
        return admin().get("/api/v1/sync").then().statusCode(200);
    }

    private ValidatableResponse trunk() {
        return admin().get("/api/v1/egress-trunks/" + trunkId).then().statusCode(200);
    }

    @Test
    void withoutAProxyNothingIsInForce() {
        sync().body("state", equalTo("pending"))
                .body("revision", equalTo((int) revision))
                .body("publishedRevision", equalTo((int) revision))
                .body("nodes", empty());
        trunk().body("status.state", equalTo("unknown")).body("status.nodes", equalTo(0));
    }

    @Test
    void aTrunkIsLiveWhenEveryProxyRoutesByIt() {
        says("proxy-2", epoch, revision - 1, "", "");
        says("proxy-1", epoch, revision, "", "");
        sync().body("state", equalTo("pending"))
                .body("nodes.node", contains("proxy-1", "proxy-2"))
                .body("nodes[0].seenAt", equalTo("2025-11-23T12:13:20Z"));
        trunk().body("status.state", equalTo("pending"))
                .body("status.liveOn", equalTo(1))
                .body("status.nodes", equalTo(2));
        says("proxy-2", epoch, revision, "", "");
        sync().body("state", equalTo("in_sync"));
        trunk().body("status.state", equalTo("live")).body("status.liveOn", equalTo(2));
    }

    @Test
    void aProxyThatDrainsSaysSoAndWhatItHasIsInForceOnIt() {
        says("proxy-1", epoch, revision, "", "");
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-2");
        redis.value(String.class).setex(key("proxy-2"), 15, """
                {"node":"proxy-2","epoch":"%s","revision":%d,"seenAt":1763900000000,"startedAt":1763890000000,"draining":true,\
                "contract":2}""".formatted(epoch, revision));
        sync().body("state", equalTo("in_sync")).body("nodes.draining", contains(false, true));
        trunk().body("status.state", equalTo("live"))
                .body("status.liveOn", equalTo(2))
                .body("status.nodes", equalTo(2));
    }

    @Test
    void whereCallsComeFromIsToldAsTheProxySays() {
        says("proxy-1", epoch, revision, "", "");
        redis.value(String.class).setex(key("proxy-2"), 15, """
                {"node":"proxy-2","epoch":"%s","revision":%d,"seenAt":1763900000000,"startedAt":1763890000000,"contract":2,"addresses":[\
                {"transport":"udp","host":"192.0.2.9","port":15060},{"transport":"tls","host":"[2001:db8::9]","port":5061},\
                {"transport":"tcp"},{"transport":"tcp","host":"192.0.2.9"},null],\
                "refused":[],"notReady":[]}""".formatted(epoch, revision));
        sync().body("nodes[0].addresses", empty())
                .body("nodes[1].addresses.transport", contains("udp", "tls"))
                .body("nodes[1].addresses.host", contains("192.0.2.9", "[2001:db8::9]"))
                .body("nodes[1].addresses.port", contains(15060, 5061));
    }

    @Test
    void howFarAProxyIsBehindIsToldInRevisionsAndSeconds() throws InterruptedException {
        says("proxy-1", epoch, revision, "", "");
        sync().body("nodes[0].lag.revisions", equalTo(0)).body("nodes[0].lag.seconds", equalTo(0));
        save(true);
        Thread.sleep(1100);
        save(true);
        sync().body("nodes[0].lag.revisions", equalTo(2)).body("nodes[0].lag.seconds", greaterThanOrEqualTo(1));
        says("proxy-1", "another:1", revision, "", "");
        sync().body("nodes[0].lag", nullValue());
    }

    @Test
    void ofWhatProxiesRefuseATeamHearsOfItsOwn() {
        says("proxy-1", epoch, revision, """
                {"kind":"trunk","key":"%1$s","revision":1,"reason":"x"},{"kind":"number","key":"+49301","reason":"x"},
                {"kind":"trunk","key":"of-nobody \\u0000","reason":"x"}""".formatted(trunkId), """
                {"trunkId":"%s","reason":"x"},{"trunkId":"of-nobody","reason":"x"}""".formatted(trunkId));
        sync().body("nodes[0].refused.key", contains(trunkId)).body("nodes[0].notReady.trunkId", contains(trunkId));
        Owner.makeTeam("others");
        TestActors.as("vera", Role.VIEWER, "others")
                .get("/api/v1/sync")
                .then()
                .statusCode(200)
                .body("nodes[0].refused", empty())
                .body("nodes[0].notReady", empty());
    }

    @Test
    void aProxyOfAnotherEpochDoesNotCount() {
        says("proxy-1", "another:1", revision + 5, "", "");
        sync().body("state", equalTo("pending"));
        trunk().body("status.state", equalTo("pending")).body("status.liveOn", equalTo(0));
    }

    /** As a proxy of the last release, which says neither what it reads nor who made it. */
    private void anOldProxySays(String itsEpoch, long itsRevision) {
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-1");
        redis.value(String.class).setex(key("proxy-1"), 15, """
                {"node":"proxy-1","epoch":"%s","revision":%d,"seenAt":1763900000000}""".formatted(itsEpoch, itsRevision));
    }

    @Test
    void aProxyOfTheLastReleaseIsJudgedByWhatRedisHoldsForIt() throws Exception {
        says("proxy-2", epoch, revision, "", "");
        anOldProxySays("", 0);
        Patience.await("it is served", () -> redis.hash(String.class).hexists(V1.head(), "epoch"));
        sync().body("state", equalTo("pending"))
                .body("nodes.contract", contains(1, 2))
                .body("nodes[0].version", nullValue())
                .body("nodes[1].version", equalTo("0.2.0"));
        anOldProxySays(epoch, revision);
        trunk().body("status.state", equalTo("pending")).body("status.liveOn", equalTo(1));
        anOldProxySays(redis.hash(String.class).hget(V1.head(), "epoch"), revision);
        sync().body("state", equalTo("in_sync"))
                .body("publishedRevision", equalTo((int) revision))
                .body("nodes[0].lag.revisions", equalTo(0));
        trunk().body("status.state", equalTo("live")).body("status.liveOn", equalTo(2));
    }

    @Test
    void aSettingThatAProxyOfTheLastReleaseDoesNotKnowIsNotInForceOnIt() throws Exception {
        anOldProxySays("", 0);
        Patience.await("it is served", () -> redis.hash(String.class).hexists(V1.head(), "epoch"));
        var old = redis.hash(String.class).hget(V1.head(), "epoch");
        for (var timeout : new String[] {"30", "null"}) {
            long saved = admin().contentType("application/merge-patch+json")
                    .body("{\"ringTimeout\":" + timeout + "}")
                    .patch("/api/v1/egress-trunks/" + trunkId)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong("revision");
            anOldProxySays(old, saved);
            says("proxy-2", epoch, saved, "", "");
            boolean isKnown = timeout.equals("null");
            trunk().body("status.state", equalTo(isKnown ? "live" : "pending"))
                    .body("status.liveOn", equalTo(isKnown ? 2 : 1));
            admin().queryParam("q", trunkId)
                    .get("/api/v1/egress-trunks")
                    .then()
                    .body("items[0].status.liveOn", equalTo(isKnown ? 2 : 1));
        }
    }

    @Test
    void aProxyThatReadsWhatThisReleaseDoesNotWriteIsNeverInSync() {
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-1");
        redis.value(String.class).setex(key("proxy-1"), 15, """
                {"node":"proxy-1","epoch":"%s","revision":%d,"seenAt":1763900000000,"contract":99,"version":"9.0.0"}""".formatted(epoch, revision));
        sync().body("state", equalTo("pending"))
                .body("nodes[0].contract", equalTo(99))
                .body("nodes[0].lag", nullValue());
        trunk().body("status.state", equalTo("pending"));
    }

    @Test
    void whyAProxyDoesNotUseATrunkIsSaidInItsWords() {
        says("proxy-1", epoch, revision, "", """
                {"trunkId":"%s","reason":"carrier.example does not resolve"}""".formatted(trunkId));
        trunk().body("status.state", equalTo("not_ready"))
                .body("status.reasons.reason", contains("carrier.example does not resolve"));
        says("proxy-2", epoch, revision, """
                {"kind":"trunk","key":"%s","revision":%d,"reason":"port is not from 1 to 65535"}""".formatted(trunkId, revision), "");
        trunk().body("status.state", equalTo("refused"))
                .body("status.reasons", hasSize(2))
                .body("status.reasons.node", contains("proxy-1", "proxy-2"))
                .body("status.liveOn", equalTo(0));
        sync().body("nodes[1].refused[0].key", equalTo(trunkId)).body("nodes[0].notReady[0].trunkId", equalTo(trunkId));
    }

    @Test
    void aDisabledTrunkIsNothingElse() {
        says("proxy-1", epoch, save(false), "", "");
        trunk().body("status.state", equalTo("disabled")).body("status.reasons", empty());
    }

    @Test
    void whatIsNoReportIsPassedOver() {
        says("proxy-1", epoch, revision, "", "");
        redis.set(String.class).sadd(RedisKeys.NODES, "proxy-2");
        for (var text : new String[] {"{\"node\":", "{}", "null", "7"}) {
            redis.value(String.class).setex(key("proxy-2"), 15, text);
            sync().body("state", equalTo("in_sync")).body("nodes.node", contains("proxy-1"));
        }
        redis.key().del(key("proxy-2"));
        redis.hash(String.class).hset(key("proxy-2"), "node", "proxy-2");
        sync().body("nodes.node", contains("proxy-1"));
        redis.key().del(key("proxy-2"));
        says("proxy-2", epoch, revision, "{},null", "null,{}");
        sync().body("nodes.node", contains("proxy-1", "proxy-2")).body("nodes[1].refused", empty());
        trunk().body("status.state", equalTo("live"));
    }

    @Test
    void callsAreThoseOfAllProxiesThatAreAlive() {
        says("proxy-1", epoch, revision, "", "");
        says("proxy-2", epoch, revision, "", "");
        trunk().body("status.callsNow", equalTo(0));
        redis.value(String.class).set(calls("proxy-1"), "{\"" + trunkId + "\":2,\"another\":7}");
        redis.value(String.class).set(calls("proxy-2"), "{\"" + trunkId + "\":1}");
        redis.value(String.class).set(calls("proxy-3"), "{\"" + trunkId + "\":40}");
        trunk().body("status.callsNow", equalTo(3));
        admin().queryParam("q", trunkId)
                .get("/api/v1/egress-trunks")
                .then()
                .body("items[0].status.callsNow", equalTo(3));
        for (var text : new String[] {"{\"" + trunkId + "\":null}", "{\"" + trunkId + "\":\"x\"}", "[", "null"}) {
            redis.value(String.class).set(calls("proxy-2"), text);
            trunk().body("status.callsNow", equalTo(2)).body("status.state", equalTo("live"));
        }
    }

    @Test
    void aDisabledTrunkStillHasTheCallsThatItHad() {
        says("proxy-1", epoch, save(false), "", "");
        redis.value(String.class).set(calls("proxy-1"), "{\"" + trunkId + "\":2}");
        trunk().body("status.state", equalTo("disabled")).body("status.callsNow", equalTo(2));
    }

    @Test
    void howFarARegistrationIsSaysItsOwner() {
        register(true);
        trunk().body("status.registration", nullValue());
        ownerSays("""
                {"node":"proxy-1","revision":1,"state":"registering","nextAt":1763900300000,"tries":1,\
                "changedAt":1763900000000}""");
        trunk().body("status.registration.state", equalTo("registering")).body("status.registration.code", nullValue());
        ownerSays("""
                {"node":"proxy-1","revision":1,"state":"registered","until":1763900600000,"code":200,"reason":"OK",\
                "nextAt":1763900300000,"tries":1,"changedAt":1763900000000}""");
        trunk().body("status.registration.state", equalTo("registered"))
                .body("status.registration.node", equalTo("proxy-1"))
                .body("status.registration.registeredUntil", equalTo("2025-11-23T12:23:20Z"))
                .body("status.registration.nextTryAt", equalTo("2025-11-23T12:18:20Z"))
                .body("status.registration.changedAt", equalTo("2025-11-23T12:13:20Z"))
                .body("status.registration.code", equalTo(200))
                .body("status.registration.reason", equalTo("OK"))
                .body("status.registration.tries", equalTo(1));
        ownerSays("""
                {"node":"proxy-2","revision":1,"state":"rejected","code":403,"reason":"Forbidden","tries":3,\
                "changedAt":1763900000000}""");
        trunk().body("status.registration.state", equalTo("rejected"))
                .body("status.registration.code", equalTo(403))
                .body("status.registration.nextTryAt", nullValue());
    }

    @Test
    void whileRedisDoesNotAnswerNothingIsKnownOfARegistration() throws Exception {
        register(true);
        var process = RedisProcess.behind(redis);
        process.hang();
        try {
            trunk().body("status.state", equalTo("unknown"))
                    .body("status.registration", nullValue())
                    .body("status.callsNow", equalTo(0))
                    .body("authMethod", equalTo("registration"));
        } finally {
            process.goOn();
        }
    }

    @Test
    void aRegistrationThatCanNotBeReadOrIsNotTheTrunksIsPassedOver() {
        register(true);
        for (var text : new String[] {"{", "null", "{}", "{\"node\":\"proxy-1\",\"state\":\"odd\",\"changedAt\":1}"}) {
            ownerSays(text);
            trunk().body("status.registration", nullValue()).body("status.state", equalTo("unknown"));
        }
        ownerSays("""
                {"node":"proxy-1","revision":1,"state":"registered","until":1763900600000,"code":200,"reason":"OK",\
                "tries":1,"changedAt":1763900000000}""");
        trunk().body("status.registration.state", equalTo("registered"));
        save(true);
        trunk().body("status.registration", nullValue());
    }
}
