package io.egress.rotation;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.egress.security.AtRest;
import io.egress.security.EncryptedValues;
import io.egress.security.OldKey;
import io.egress.security.Secret;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.arc.All;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator brings everything under a new key, while people go on saving. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class RotationTest {
    private static final String ROTATION = "/api/v1/key-rotation";
    private static final String TRUNKS = "/api/v1/egress-trunks/";
    private static final String VARIABLE = "/api/v1/variables/ROTATED";
    private static final int COUNT = 120;

    /** RestAssured forgets it before all is cleaned up. */
    private static int port;

    @Inject
    AgroalDataSource postgres;

    @Inject
    RedisDataSource redis;

    @Inject
    AtRest atRest;

    @Inject
    RotationStore store;

    @Inject
    @All
    List<EncryptedValues> features;

    private static RequestSpecification admin() {
        return given().port(port).auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    private static String id(int at) {
        return "rotated-" + at;
    }

    private static JsonPath save(int at, String password) {
        return admin().body("""
                {"name":"Rotated","sipUri":"sip:carrier.example","enabled":true,"transport":"udp","authMethod":"digest",
                 "authUser":"bot","authPass":"%s","callerIdMode":"passthrough"}""".formatted(password))
                .put(TRUNKS + id(at))
                .then()
                .statusCode(oneOf(200, 201))
                .extract()
                .jsonPath();
    }

    @BeforeEach
    void storeEverythingUnderTheOldKey() throws SQLException {
        port = RestAssured.port;
        if (admin().get(VARIABLE).statusCode() == 404) {
            admin().body("{\"type\":\"secret\",\"value\":\"held\"}")
                    .put(VARIABLE)
                    .then()
                    .statusCode(201);
            for (int at = 0; at < COUNT; at++) {
                save(at, "first-" + at);
            }
        }
        put(
                "UPDATE variable SET value = ? WHERE name = ?",
                OldKey.encrypt("held", "variable/default/ROTATED"),
                "ROTATED");
        for (int at = 0; at < COUNT; at++) {
            put("UPDATE trunk SET auth_pass = ? WHERE trunk_id = ?", OldKey.encrypt("first-" + at, place(at)), id(at));
        }
    }

    @AfterEach
    void stop() {
        admin().delete(ROTATION).then().statusCode(204);
    }

    @AfterAll
    static void goAway() {
        for (int at = 0; at < COUNT; at++) {
            admin().delete(TRUNKS + id(at)).then().statusCode(204);
        }
        admin().delete(VARIABLE).then().statusCode(204);
    }

    private static String place(int at) {
        return "trunk/" + id(at) + "/authPass";
    }

    private void put(String statement, String... values) throws SQLException {
        try (var connection = postgres.getConnection();
                var update = connection.prepareStatement(statement)) {
            for (int at = 0; at < values.length; at++) {
                update.setString(at + 1, values[at]);
            }
            assertEquals(1, update.executeUpdate());
        }
    }

    /** What is stored of each trunk of this test. */
    private Map<String, String> stored() throws SQLException {
        try (var connection = postgres.getConnection();
                var query = connection.createStatement();
                var rows =
                        query.executeQuery("SELECT trunk_id, auth_pass FROM trunk WHERE trunk_id LIKE 'rotated-%'")) {
            var stored = new HashMap<String, String>();
            while (rows.next()) {
                stored.put(rows.getString(1), rows.getString(2));
            }
            return stored;
        }
    }

    private long underTheOldKey() throws SQLException {
        return stored().values().stream()
                .filter(text -> text.startsWith("v1.k1."))
                .count();
    }

    private static JsonPath state() {
        return admin().get(ROTATION).then().statusCode(200).extract().jsonPath();
    }

    private static void until(BooleanSupplier happened) throws InterruptedException {
        for (int tries = 0; tries < 600 && !happened.getAsBoolean(); tries++) {
            Thread.sleep(50);
        }
        assertTrue(happened.getAsBoolean());
    }

    private static void untilNobodyWorks() throws InterruptedException {
        until(() -> !state().getString("state").equals("running"));
    }

    private void assertHolds(int at, String password) throws Exception {
        assertEquals(Secret.of(password), atRest.decrypt(stored().get(id(at)), place(at)));
    }

    @Test
    void bringsEverythingUnderTheFirstKeyAndChangesNothingElse() throws Exception {
        var before = admin().get(TRUNKS + id(0)).then().extract();
        until(() -> String.valueOf(redis.hash(String.class).hget(NEWEST.trunks(), id(0)))
                .contains("\"revision\":" + before.jsonPath().getLong("revision") + ","));
        var row = redis.hash(String.class).hget(NEWEST.trunks(), id(0));
        admin().get(ROTATION)
                .then()
                .statusCode(200)
                .body("activeKeyId", equalTo("k2"))
                .body("state", equalTo("idle"))
                .body("remaining", equalTo(COUNT + 1))
                .body("keys.keyId", contains("k2", "k1"))
                .body("keys[1].values", equalTo(COUNT + 1));
        long revision = admin().get("/api/v1/sync").then().extract().jsonPath().getLong("revision");

        admin().post(ROTATION).then().statusCode(202).body("state", equalTo("running"));
        untilNobodyWorks();

        admin().get(ROTATION)
                .then()
                .body("state", equalTo("done"))
                .body("remaining", equalTo(0))
                .body("keys[1].values", equalTo(0))
                .body("unopenable", equalTo(0))
                .body("unopenableValues", empty());
        assertEquals(0, underTheOldKey());
        for (int at = 0; at < COUNT; at++) {
            assertHolds(at, "first-" + at);
        }
        var after = admin().get(TRUNKS + id(0)).then().extract();
        assertEquals(before.header("ETag"), after.header("ETag"));
        assertEquals(
                before.jsonPath().getString("authPassChangedAt"),
                after.jsonPath().getString("authPassChangedAt"));
        assertEquals(
                revision,
                admin().get("/api/v1/sync").then().extract().jsonPath().getLong("revision"));
        assertEquals(row, redis.hash(String.class).hget(NEWEST.trunks(), id(0)));
    }

    /** Somebody changes ten trunks and takes all the time in the world for it. */
    private Connection changing() throws SQLException {
        var connection = postgres.getConnection();
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement()) {
            lock.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            lock.execute("SELECT trunk_id FROM trunk WHERE trunk_id LIKE 'rotated-%0' FOR UPDATE");
        }
        return connection;
    }

    @Test
    void stopsAndGoesOnFromThere() throws Exception {
        try (var elsewhere = changing()) {
            admin().post(ROTATION).then().statusCode(202);
            until(() -> state().getLong("remaining") == COUNT / 10);
            assertEquals("running", state().getString("state"));
            admin().delete(ROTATION).then().statusCode(204);
            assertEquals("idle", state().getString("state"));
            elsewhere.rollback();
        }
        assertEquals(COUNT / 10, underTheOldKey());
        admin().post(ROTATION).then().statusCode(202);
        untilNobodyWorks();
        assertEquals("done", state().getString("state"));
    }

    @Test
    void whatIsSavedMeanwhileWins() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            admin().post(ROTATION).then().statusCode(202);
            var saves = new ArrayList<Callable<JsonPath>>();
            for (int at = 0; at < COUNT; at++) {
                int which = at;
                saves.add(() -> save(which, "second-" + which));
            }
            for (var save : pool.invokeAll(saves)) {
                save.get();
            }
        } finally {
            pool.shutdown();
        }
        untilNobodyWorks();
        assertEquals("done", state().getString("state"));
        for (int at = 0; at < COUNT; at++) {
            assertHolds(at, "second-" + at);
        }
    }

    @Test
    void aValueThatCanNotBeOpenedIsNamedAndTheOthersGoOn() throws Exception {
        put("UPDATE trunk SET auth_pass = overlay(auth_pass placing '%' from 20) WHERE trunk_id = ?", id(7));
        put("UPDATE variable SET value = 'no encrypted value' WHERE name = ?", "ROTATED");
        admin().post(ROTATION).then().statusCode(202);
        untilNobodyWorks();
        var told = admin().get(ROTATION)
                .then()
                .body("state", equalTo("idle"))
                .body("remaining", equalTo(2))
                .body("unopenable", equalTo(2))
                .body("unopenableValues", contains("trunk/rotated-7/authPass", "variable/default/ROTATED"))
                .extract()
                .asString();
        assertFalse(told.contains(stored().get(id(7))));
        assertEquals(1, underTheOldKey());
        save(7, "anew");
        admin().body("{\"type\":\"secret\",\"value\":\"anew\"}")
                .put(VARIABLE)
                .then()
                .statusCode(200);
        admin().get(ROTATION).then().body("state", equalTo("done")).body("unopenable", equalTo(0));
    }

    @Test
    void severalReplicasShareTheWork() throws Exception {
        var pool = Executors.newFixedThreadPool(3);
        try {
            admin().post(ROTATION).then().statusCode(202);
            var others = pool.invokeAll(Collections.nCopies(3, () -> {
                new Rotator(store, atRest, features).work();
                return null;
            }));
            for (var other : others) {
                other.get();
            }
        } finally {
            pool.shutdown();
        }
        untilNobodyWorks();
        assertEquals("done", state().getString("state"));
        for (int at = 0; at < COUNT; at++) {
            assertHolds(at, "first-" + at);
        }
    }

    @Test
    void aReplicaWithAnotherFirstKeyKeepsOut() throws Exception {
        admin().delete(ROTATION).then().statusCode(204);
        put("UPDATE key_rotation SET to_key = ?, worked_at = now() - interval '1 minute'", "k9");
        new Rotator(store, atRest, features).work();
        assertEquals(COUNT, underTheOldKey());
        assertEquals("idle", state().getString("state"));
    }

    @Test
    void whoWantedItIsInTheAuditLog() throws Exception {
        admin().header("X-Request-Id", "rotate-42").post(ROTATION).then().statusCode(202);
        admin().header("X-Request-Id", "rotate-43").delete(ROTATION).then().statusCode(204);
        try (var connection = postgres.getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery("SELECT action, key, actor, changes FROM audit_entry WHERE kind = 'keys' "
                        + "AND request_id LIKE 'rotate-4_' ORDER BY id")) {
            assertTrue(rows.next());
            assertEquals(
                    "rotate at-rest admin", String.join(" ", rows.getString(1), rows.getString(2), rows.getString(3)));
            assertTrue(rows.getString(4).contains("k2"), rows.getString(4));
            assertTrue(rows.next());
            assertTrue(rows.getString(4).contains("toKey"), rows.getString(4));
        }
    }
}
