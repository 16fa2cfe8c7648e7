package io.egress.trunk;

import static io.egress.trunk.TrunkApi.NUMBERS;
import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.VARIABLES;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.newNumber;
import static io.egress.trunk.TrunkApi.newVariable;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Scripts and pages that work on the same objects find out about each other before they overwrite anything. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class PreconditionsApiTest {
    @Inject
    DataSource postgres;

    private static String newTrunk() {
        var trunk = newId("guarded");
        create(ipOnly(trunk)).statusCode(201);
        return trunk;
    }

    private static String tag(String path) {
        return admin().get(path).then().statusCode(200).extract().header("ETag");
    }

    @Test
    void whoHasAnObjectAsItIsNeedNotGetItAgain() {
        var number = newNumber();
        var trunk = newTrunk();
        admin().put(TRUNKS + "/" + trunk + "/base-numbers/" + number).then().statusCode(204);
        for (var path : List.of(
                TRUNKS + "/" + trunk,
                NUMBERS + "/" + number,
                VARIABLES + "/" + newVariable("text", "x"),
                TRUNKS + "/" + trunk + "/base-numbers",
                NUMBERS + "/" + number + "/egress-trunks",
                TRUNKS + "/" + trunk + "/base-numbers/" + number,
                NUMBERS + "/" + number + "/egress-trunks/" + trunk)) {
            var tag = tag(path);
            for (var same : List.of(tag, "\"1\", " + tag, "W/" + tag, "*")) {
                admin().header("If-None-Match", same)
                        .get(path)
                        .then()
                        .statusCode(304)
                        .header("ETag", tag)
                        .body(emptyString());
            }
            admin().header("If-None-Match", "\"1\"")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("ETag", tag)
                    .header("Cache-Control", "no-store");
        }
    }

    @Test
    void aLinkIsMadeOnlyOnWhatTheCallerRead() {
        var number = newNumber();
        var trunk = newTrunk();
        for (var owner : List.of(TRUNKS + "/" + trunk, NUMBERS + "/" + number)) {
            boolean ofTrunk = owner.startsWith(TRUNKS);
            var set = owner + (ofTrunk ? "/base-numbers" : "/egress-trunks");
            var single = set + "/" + (ofTrunk ? number : trunk);
            var other = List.of(ofTrunk ? number : trunk);

            var old = tag(owner);
            var linked = admin().header("If-Match", old)
                    .put(single)
                    .then()
                    .statusCode(204)
                    .extract()
                    .header("ETag");
            assertEquals(tag(owner), linked);
            for (var stale : List.of(old, "W/" + linked, "\"0\"")) {
                admin().header("If-Match", stale).put(single).then().statusCode(412);
                admin().header("If-Match", stale).delete(single).then().statusCode(412);
                admin().header("If-Match", stale)
                        .body(List.of())
                        .put(set)
                        .then()
                        .statusCode(412);
            }
            var same = admin().header("If-Match", linked)
                    .body(other)
                    .put(set)
                    .then()
                    .statusCode(200)
                    .body("$", equalTo(other))
                    .extract()
                    .header("ETag");
            assertEquals(linked, same);
            var none = admin().header("If-Match", linked)
                    .delete(single)
                    .then()
                    .statusCode(204)
                    .extract()
                    .header("ETag");
            assertEquals(tag(owner), none);
            admin().header("If-Match", none)
                    .body(other)
                    .put(set)
                    .then()
                    .statusCode(200)
                    .header("ETag", not(equalTo(none)));
            admin().body(List.of()).put(set).then().statusCode(200);
        }
    }

    @Test
    void oneLinkCanBeAskedFor() {
        var number = newNumber();
        var trunk = newTrunk();
        var paths = List.of(
                TRUNKS + "/" + trunk + "/base-numbers/" + number, NUMBERS + "/" + number + "/egress-trunks/" + trunk);
        paths.forEach(path -> admin().get(path).then().statusCode(404).contentType("application/problem+json"));
        admin().put(paths.get(0)).then().statusCode(204);
        paths.forEach(path -> admin().get(path)
                .then()
                .statusCode(200)
                .body("trunkId", equalTo(trunk))
                .body("number", equalTo(number)));
    }

    @Test
    void nothingIsDeletedThatTheCallerDidNotSee() {
        for (var path : List.of(
                TRUNKS + "/" + newTrunk(), NUMBERS + "/" + newNumber(), VARIABLES + "/" + newVariable("text", "x"))) {
            admin().header("If-Match", "\"1\"").delete(path).then().statusCode(412);
            admin().header("If-Match", tag(path)).delete(path).then().statusCode(204);
            admin().get(path).then().statusCode(404);
        }
    }

    @Test
    void aGuardedPutNeverReplaces() {
        var variable = newVariable("text", "first");
        admin().header("If-None-Match", "*")
                .body(Map.of("type", "text", "value", "second"))
                .put(VARIABLES + "/" + variable)
                .then()
                .statusCode(412);
        admin().get(VARIABLES + "/" + variable).then().body("value", equalTo("first"));
        admin().header("If-None-Match", "*")
                .body("{}")
                .put(NUMBERS + "/" + newNumber())
                .then()
                .statusCode(412);
        admin().header("If-Match", "*")
                .body(Map.of("type", "text", "value", "x"))
                .put(VARIABLES + "/NOT_THERE_YET")
                .then()
                .statusCode(412);
    }

    @Test
    void aPutThatMeetsADeleteCreatesOrReplaces() throws Exception {
        for (int round = 0; round < 5; round++) {
            var variable = newVariable("text", "x");
            var requests = new ArrayList<Callable<Integer>>();
            for (int at = 0; at < 4; at++) {
                requests.add(() -> admin().body(Map.of("type", "text", "value", "y"))
                        .put(VARIABLES + "/" + variable)
                        .statusCode());
                requests.add(() -> admin().delete(VARIABLES + "/" + variable).statusCode());
            }
            var pool = Executors.newFixedThreadPool(requests.size());
            try {
                var answers = pool.invokeAll(requests);
                for (int at = 0; at < answers.size(); at++) {
                    var status = answers.get(at).get();
                    org.hamcrest.MatcherAssert.assertThat(status, at % 2 == 0 ? oneOf(200, 201) : oneOf(204, 404));
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    private void insertNumbers(List<String> numbers) throws SQLException {
        try (var connection = postgres.getConnection();
                var insert = connection.prepareStatement("""
                INSERT INTO base_number (number, team, revision, created_at, created_by, updated_at, updated_by)
                SELECT unnest(?), 'default', 0, now(), 'test', now(), 'test'""")) {
            insert.setArray(1, connection.createArrayOf("text", numbers.toArray()));
            insert.executeUpdate();
        }
    }

    @Test
    void tenThousandBaseNumbersAreLinkedAndUnlinkedByOneRequest() throws SQLException {
        var numbers = IntStream.range(0, 10_000)
                .mapToObj(at -> "+4989" + (7_000_000 + at))
                .toList();
        insertNumbers(numbers);
        var trunk = newTrunk();
        var path = TRUNKS + "/" + trunk + "/base-numbers";
        var linked = admin().body(numbers)
                .put(path)
                .then()
                .statusCode(200)
                .body("$", equalTo(numbers))
                .extract()
                .header("ETag");
        admin().get(TRUNKS + "/" + trunk).then().header("ETag", linked).body("baseNumberCount", equalTo(10_000));
        assertEquals(linked, tag(NUMBERS + "/" + numbers.get(9_999)));
        admin().queryParam("egressTrunk", trunk)
                .queryParam("limit", 1)
                .get(NUMBERS)
                .then()
                .body("total", equalTo(10_000))
                .body("items.number", contains(numbers.get(0)));

        admin().body(numbers.subList(1, 10_000)).put(path).then().statusCode(200);
        assertEquals(linked, tag(NUMBERS + "/" + numbers.get(9_999)));
        admin().delete(TRUNKS + "/" + trunk)
                .then()
                .statusCode(409)
                .body("dependentCount", equalTo(9_999))
                .body("detail", containsString("and 9989 more"));
        admin().delete(TRUNKS + "/" + trunk + "?force=true").then().statusCode(204);
        admin().queryParam("q", "+49897")
                .queryParam("unlinked", "true")
                .get(NUMBERS)
                .then()
                .body("total", equalTo(10_000));
    }
}
