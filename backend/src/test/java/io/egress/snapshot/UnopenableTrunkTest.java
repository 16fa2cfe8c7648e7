package io.egress.snapshot;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Someone altered what is stored of a trunk: that trunk stays as it was, all others go on. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class UnopenableTrunkTest {
    private static final String TRUNKS = "/api/v1/egress-trunks/";
    private static final String NUMBER = "+4930999001";
    private static final String DIGEST = """
            {"name":"%s","sipUri":"sip:carrier.example","enabled":true,"transport":"udp","authMethod":"digest",
             "authUser":"bot"%s,"callerIdMode":"passthrough"}""";
    private static final String MUTUAL = """
            {"name":"Mutual","sipUri":"sip:carrier.example","enabled":true,"transport":"tls","authMethod":"tls_mutual",
             "tlsCertVariable":"ALTERED_CERT","callerIdMode":"passthrough"}""";

    @Inject
    RedisDataSource redis;

    @Inject
    AgroalDataSource postgres;

    @BeforeEach
    void alterAPasswordAndACertificate() throws Exception {
        admin().body(Map.of("type", "secret", "value", Pems.text("chain")))
                .put("/api/v1/variables/ALTERED_CERT")
                .then()
                .statusCode(oneOf(200, 201));
        save("altered-password", digest("Altered", "before"));
        save("altered-certificate", MUTUAL);
        save("untouched", digest("Untouched", "fine"));
        alter(
                "UPDATE trunk SET auth_pass = overlay(auth_pass placing '%s' from 20) WHERE trunk_id = 'altered-password'");
        alter("UPDATE variable SET value = overlay(value placing '%s' from 20) WHERE name = 'ALTERED_CERT'");
    }

    @AfterEach
    void goAway() {
        for (var trunkId : new String[] {"altered-password", "altered-certificate", "untouched"}) {
            admin().delete(TRUNKS + trunkId + "?force=true").then().statusCode(204);
        }
        admin().delete("/api/v1/variables/ALTERED_CERT").then().statusCode(204);
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    private static String digest(String name, String password) {
        return DIGEST.formatted(name, password.isEmpty() ? "" : ",\"authPass\":\"" + password + "\"");
    }

    private static ValidatableResponse put(String trunkId, String body) {
        return admin().body(body).put(TRUNKS + trunkId).then();
    }

    private void save(String trunkId, String body) throws InterruptedException {
        long revision = put(trunkId, body)
                .statusCode(oneOf(200, 201))
                .extract()
                .jsonPath()
                .getLong("revision");
        until(() -> row(trunkId) != null && row(trunkId).contains("\"revision\":" + revision + ","));
    }

    /** One character becomes another. */
    private void alter(String statement) throws SQLException {
        try (var connection = postgres.getConnection();
                var update = connection.createStatement()) {
            assertEquals(1, update.executeUpdate(statement.formatted("%")));
        }
    }

    private String row(String trunkId) {
        return redis.hash(String.class).hget(NEWEST.trunks(), trunkId);
    }

    private static void until(BooleanSupplier happened) throws InterruptedException {
        for (int tries = 0; tries < 600 && !happened.getAsBoolean(); tries++) {
            Thread.sleep(50);
        }
        assertTrue(happened.getAsBoolean());
    }

    @Test
    void isShownWithWhatWasKnownWhenItWasSaved() {
        admin().get(TRUNKS + "altered-password").then().statusCode(200).body("authPassSet", equalTo(true));
        admin().get(TRUNKS + "altered-certificate")
                .then()
                .statusCode(200)
                .body("tlsCertificate.subject", equalTo("CN=platform.example"))
                .body("tlsCertVariable", equalTo("ALTERED_CERT"));
        admin().get("/api/v1/egress-trunks?q=alter")
                .then()
                .statusCode(200)
                .body("items.trunkId", hasItems("altered-password", "altered-certificate"));
        admin().get("/api/v1/variables").then().statusCode(200);
        admin().get("/api/v1/variables/ALTERED_CERT").then().statusCode(200);
    }

    @Test
    void isMendedByGivingAnewWhatCanNotBeOpened() throws Exception {
        put("altered-password", digest("Altered", "")).statusCode(422).body("errors.pointer", contains("/authPass"));
        put("altered-certificate", MUTUAL)
                .statusCode(422)
                .body("errors.pointer", contains("/tlsCertVariable"))
                .body("errors.code", contains("unopenable"));
        save("altered-password", digest("Altered", "after"));
        admin().body(Map.of("type", "secret", "value", Pems.text("chain")))
                .put("/api/v1/variables/ALTERED_CERT")
                .then()
                .statusCode(200);
        save("altered-certificate", MUTUAL);
    }

    @Test
    void staysInRedisAsItWasWhileOthersAreChanged() throws Exception {
        var password = row("altered-password");
        var certificate = row("altered-certificate");
        admin().body("{\"number\":\"" + NUMBER + "\",\"egressTrunks\":[\"altered-password\",\"altered-certificate\"]}")
                .put("/api/v1/base-numbers/" + NUMBER)
                .then()
                .statusCode(oneOf(200, 201));
        save("untouched", digest("Changed", "fine"));
        until(() -> String.valueOf(redis.hash(String.class).hget(NEWEST.numbers(), NUMBER))
                .contains("altered-password"));
        assertEquals(password, row("altered-password"));
        assertEquals(certificate, row("altered-certificate"));
        admin().delete("/api/v1/base-numbers/" + NUMBER + "?force=true").then().statusCode(204);
    }

    @Test
    void takesNoCallsOnceRedisHasLostItsLastGoodRow() throws Exception {
        redis.execute("FLUSHALL");
        until(() -> row("untouched") != null);
        assertNotNull(row("altered-certificate"));
        assertTrue(row("altered-password").endsWith("\"enabled\":false}"), row("altered-password"));
    }

    @Test
    void leavesRedisWhenItIsDeleted() throws Exception {
        admin().delete(TRUNKS + "altered-password").then().statusCode(204);
        until(() -> row("altered-password") == null);
        save("altered-password", digest("Again", "again"));
    }
}
