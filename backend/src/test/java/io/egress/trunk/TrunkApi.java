package io.egress.trunk;

import static io.restassured.RestAssured.given;

import io.egress.testing.RealPostgresAndRedis;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The API as an admin's script uses it, with trunks and numbers that no other test has. */
final class TrunkApi {
    static final String TRUNKS = "/api/v1/egress-trunks";
    static final String NUMBERS = "/api/v1/base-numbers";
    static final String VARIABLES = "/api/v1/variables";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TrunkApi() {}

    static RequestSpecification admin() {
        return admin("application/json");
    }

    static RequestSpecification admin(String contentType) {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType(contentType);
    }

    /** A path segment as a careful client writes it: with {@code %2B} for the plus. */
    static String segment(String number) {
        return number.replace("+", "%2B");
    }

    static String newId(String name) {
        return name + "-" + COUNTER.incrementAndGet();
    }

    static String newNumber() {
        var number = "+4940" + (3_000_000 + COUNTER.incrementAndGet());
        admin().body(Map.of("number", number)).post(NUMBERS).then().statusCode(201);
        return number;
    }

    /** The smallest trunk that keeps all rules. */
    static Map<String, Object> ipOnly(String trunkId) {
        var trunk = new LinkedHashMap<String, Object>();
        trunk.put("trunkId", trunkId);
        trunk.put("name", "Acme");
        trunk.put("sipUri", "sip:sip.acme.example");
        trunk.put("enabled", true);
        trunk.put("transport", "udp");
        trunk.put("authMethod", "ip_only");
        trunk.put("callerIdMode", "passthrough");
        return trunk;
    }

    static Map<String, Object> digest(String trunkId, String password) {
        var trunk = ipOnly(trunkId);
        trunk.put("authMethod", "digest");
        trunk.put("authUser", "acme-user");
        trunk.put("authPass", password);
        return trunk;
    }

    static ValidatableResponse create(Map<String, Object> trunk) {
        return admin().body(trunk).post(TRUNKS).then();
    }

    static ValidatableResponse get(String trunkId) {
        return admin().get(TRUNKS + "/" + trunkId).then();
    }

    static ValidatableResponse replace(String trunkId, Map<String, Object> trunk) {
        return admin().body(trunk).put(TRUNKS + "/" + trunkId).then();
    }

    static ValidatableResponse patch(String trunkId, String body) {
        return patch(TRUNKS, trunkId, body);
    }

    static ValidatableResponse patch(String collection, String key, String body) {
        return admin("application/merge-patch+json")
                .urlEncodingEnabled(false)
                .body(body)
                .patch(collection + "/" + segment(key))
                .then();
    }

    static String newVariable(String type, String value) {
        var name = "VARIABLE_" + COUNTER.incrementAndGet();
        admin().body(Map.of("name", name, "type", type, "value", value))
                .post(VARIABLES)
                .then()
                .statusCode(201);
        return name;
    }

    static List<String> winners(String number) {
        return admin().urlEncodingEnabled(false)
                .get(NUMBERS + "/" + segment(number))
                .then()
                .statusCode(200)
                .extract()
                .path("egressTrunks");
    }
}
