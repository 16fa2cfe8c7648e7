package io.egress.trunk;

import static io.egress.trunk.TrunkApi.NUMBERS;
import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.digest;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.newNumber;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no form sends but a script may: the answer is the caller's fault, never ours. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class HostileInputApiTest {
    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800b", "\\udc00", "\\ud83d"})
    void aTextThatCanNotBeStoredIsUnreadable(String text) {
        for (var member : List.of("trunkId", "name", "sipUri", "authPass", "callerIdOverride")) {
            admin().body("{\"" + member + "\":\"" + text + "\"}")
                    .post(TRUNKS)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/" + member))
                    .body("errors.code", contains("bad_format"));
        }
        admin().body("{\"baseNumbers\":[\"" + text + "\"]}")
                .post(TRUNKS)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/baseNumbers/0"));
        admin().body("[\"" + text + "\"]")
                .put(TRUNKS + "/" + newId("x") + "/base-numbers")
                .then()
                .statusCode(400);
        admin().body("{\"name\":\"" + text + "\"}").post(NUMBERS).then().statusCode(400);
        admin().body("{\"type\":\"text\",\"value\":\"" + text + "\"}")
                .put("/api/v1/variables/X")
                .then()
                .statusCode(400);
    }

    @Test
    void wholeCharactersOutsideTheFirstPlaneAreText() {
        var trunk = digest(newId("emoji"), "p\uD83D\uDE00");
        trunk.put("name", "Acme \uD83D\uDCDE");
        create(trunk).statusCode(201).body("name", equalTo("Acme \uD83D\uDCDE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00b", "%00", "A", "a%20b", "%F0%9F%98%80", "a%27--", "%2B49%00"})
    void anIdThatCanNotBeIsNotThere(String id) {
        var raw = admin().urlEncodingEnabled(false);
        raw.get(TRUNKS + "/" + id).then().statusCode(404);
        raw.delete(TRUNKS + "/" + id).then().statusCode(404);
        raw.body("[]").put(TRUNKS + "/" + id + "/base-numbers").then().statusCode(404);
        raw.get(NUMBERS + "/" + id).then().statusCode(404);
        raw.delete(NUMBERS + "/" + id).then().statusCode(404);
        raw.get("/api/v1/variables/" + (id.equals("A") ? "a" : id)).then().statusCode(404);
        raw.body(ipOnly("")).put(TRUNKS + "/" + id).then().statusCode(422);

        var trunk = newId("there");
        create(ipOnly(trunk)).statusCode(201);
        var number = newNumber();
        admin().urlEncodingEnabled(false)
                .put(TRUNKS + "/" + trunk + "/base-numbers/" + id)
                .then()
                .statusCode(404);
        admin().urlEncodingEnabled(false)
                .delete(TRUNKS + "/" + trunk + "/base-numbers/" + id)
                .then()
                .statusCode(204);
        admin().urlEncodingEnabled(false)
                .put(NUMBERS + "/" + TrunkApi.segment(number) + "/egress-trunks/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void aSearchFindsTextAndNotPatterns() {
        var trunk = newId("50_off");
        create(ipOnly(trunk)).statusCode(201);
        for (var nothing : List.of(trunk.replace('_', '%'), trunk.replace('_', '-'), "'; drop table trunk; --", "\\")) {
            admin().queryParam("q", nothing).get(TRUNKS).then().statusCode(200).body("items", empty());
        }
        admin().queryParam("q", trunk.toUpperCase())
                .get(TRUNKS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"q=%00", "q=a%00b", "cursor=AA", "cursor=%00", "cursor=!", "limit=0", "limit=501", "limit=-1"})
    void aListThatCanNotBeAskedForIsUnreadable(String query) {
        admin().urlEncodingEnabled(false)
                .get(TRUNKS + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aListOfMoreNumbersThanAStatementTakesIsJudgedAll() {
        var many = IntStream.range(0, 66_000)
                .mapToObj(at -> "+495" + (1_000_000 + at))
                .toList();
        var trunk = ipOnly(newId("many"));
        trunk.put("baseNumbers", many);
        create(trunk).statusCode(422).body("errors", hasSize(66_000));
    }
}
