package io.egress.trunk;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TrunkApiTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String ENOUGH = """
            "name":"Acme","sipUri":"sip:sip.acme.example","enabled":true,"transport":"udp","authMethod":"ip_only",
            "callerIdMode":"passthrough\"""";

    private final String id = "acme-" + COUNTER.incrementAndGet();

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    private ValidatableResponse create(String members) {
        return admin().body("{\"trunkId\":\"" + id + "\"," + members + "}")
                .post("/api/v1/egress-trunks")
                .then();
    }

    private static String number() {
        var number = "+4930" + (2_000_000 + COUNTER.incrementAndGet());
        admin().body("{\"number\":\"" + number + "\"}")
                .post("/api/v1/base-numbers")
                .then()
                .statusCode(201);
        return number;
    }

    @Test
    void nobodyGetsInWithoutTheToken() {
        given().get("/api/v1/egress-trunks")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType("application/problem+json");
        given().auth().oauth2("another").get("/api/v1/sync").then().statusCode(401);
    }

    @Test
    void aTrunkIsCreatedWithDefaultsAndFoundAgain() {
        create(ENOUGH)
                .statusCode(201)
                .header("Location", containsString("/api/v1/egress-trunks/" + id))
                .body("priority", equalTo(50))
                .body("codecPreferences", contains("PCMA", "PCMU"))
                .body("authPassSet", equalTo(false))
                .body("authUser", nullValue());
        admin().get("/api/v1/egress-trunks/" + id).then().statusCode(200).body("name", equalTo("Acme"));
        admin().queryParam("q", id).get("/api/v1/egress-trunks").then().body("items.trunkId", contains(id));
        create(ENOUGH).statusCode(409).body("errors[0].code", equalTo("taken"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndNothingIsStored() {
        admin().body("""
                {"trunkId":"Acme!","name":" ","sipUri":"http://x","priority":101,"transport":"sctp","authMethod":"digest",
                 "callerIdMode":"override","codecPreferences":["PCMA","pcma","MP3"],"baseNumbers":["+10000000"]}""")
                .post("/api/v1/egress-trunks")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        hasItems(
                                "/trunkId",
                                "/name",
                                "/sipUri",
                                "/priority",
                                "/transport",
                                "/enabled",
                                "/authUser",
                                "/authPass",
                                "/callerIdOverride",
                                "/codecPreferences/1",
                                "/codecPreferences/2",
                                "/baseNumbers/0"));
        admin().get("/api/v1/egress-trunks/Acme!").then().statusCode(404);
    }

    @Test
    void whatCanNotBeReadIs400() {
        admin().body("{\"name\":1,\"enabled\":\"yes\",\"colour\":\"red\"}")
                .post("/api/v1/egress-trunks")
                .then()
                .statusCode(400)
                .body("errors.code", containsInAnyOrder("wrong_type", "wrong_type", "unknown_member"));
        for (var body : List.of("", "{", "[]", "{} {}", "{\"name\":\"a\",\"name\":\"b\"}")) {
            admin().body(body).post("/api/v1/egress-trunks").then().statusCode(400);
        }
        given().auth()
                .oauth2(RealPostgresAndRedis.TOKEN)
                .contentType("text/plain")
                .body("x")
                .post("/api/v1/egress-trunks")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        admin().patch("/api/v1/sync").then().statusCode(405).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:127.0.0.1            | forbidden_address",
                "sip:169.254.1.1          | forbidden_address",
                "sip:224.0.0.1            | forbidden_address",
                "sip:[::1]                | forbidden_address",
                "sip:0.0.0.0              | forbidden_address",
                "sip:localhost            | forbidden_address",
                "sip:198.51.100.7         | forbidden_address",
                "sips:a.example           | contradicts_transport",
                "sip:a.example;transport=tcp | contradicts_transport",
                "sip:user@a.example       | not_allowed",
                "sip:user:pw@a.example    | bad_format",
                "sip:a.example?X=y        | bad_format",
                "sip:a.example:0          | bad_format",
                "sip:a.example;maddr=b    | bad_format",
                "sip:a_b!.example         | bad_format",
            })
    void aSipUriThatCanBeNoCarrierIsRefused(String uri, String code) {
        create(ENOUGH.replace("sip:sip.acme.example", uri))
                .statusCode(422)
                .body("errors.findAll { it.pointer == '/sipUri' }.code", hasItems(code));
    }

    @Test
    void aPasswordIsWrittenAndNeverRead() {
        var digest = ENOUGH.replace("ip_only", "digest") + ",\"authUser\":\"u\"";
        create(digest).statusCode(422).body("errors.pointer", contains("/authPass"));
        create(digest + ",\"authPass\":\"s3cr3t-canary\"")
                .statusCode(201)
                .body("authPassSet", equalTo(true))
                .body(not(containsString("s3cr3t-canary")));
        admin().body("{" + digest.replace("\"Acme\"", "\"Renamed\"") + "}")
                .put("/api/v1/egress-trunks/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("authPassSet", equalTo(true));
        create(ENOUGH + ",\"authPass\":\"x\"").statusCode(422).body("errors[0].code", equalTo("not_allowed"));
    }

    @Test
    void aStaleEditIsRefused() {
        var tag = create(ENOUGH).extract().header("ETag");
        admin().header("If-Match", tag)
                .body("{" + ENOUGH + "}")
                .put("/api/v1/egress-trunks/" + id)
                .then()
                .statusCode(200);
        admin().header("If-Match", tag)
                .body("{" + ENOUGH + "}")
                .put("/api/v1/egress-trunks/" + id)
                .then()
                .statusCode(412);
        admin().header("If-None-Match", "*")
                .body("{" + ENOUGH + "}")
                .put("/api/v1/egress-trunks/" + id)
                .then()
                .statusCode(412);
        admin().header("If-Match", "\"1\"")
                .body("{" + ENOUGH + "}")
                .put("/api/v1/egress-trunks/" + id + "-no")
                .then()
                .statusCode(412);
    }

    @Test
    void linksAreSeenAndSetFromBothSides() {
        var number = number();
        var before = create(ENOUGH + ",\"baseNumbers\":[\"" + number + "\"]")
                .statusCode(201)
                .extract()
                .header("ETag");
        admin().get("/api/v1/base-numbers/" + number).then().body("egressTrunks", contains(id));
        admin().body("{\"egressTrunks\":[]}")
                .put("/api/v1/base-numbers/" + number)
                .then()
                .statusCode(200);
        admin().get("/api/v1/egress-trunks/" + id)
                .then()
                .body("baseNumbers", equalTo(List.of()))
                .header("ETag", not(equalTo(before)));
        admin().put("/api/v1/base-numbers/" + number + "/egress-trunks/" + id)
                .then()
                .statusCode(204);
        admin().put("/api/v1/base-numbers/" + number + "/egress-trunks/" + id)
                .then()
                .statusCode(204);
        admin().get("/api/v1/egress-trunks/" + id + "/base-numbers").then().body("$", contains(number));
        admin().delete("/api/v1/egress-trunks/" + id + "/base-numbers/" + number)
                .then()
                .statusCode(204);
        admin().body("[\"" + id + "\",\"nobody\"]")
                .put("/api/v1/base-numbers/" + number + "/egress-trunks")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/1"));
    }

    @Test
    void whatIsInUseIsDeletedOnlyByForce() {
        var number = number();
        create(ENOUGH + ",\"baseNumbers\":[\"" + number + "\"]").statusCode(201);
        admin().delete("/api/v1/egress-trunks/" + id)
                .then()
                .statusCode(409)
                .body("detail", containsString(number))
                .body("dependents", equalTo(List.of(Map.of("kind", "base-number", "id", number))))
                .body("dependentCount", equalTo(1));
        admin().delete("/api/v1/base-numbers/" + number)
                .then()
                .statusCode(409)
                .body("detail", containsString(id))
                .body("dependents", equalTo(List.of(Map.of("kind", "trunk", "id", id))));
        admin().delete("/api/v1/egress-trunks/" + id + "?force=true").then().statusCode(204);
        admin().get("/api/v1/egress-trunks/" + id).then().statusCode(404);
        admin().delete("/api/v1/base-numbers/" + number).then().statusCode(204);
    }

    @Test
    void pagesFollowEachOther() {
        for (var letter : List.of("a", "b", "c")) {
            admin().body("{\"trunkId\":\"page-" + id + letter + "\"," + ENOUGH + "}")
                    .post("/api/v1/egress-trunks")
                    .then()
                    .statusCode(201);
        }
        var first = admin().queryParam("q", "page-" + id)
                .queryParam("limit", 2)
                .get("/api/v1/egress-trunks")
                .then()
                .body("items.size()", equalTo(2))
                .extract();
        admin().queryParam("q", "page-" + id)
                .queryParam("limit", 2)
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get("/api/v1/egress-trunks")
                .then()
                .body("items.trunkId", contains("page-" + id + "c"))
                .body("nextCursor", nullValue());
        admin().queryParam("limit", 0).get("/api/v1/egress-trunks").then().statusCode(400);
    }

    @Test
    void manySavesAtOnceAllSucceedWhileThePublisherWorks() throws Exception {
        create(ENOUGH).statusCode(201);
        var pool = Executors.newFixedThreadPool(8);
        try {
            var saves = IntStream.range(0, 120)
                    .<Callable<Integer>>mapToObj(count -> () -> admin().body("{" + ENOUGH + "}")
                            .put("/api/v1/egress-trunks/" + id)
                            .statusCode())
                    .toList();
            for (var save : pool.invokeAll(saves)) {
                assertEquals(200, save.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aVariableKeepsItsSecret() {
        var name = "CERT_" + COUNTER.incrementAndGet();
        admin().body("{\"name\":\"" + name + "\",\"type\":\"secret\",\"value\":\"pem-canary\"}")
                .post("/api/v1/variables")
                .then()
                .statusCode(201)
                .body("value", nullValue())
                .body("valueSet", equalTo(true));
        admin().body("{\"type\":\"text\",\"value\":\"x\"}")
                .put("/api/v1/variables/" + name)
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("immutable"));
        admin().body("{\"type\":\"secret\"}")
                .put("/api/v1/variables/" + name)
                .then()
                .statusCode(200);
        admin().delete("/api/v1/variables/" + name).then().statusCode(204);
        admin().body("{\"name\":\"lower\",\"type\":\"odd\"}")
                .post("/api/v1/variables")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/name", "/type", "/value"));
    }
}
