package io.egress.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service says of its keys when it starts over what is stored. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class KeysInUseTest {
    private static final String K2 = "k2 AgECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
    private static final String K3 = "k3 AwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
    private static final String ANOTHER_K2 = K3.replace("k3", "k2");
    private static final String VARIABLE = "/api/v1/variables/KEYS_IN_USE";
    private static final String TRUNK = "/api/v1/egress-trunks/keys-in-use";

    @Inject
    @All
    List<EncryptedValues> stores;

    @Inject
    AgroalDataSource postgres;

    @BeforeEach
    void storeTwoValues() {
        admin().body("{\"type\":\"secret\",\"value\":\"v\"}")
                .put(VARIABLE)
                .then()
                .statusCode(oneOf(200, 201));
        admin().body("""
                {"name":"Keys","sipUri":"sip:carrier.example","enabled":true,"transport":"udp","authMethod":"digest",
                 "authUser":"bot","authPass":"p","callerIdMode":"passthrough"}""").put(TRUNK).then().statusCode(oneOf(200, 201));
    }

    @AfterEach
    void goAway() {
        admin().delete(VARIABLE).then().statusCode(204);
        admin().delete(TRUNK).then().statusCode(204);
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    private Optional<String> complaint(String keys) {
        var ring = KeyRing.ofText("EGRESS_AT_REST_KEYS", keys);
        return QuarkusTransaction.requiringNew().call(new KeysInUse(ring, new AtRest(ring), stores)::complaint);
    }

    private void sql(String statement) throws SQLException {
        try (var connection = postgres.getConnection();
                var update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }

    private long stored() throws SQLException {
        try (var connection = postgres.getConnection();
                var query = connection.createStatement();
                var count = query.executeQuery("""
                        SELECT (SELECT count(*) FROM trunk WHERE auth_pass LIKE 'v1.k2.%')
                             + (SELECT count(*) FROM variable WHERE value LIKE 'v1.k2.%')""")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Test
    void theKeysThatAreNeededAreEnoughAndMoreDoNoHarm() {
        assertEquals(Optional.empty(), complaint(K2));
        assertEquals(Optional.empty(), complaint(K3 + K2));
    }

    @Test
    void aKeyThatIsMissingIsNamedWithTheValuesThatNeedIt() throws SQLException {
        assertTrue(stored() >= 2);
        assertEquals(
                Optional.of("EGRESS_AT_REST_KEYS lacks the key 'k2'; stored values that need it: " + stored() + "."),
                complaint(K3));
    }

    @Test
    void anotherKeyOfTheSameIdIsToldByOpeningNothing() throws SQLException {
        assertEquals(
                Optional.of("EGRESS_AT_REST_KEYS has another key 'k2' than what is stored needs; "
                        + "values that it does not open: " + stored() + "."),
                complaint(ANOTHER_K2));
    }

    @Test
    void everyIdInUseIsAskedFor() throws SQLException {
        sql("UPDATE trunk SET auth_pass = replace(auth_pass, 'v1.k2.', 'v1.old.') WHERE trunk_id = 'keys-in-use'");
        var complaint = complaint(ANOTHER_K2).orElseThrow();
        assertTrue(
                complaint.contains(
                        "another key 'k2' than what is stored needs; values that it does not open: " + stored() + "."),
                complaint);
        assertTrue(complaint.contains("lacks the key 'old'; stored values that need it: 1."), complaint);
    }

    @Test
    void alteredValuesAloneAreNoReasonNotToStart() throws SQLException {
        sql("UPDATE trunk SET auth_pass = overlay(auth_pass placing '%' from 20) WHERE trunk_id = 'keys-in-use'");
        sql("UPDATE variable SET value = 'no encrypted value' WHERE name = 'KEYS_IN_USE'");
        admin().body("{\"type\":\"secret\",\"value\":\"v\"}")
                .put(VARIABLE + "_2")
                .then()
                .statusCode(201);
        try {
            assertEquals(Optional.empty(), complaint(K2));
            assertFalse(complaint(ANOTHER_K2).isEmpty());
        } finally {
            admin().delete(VARIABLE + "_2").then().statusCode(204);
        }
    }
}
