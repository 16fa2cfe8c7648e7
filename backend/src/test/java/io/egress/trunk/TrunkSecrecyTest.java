package io.egress.trunk;

import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.digest;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.replace;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** Secrets go in, and are never seen again: not in answers, errors, logs, PostgreSQL or Redis. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TrunkSecrecyTest {
    private static final String CANARY = "c4n4ry-5ings-0nce";

    @Inject
    AgroalDataSource postgres;

    @Inject
    RedisDataSource redis;

    @Inject
    TrunkReader trunks;

    private String passwordOf(String trunkId) {
        var read = QuarkusTransaction.requiringNew()
                .call(() -> trunks.byIds(List.of(trunkId)).trunks().get(0).trunk());
        return ((AuthMethod.Digest) read.authMethod()).credentials().password().reveal();
    }

    /** Every row of every table, as text. */
    private String everythingInPostgres() throws SQLException {
        var all = new StringBuilder();
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var names = statement.executeQuery(
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (var table : tables) {
                try (var rows = statement.executeQuery("SELECT t::text FROM \"" + table + "\" t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    private String everythingInRedis() {
        var hashes = redis.hash(String.class);
        var all = new StringBuilder();
        all.append(hashes.hgetall("egress:2:head"))
                .append(hashes.hgetall("egress:2:trunks"))
                .append(hashes.hgetall("egress:2:numbers"));
        redis.stream(String.class)
                .xrange("egress:2:changes", StreamRange.of("-", "+"))
                .forEach(entry -> all.append(entry.payload()));
        return all.toString();
    }

    private boolean isInRedis(String trunkId) {
        return redis.hash(String.class).hexists("egress:2:trunks", trunkId);
    }

    private static void until(BooleanSupplier happened) throws InterruptedException {
        for (int tries = 0; tries < 100 && !happened.getAsBoolean(); tries++) {
            Thread.sleep(50);
        }
        assertTrue(happened.getAsBoolean());
    }

    private interface Story {
        void happens() throws Exception;
    }

    /** What the service logs of it, at every level. */
    private static StringBuffer logOf(Story story) throws Exception {
        var logged = new StringBuffer();
        var listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.append(new PatternFormatter("%s%e\n").format(ExtLogRecord.wrap(record)));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var ours = Logger.getLogger("io.egress");
        ours.setLevel(Level.ALL);
        ours.addHandler(listener);
        try {
            story.happens();
            until(() -> logged.indexOf("is in Redis") >= 0);
        } finally {
            ours.removeHandler(listener);
            ours.setLevel(null);
        }
        return logged;
    }

    private void assertIsNowhere(String canary, String trunk, StringBuffer logged) throws SQLException {
        var kept = everythingInPostgres();
        assertTrue(kept.contains(trunk));
        assertFalse(kept.contains(canary));
        var published = everythingInRedis();
        assertTrue(published.contains(trunk));
        assertFalse(published.contains(canary));
        assertFalse(logged.toString().contains(canary));
    }

    @Test
    void thePasswordIsNowhereInTheClear() throws Exception {
        var trunk = newId("canary");
        var logged = logOf(() -> {
            create(digest(trunk, CANARY)).statusCode(201).body(not(containsString(CANARY)));
            create(digest(trunk, CANARY)).statusCode(409).body(not(containsString(CANARY)));
            var wrong = digest(newId("wrong"), CANARY + "\n");
            wrong.put("priority", -1);
            create(wrong).statusCode(422).body(not(containsString(CANARY)));
            wrong.put("authPass", List.of(CANARY));
            create(wrong).statusCode(400).body(not(containsString(CANARY)));
            admin().body("{\"authPass\":\"" + CANARY + "\",\"authPass\":\"" + CANARY + "\"}")
                    .post(TRUNKS)
                    .then()
                    .statusCode(400)
                    .body(not(containsString(CANARY)));
            admin().body("{\"authPass\":\"" + CANARY)
                    .post(TRUNKS)
                    .then()
                    .statusCode(400)
                    .body(not(containsString(CANARY)));
            get(trunk).body(not(containsString(CANARY)));
            admin().get(TRUNKS).then().body(not(containsString(CANARY)));
            until(() -> isInRedis(trunk));
        });
        assertIsNowhere(CANARY, trunk, logged);
        assertEquals(CANARY, passwordOf(trunk));
    }

    /** A line from the middle of the last block of a PEM text. */
    private static String lineOf(String pem) {
        var lines = pem.substring(pem.lastIndexOf("-----BEGIN")).lines().toList();
        return lines.get(lines.size() / 2);
    }

    @Test
    void theKeyOfACertificateIsNowhereInTheClearNorACaOnItsWayToTheProxies() throws Exception {
        var key = lineOf(Pems.text("ec-pkcs8"));
        var ca = lineOf(Pems.text("ca"));
        var trunk = newId("sealed");
        var name = trunk.replace('-', '_').toUpperCase();
        var logged = logOf(() -> {
            hold(name, "ec-pkcs8", 201);
            hold(name + "_CA", "ca", 201);
            var members = ipOnly(trunk);
            members.put("transport", "tls");
            members.put("authMethod", "tls_mutual");
            members.put("tlsCertVariable", name);
            members.put("tlsCaVariable", name + "_CA");
            create(members).statusCode(201).body(not(containsString(key))).body(not(containsString(ca)));
            get(trunk).body(not(containsString(key))).body(not(containsString(ca)));
            admin().get("/api/v1/variables/" + name).then().body(not(containsString(key)));
            members.put("tlsCaVariable", name);
            replace(trunk, members).statusCode(422).body(not(containsString(key)));
            for (var bad : List.of("two-keys", "key-of-another", "damaged", "encrypted-pkcs8")) {
                hold(name, bad, 422);
            }
            hold(name + "_CA", "ec-pkcs8", 422);
            hold(name, "ec-pkcs8", 200);
            until(() -> isInRedis(trunk));
        });
        assertIsNowhere(key, trunk, logged);
        assertFalse(everythingInRedis().contains(ca));
        assertFalse(logged.toString().contains(ca));
    }

    private static void hold(String name, String pem, int status) {
        var text = Pems.text(pem);
        admin().body(Map.of("type", "secret", "value", text))
                .put("/api/v1/variables/" + name)
                .then()
                .statusCode(status)
                .body(not(containsString(lineOf(text))));
    }

    @Test
    void leftOutOfAnUpdateItStaysAndSoDoesItsTime() {
        var trunk = newId("keeps");
        var request = digest(trunk, "first");
        String changedAt = create(request)
                .statusCode(201)
                .body("authPassChangedAt", notNullValue())
                .extract()
                .path("authPassChangedAt");
        request.remove("authPass");
        request.put("name", "Renamed");
        replace(trunk, request)
                .statusCode(200)
                .body("authPassSet", equalTo(true))
                .body("authPassChangedAt", equalTo(changedAt));
        assertEquals("first", passwordOf(trunk));

        request.put("authPass", "second");
        replace(trunk, request).statusCode(200).body("authPassChangedAt", not(equalTo(changedAt)));
        assertEquals("second", passwordOf(trunk));
    }

    @Test
    void aTrunkThatNeedsNoneForgetsItAndNeedsItAnewLater() {
        var trunk = newId("forgets");
        create(digest(trunk, "first")).statusCode(201);
        replace(trunk, ipOnly(trunk))
                .statusCode(200)
                .body("authPassSet", equalTo(false))
                .body("authPassChangedAt", nullValue())
                .body("authUser", nullValue());
        var again = digest(trunk, "unused");
        again.remove("authPass");
        replace(trunk, again)
                .statusCode(422)
                .body("errors.pointer", contains("/authPass"))
                .body("errors.code", contains("required"));
        replace(trunk, digest(trunk, "second")).statusCode(200);
        assertEquals("second", passwordOf(trunk));
    }

    @Test
    void equalPasswordsLookDifferentWhereverTheyAreKept() throws Exception {
        var ids = List.of(newId("twin"), newId("twin"));
        for (var id : ids) {
            create(digest(id, "the-same")).statusCode(201);
            until(() -> isInRedis(id));
        }
        var stored = new HashSet<String>();
        try (var connection = postgres.getConnection();
                var statement = connection.prepareStatement("SELECT auth_pass FROM trunk WHERE trunk_id IN (?, ?)")) {
            statement.setString(1, ids.get(0));
            statement.setString(2, ids.get(1));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.add(rows.getString(1));
                }
            }
        }
        assertEquals(2, stored.size());
        var sealed = new HashSet<String>();
        for (var id : ids) {
            var row = redis.hash(String.class).hget("egress:2:trunks", id);
            sealed.add(new ObjectMapper().readTree(row).at("/auth/password").asText());
        }
        assertEquals(2, sealed.size());
    }
}
