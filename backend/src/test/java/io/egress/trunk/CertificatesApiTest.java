package io.egress.trunk;

import static io.egress.trunk.TrunkApi.VARIABLES;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.newVariable;
import static io.egress.trunk.TrunkApi.patch;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.testing.Owner;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An admin sees of a certificate what there is to see, and nothing of its key. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class CertificatesApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String path(String variable) {
        return VARIABLES + "/" + variable;
    }

    private static void patchValue(String variable, String value) throws Exception {
        patch(VARIABLES, variable, JSON.writeValueAsString(Map.of("value", value)))
                .statusCode(200);
    }

    @Test
    void aSecretCertificateIsDescribedAndItsKeyIsNot() {
        var variable = newVariable("secret", Pems.text("rsa-pkcs8"));
        admin().get(path(variable))
                .then()
                .statusCode(200)
                .body("certificate.subject", equalTo("CN=rsa.example"))
                .body("certificate.issuer", notNullValue())
                .body("certificate.keyType", equalTo("RSA"))
                .body("certificate.keySize", equalTo(2048))
                .body("certificate.keyMatches", equalTo(true))
                .body("certificate.chainLength", equalTo(1))
                .body("certificate.fingerprint", matchesPattern("([0-9A-F]{2}:){31}[0-9A-F]{2}"))
                .body("certificate.notBefore", notNullValue())
                .body("certificate.daysLeft", greaterThan(30_000))
                .body("certificate.subjectAltNames", notNullValue())
                .body("value", nullValue())
                .body(not(containsString("BEGIN")));
        admin().queryParam("q", variable)
                .get(VARIABLES)
                .then()
                .body("items.certificate.subject", contains("CN=rsa.example"));
    }

    @Test
    void aCaThatEverybodyMaySeeIsDescribedToo() {
        admin().get(path(newVariable("text", Pems.text("ca"))))
                .then()
                .body("certificate.chainLength", equalTo(2))
                .body("certificate.keyMatches", nullValue());
    }

    @Test
    void aKeyOfAnotherCertificateIsTold() {
        admin().get(path(newVariable("secret", Pems.text("key-of-another"))))
                .then()
                .body("certificate.keyMatches", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-alone", "damaged", "not-base64"})
    void whatCanNotBeReadIsStoredAllTheSameWithoutAWordOfACertificate(String name) {
        admin().get(path(newVariable("secret", Pems.text(name))))
                .then()
                .statusCode(200)
                .body("certificate", nullValue())
                .body("valueSet", equalTo(true));
    }

    @Test
    void anAlteredValueIsStillListed() {
        var variable = newVariable("secret", "no PEM");
        Owner.run("UPDATE variable SET value = 'altered' WHERE name = '" + variable + "'");
        admin().get(path(variable)).then().statusCode(200).body("certificate", nullValue());
        admin().queryParam("q", variable).get(VARIABLES).then().statusCode(200);
    }

    @Test
    void aNewValueIsDescribedAnewAndReachesTheTrunksThatUseIt() throws Exception {
        var variable = newVariable("secret", Pems.text("rsa-pkcs8"));
        var trunk = newId("renewed");
        var members = ipOnly(trunk);
        members.putAll(Map.of("transport", "tls", "authMethod", "tls_mutual", "tlsCertVariable", variable));
        create(members).statusCode(201).body("tlsCertificate.subject", equalTo("CN=rsa.example"));
        patchValue(variable, Pems.text("ec-pkcs8"));
        long revision = admin().get(path(variable))
                .then()
                .body("certificate.subject", equalTo("CN=platform.example"))
                .body("certificate.keyType", equalTo("EC"))
                .body("usedBy", contains(trunk))
                .body("usedByCount", equalTo(1))
                .extract()
                .jsonPath()
                .getLong("revision");
        assertEquals(
                revision,
                get(trunk)
                        .body("tlsCertificate.subject", equalTo("CN=platform.example"))
                        .extract()
                        .jsonPath()
                        .getLong("revision"));
        admin().delete(path(variable))
                .then()
                .statusCode(409)
                .body("dependents", equalTo(List.of(Map.of("kind", "trunk", "id", trunk))));
    }

    @Test
    void aValueThatIsNoCertificateAnyMoreHasNone() throws Exception {
        var variable = newVariable("secret", Pems.text("chain"));
        patchValue(variable, "something else");
        admin().get(path(variable)).then().body("certificate", nullValue());
    }
}
