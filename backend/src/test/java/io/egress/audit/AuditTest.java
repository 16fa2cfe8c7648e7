package io.egress.audit;

import static io.egress.testing.RealPostgresAndRedis.TOKEN;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.egress.testing.Owner;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who changed what is written down with the change, and can't be unwritten. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class AuditTest {
    private static final String TRUNKS = "/api/v1/egress-trunks/";

    @Inject
    AuditStore store;

    @Inject
    AgroalDataSource postgres;

    private static RequestSpecification admin() {
        return given().auth().oauth2(TOKEN).contentType(ContentType.JSON);
    }

    private static String trunk(int priority) {
        return """
                {"name":"Acme","sipUri":"sip:sip.acme.example","enabled":true,"transport":"udp","priority":%d,
                 "authMethod":"digest","authUser":"acme","authPass":"s3cret-%d","callerIdMode":"passthrough"}""".formatted(priority, priority);
    }

    private List<AuditEntity> entries(String kind, String key) {
        return QuarkusTransaction.requiringNew()
                .call(() -> store.list("kind = ?1 and key = ?2 order by id", kind, key));
    }

    private static JsonNode changes(AuditEntity entry) throws JsonProcessingException {
        return new ObjectMapper().readTree(entry.changes);
    }

    @Test
    void eachChangeOfATrunkIsAnEntry() throws JsonProcessingException {
        var path = TRUNKS + "audited";
        admin().header("X-Request-Id", "deploy-42")
                .body(trunk(10))
                .put(path)
                .then()
                .statusCode(201);
        admin().body(trunk(20)).put(path).then().statusCode(200);
        admin().body(trunk(101)).put(path).then().statusCode(422);
        admin().delete(path).then().statusCode(204);

        var entries = entries("trunk", "audited");
        assertEquals(
                List.of("create", "update", "delete"),
                entries.stream().map(entry -> entry.action).toList());
        var created = entries.get(0);
        assertEquals("deploy-42", created.requestId);
        assertEquals("admin", created.actor);
        assertEquals("operator", created.way);
        assertEquals("127.0.0.1", created.address);
        assertEquals(new ObjectMapper().readTree("""
                [{"field":"priority","from":10,"to":20},{"field":"authPass","changed":true}]"""), changes(entries.get(1)));
        assertFalse(entries.stream().anyMatch(entry -> entry.changes.contains("s3cret")));
    }

    @Test
    void linksAreToldByWhatCameAndWent() throws JsonProcessingException {
        admin().body(Map.of("number", "+4940123450"))
                .post("/api/v1/base-numbers")
                .then()
                .statusCode(201);
        admin().body(trunk(1)).put(TRUNKS + "linked").then().statusCode(201);
        var path = TRUNKS + "linked/base-numbers/+4940123450";
        admin().put(path).then().statusCode(204);
        admin().put(path).then().statusCode(204);

        var entries = entries("trunk", "linked");
        assertEquals(2, entries.size());
        assertEquals(new ObjectMapper().readTree("""
                [{"field":"baseNumbers","added":["+4940123450"]}]"""), changes(entries.get(1)));
    }

    @Test
    void aPasswordThatGoesIsToldAsOneThatCame() throws JsonProcessingException {
        var path = TRUNKS + "forgetful";
        admin().body(trunk(10)).put(path).then().statusCode(201);
        admin().body("""
                {"name":"Acme","sipUri":"sip:sip.acme.example","enabled":true,"transport":"udp","priority":10,
                 "authMethod":"ip_only","callerIdMode":"passthrough"}""").put(path).then().statusCode(200);
        assertEquals(
                new ObjectMapper().readTree("""
                [{"field":"authMethod","from":"digest","to":"ip_only"},{"field":"authUser","from":"acme"},
                 {"field":"authPass","changed":true}]"""),
                changes(entries("trunk", "forgetful").get(1)));
    }

    @Test
    void whatADeletedVariableSaidIsKeptUnlessItWasASecret() throws JsonProcessingException {
        for (var type : List.of("text", "secret")) {
            admin().body(Map.of("type", type, "value", "hush"))
                    .put("/api/v1/variables/GONE_" + type.toUpperCase())
                    .then()
                    .statusCode(201);
            admin().delete("/api/v1/variables/GONE_" + type.toUpperCase())
                    .then()
                    .statusCode(204);
        }
        assertEquals(
                new ObjectMapper().readTree("""
                [{"field":"type","from":"text"},{"field":"value","from":"hush"}]"""),
                changes(entries("variable", "GONE_TEXT").get(1)));
        assertEquals(
                new ObjectMapper().readTree("""
                [{"field":"type","from":"secret"},{"field":"value","changed":true}]"""),
                changes(entries("variable", "GONE_SECRET").get(1)));
    }

    @Test
    void nobodyChangesAnEntry() throws SQLException {
        admin().body(Map.of("name", "AUDITED", "type", "text", "value", "x"))
                .post("/api/v1/variables")
                .then()
                .statusCode(201);
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement()) {
            for (var attempt : List.of(
                    "UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry", "TRUNCATE audit_entry")) {
                var refused = assertThrows(SQLException.class, () -> statement.execute(attempt));
                assertTrue(refused.getMessage().contains("permission denied"));
            }
        }
        for (var attempt :
                List.of("UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry", "TRUNCATE audit_entry")) {
            assertThrows(IllegalStateException.class, () -> Owner.run(attempt), "not even the owner");
        }
        assertEquals(1, entries("variable", "AUDITED").size());
    }
}
