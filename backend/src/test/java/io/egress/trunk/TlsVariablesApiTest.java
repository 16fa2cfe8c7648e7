package io.egress.trunk;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.replace;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.egress.security.AtRest;
import io.egress.security.Secret;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client certificate and a carrier's CA are team variables: what they hold is what proxies use, from the save on. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TlsVariablesApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    RedisDataSource redis;

    @Inject
    AgroalDataSource postgres;

    @Inject
    AtRest atRest;

    private static String newName(String name) {
        return newId(name).replace('-', '_').toUpperCase();
    }

    private static ValidatableResponse put(String name, String type, String pem) {
        return admin().body(Map.of("type", type, "value", Pems.text(pem)))
                .put("/api/v1/variables/" + name)
                .then();
    }

    private static Map<String, Object> mutual(String trunkId, String variable) {
        var trunk = ipOnly(trunkId);
        trunk.put("transport", "tls");
        trunk.put("authMethod", "tls_mutual");
        trunk.put("tlsCertVariable", variable);
        return trunk;
    }

    private String sealedInRedis(String trunkId, long revision, String pointer) throws Exception {
        for (int count = 0; count < 250; count++) {
            var text = redis.hash(String.class).hget(NEWEST.trunks(), trunkId);
            if (text != null && JSON.readTree(text).get("revision").asLong() == revision) {
                return JSON.readTree(text).at(pointer).asText();
            }
            Thread.sleep(20);
        }
        throw new AssertionError(trunkId + " is not in Redis");
    }

    private static long revision(String trunkId) {
        return get(trunkId).statusCode(200).extract().jsonPath().getLong("revision");
    }

    @Test
    void theCertificateIsShownWithTheDaysLeftAndNothingOfItsKey() {
        var name = newName("CERT");
        var trunk = newId("mutual");
        create(mutual(trunk, name)).statusCode(422).body("errors.code", contains("unknown_variable"));
        put(name, "secret", "chain").statusCode(201);
        create(mutual(trunk, name))
                .statusCode(201)
                .body("tlsCertificate.subject", equalTo("CN=platform.example"))
                .body("tlsCertificate.notAfter", equalTo("2120-01-01T00:00:00Z"))
                .body("tlsCertificate.daysLeft", greaterThan(10_000))
                .body("tlsCertificate.size()", equalTo(3));
        var plain = ipOnly(trunk);
        plain.put("transport", "tls");
        replace(trunk, plain)
                .statusCode(200)
                .body("tlsCertificate", nullValue())
                .body("tlsCertVariable", nullValue());
        admin().get("/api/v1/variables/" + name).then().body("usedBy", empty());
    }

    @Test
    void anotherCertificateInTheVariableIsAnotherRowOfItsTrunks() throws Exception {
        var name = newName("CERT");
        put(name, "secret", "ec-pkcs8").statusCode(201);
        var trunk = newId("rotates");
        var other = newId("stays");
        create(mutual(trunk, name)).statusCode(201);
        create(ipOnly(other)).statusCode(201);
        long before = revision(trunk);
        long untouched = revision(other);
        var old = sealedInRedis(trunk, before, "/auth/certificate");

        var changed = put(name, "secret", "rsa-pkcs1")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("revision");
        get(trunk).body("tlsCertificate.subject", equalTo("CN=rsa.example")).body("revision", equalTo((int) changed));
        assertNotEquals(old, sealedInRedis(trunk, changed, "/auth/certificate"));
        assertEquals(untouched, revision(other));

        admin().body(Map.of("type", "secret"))
                .put("/api/v1/variables/" + name)
                .then()
                .statusCode(200);
        assertEquals(changed, revision(trunk));
    }

    @Test
    void whatATrunkCouldNotGoOnWithIsRefused() {
        var name = newName("CERT");
        put(name, "secret", "chain").statusCode(201);
        var trunk = newId("guarded");
        create(mutual(trunk, name)).statusCode(201);
        long before = revision(trunk);
        var bads = Map.of("expired", "expired", "key-of-another", "key_mismatch", "ca", "no_private_key");
        for (var bad : bads.entrySet()) {
            put(name, "secret", bad.getKey())
                    .statusCode(422)
                    .body("errors.pointer", contains("/value"))
                    .body("errors.code", contains(bad.getValue()))
                    .body("errors[0].detail", containsString(trunk));
        }
        assertEquals(before, revision(trunk));
        get(trunk).body("tlsCertificate.subject", equalTo("CN=platform.example"));
        var free = newName("FREE");
        put(free, "secret", "expired").statusCode(201);
        put(free, "secret", "ca").statusCode(200);
    }

    @Test
    void bothUsesAreNamedAndKeepAVariableFromBeingDeleted() throws Exception {
        var cert = newName("CERT");
        var ca = newName("CA");
        put(cert, "secret", "chain").statusCode(201);
        put(ca, "text", "ca").statusCode(201);
        var trunk = newId("both");
        var members = mutual(trunk, cert);
        members.put("tlsCaVariable", ca);
        create(members).statusCode(201).body("tlsCaVariable", equalTo(ca));
        assertTrue(sealedInRedis(trunk, revision(trunk), "/tlsCa").startsWith("s1."));
        for (var name : new String[] {cert, ca}) {
            admin().get("/api/v1/variables/" + name).then().body("usedBy", contains(trunk));
            admin().delete("/api/v1/variables/" + name).then().statusCode(409).body("detail", containsString(trunk));
        }
        put(ca, "text", "chain").statusCode(422).body("errors.code", contains("private_key"));
        long changed = admin().body(Map.of("type", "text", "value", Pems.text("ca") + Pems.text("ca")))
                .put("/api/v1/variables/" + ca)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("revision");
        assertEquals(changed, revision(trunk));
    }

    /** As time does it. */
    private void letExpire(String name) throws SQLException {
        try (var connection = postgres.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE variable SET value = ?, certificate = NULL WHERE name = ?")) {
            update.setString(1, atRest.encrypt(Secret.of(Pems.text("expired")), "variable/default/" + name));
            update.setString(2, name);
            assertEquals(1, update.executeUpdate());
        }
    }

    @Test
    void aTrunkWhoseCertificateHasExpiredCanBeDisabled() throws Exception {
        var name = newName("CERT");
        put(name, "secret", "ec-pkcs8").statusCode(201);
        var trunk = newId("expires");
        var members = mutual(trunk, name);
        create(members).statusCode(201);
        letExpire(name);
        get(trunk).statusCode(200).body("tlsCertificate.daysLeft", lessThan(0));
        replace(trunk, members)
                .statusCode(422)
                .body("errors.pointer", contains("/tlsCertVariable"))
                .body("errors.code", contains("expired"));
        members.put("enabled", false);
        replace(trunk, members).statusCode(200).body("enabled", equalTo(false));
    }
}
