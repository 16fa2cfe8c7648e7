package io.egress.trunk;

import static io.egress.trunk.TrunkApi.NUMBERS;
import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.VARIABLES;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.newNumber;
import static io.egress.trunk.TrunkApi.newVariable;
import static io.egress.trunk.TrunkApi.patch;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script reads lists page by page, and an admin sorts and filters them, while others work. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class ListsApiTest {
    private static ValidatableResponse list(String collection, Map<String, ?> query) {
        return admin().queryParams(query).get(collection).then();
    }

    private static List<String> ids(String collection, String key, Map<String, ?> query) {
        return list(collection, query).statusCode(200).extract().path("items." + key);
    }

    /** Every item of a list, by pages of two. */
    private static List<String> byPages(String collection, String key, Map<String, String> query) {
        var ids = new ArrayList<String>();
        String cursor = null;
        do {
            var request = admin().queryParams(query).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(collection)
                    .then()
                    .statusCode(200)
                    .extract();
            ids.addAll(page.<List<String>>path("items." + key));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        return ids;
    }

    private static void newTrunk(String trunkId, Map<String, ?> members) {
        var trunk = ipOnly(trunkId);
        trunk.putAll(members);
        create(trunk).statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trunkId",
                "-trunkId",
                "name",
                "-name",
                "priority",
                "-priority",
                "updatedAt",
                "-updatedAt",
                "authMethod",
                "-authMethod",
                "transport",
                "-transport",
                "enabled",
                "-enabled",
                "maxConcurrentCalls",
                "-maxConcurrentCalls"
            })
    void noTrunkThatStaysIsMissedOrComesTwiceWhileOthersComeAndGo(String sort) {
        var prefix = newId("walk");
        var stay = IntStream.range(0, 6).mapToObj(at -> prefix + "-stays-" + at).toList();
        var others =
                IntStream.range(0, 3).mapToObj(at -> prefix + "-goes-" + at).toList();
        for (int at = 0; at < 6; at++) {
            // Names and priorities that tie, so that the ID has to decide.
            newTrunk(stay.get(at), Map.of("name", at % 2 == 0 ? "Even" : "odd", "priority", at / 2, "enabled", at < 3));
        }
        others.forEach(trunk -> newTrunk(trunk, Map.of("name", "even", "priority", 1)));

        var seen = new ArrayList<String>();
        String cursor = null;
        int round = 0;
        do {
            var request =
                    admin().queryParam("q", prefix).queryParam("sort", sort).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(TRUNKS)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.trunkId"));
            cursor = page.path("nextCursor");
            // The last one shown goes, whose place the cursor is, if it is one that may; one comes at either end.
            var last = seen.get(seen.size() - 1);
            if (!stay.contains(last)) {
                admin().delete(TRUNKS + "/" + last).then().statusCode(204);
            }
            newTrunk(prefix + "-a-new-" + round, Map.of("name", "A", "priority", 0));
            newTrunk(prefix + "-z-new-" + round, Map.of("name", "Z", "priority", 100));
            round++;
        } while (cursor != null && round < 20);
        assertEquals(stay, seen.stream().filter(stay::contains).sorted().toList());
        assertEquals(seen.size(), seen.stream().distinct().count());
    }

    @Test
    void aListIsSortedByWhatTheTableShowsAndTiesGoToTheSmallerId() {
        var prefix = newId("sort");
        newTrunk(prefix + "c", Map.of("name", "alpha", "priority", 10, "maxConcurrentCalls", 3));
        newTrunk(prefix + "a", Map.of("name", "Beta", "priority", 90, "transport", "tcp"));
        newTrunk(prefix + "b", Map.of("name", "beta", "priority", 90, "enabled", false));
        for (var sorted : Map.of(
                        "",
                        "abc",
                        "-trunkId",
                        "cba",
                        "name",
                        "cab",
                        "-name",
                        "abc",
                        "priority",
                        "cab",
                        "-priority",
                        "abc",
                        "updatedAt",
                        "cab",
                        "enabled",
                        "bac",
                        "-transport",
                        "bca",
                        "-maxConcurrentCalls",
                        "cab")
                .entrySet()) {
            var query = sorted.getKey().isEmpty() ? Map.of("q", prefix) : Map.of("q", prefix, "sort", sorted.getKey());
            var expected = sorted.getValue()
                    .chars()
                    .mapToObj(letter -> prefix + (char) letter)
                    .toList();
            assertEquals(expected, ids(TRUNKS, "trunkId", query), sorted.getKey());
            assertEquals(expected, byPages(TRUNKS, "trunkId", query), sorted.getKey());
        }
    }

    @Test
    void aListIsFilteredByWhatAnAdminLooksFor() {
        var prefix = newId("filter");
        var number = newNumber();
        newTrunk(prefix + "a", Map.of("baseNumbers", List.of(number), "transport", "tcp"));
        newTrunk(prefix + "b", Map.of("enabled", false, "name", "Ünïcode & Söhne"));
        newTrunk(prefix + "c", Map.of("authMethod", "digest", "authUser", "u", "authPass", "p", "transport", "tls"));
        for (var filter : List.of(
                Map.entry(Map.of("authMethod", "digest"), "c"),
                Map.entry(Map.of("authMethod", List.of("digest", "ip_only")), "abc"),
                Map.entry(Map.of("authMethod", "tls_mutual"), ""),
                Map.entry(Map.of("transport", List.of("tcp", "tls")), "ac"),
                Map.entry(Map.of("enabled", "false"), "b"),
                Map.entry(Map.of("enabled", "true", "transport", "tcp"), "a"),
                Map.entry(Map.of("baseNumber", number), "a"),
                Map.entry(Map.of("baseNumber", "+49405550"), ""),
                Map.entry(Map.of("unlinked", "true"), "bc"),
                Map.entry(Map.of("unlinked", "false"), "a"))) {
            var query = new java.util.HashMap<String, Object>(filter.getKey());
            query.put("q", prefix.toUpperCase());
            var expected = filter.getValue()
                    .chars()
                    .mapToObj(letter -> prefix + (char) letter)
                    .toList();
            list(TRUNKS, query)
                    .statusCode(200)
                    .body("items.trunkId", equalTo(expected))
                    .body("total", equalTo(expected.size()));
        }
        assertEquals(List.of(prefix + "b"), ids(TRUNKS, "trunkId", Map.of("q", "SÖHNE", "enabled", "false")));
        assertEquals(
                List.of(prefix + "a"),
                admin().urlEncodingEnabled(false)
                        .get(TRUNKS + "?baseNumber=" + number)
                        .then()
                        .extract()
                        .path("items.trunkId"));
    }

    @Test
    void theTotalCountsAllPages() {
        var prefix = newId("total");
        for (var suffix : List.of("a", "b", "c")) {
            newTrunk(prefix + suffix, Map.of());
        }
        var first = list(TRUNKS, Map.of("q", prefix, "limit", 2))
                .statusCode(200)
                .body("total", equalTo(3))
                .body("items", hasSize(2))
                .extract();
        list(TRUNKS, Map.of("q", prefix, "limit", 2, "cursor", first.path("nextCursor")))
                .statusCode(200)
                .body("total", equalTo(3))
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
    }

    @Test
    void whatIsWrongWithAQueryIsSaidAtOnce() {
        list(
                        TRUNKS,
                        Map.of(
                                "limit",
                                "many",
                                "cursor",
                                "nonsense",
                                "sort",
                                "colour",
                                "enabled",
                                "yes",
                                "transport",
                                "sctp",
                                "authMethod",
                                "md5",
                                "unlinked",
                                "1"))
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/limit", "/cursor", "/sort", "/enabled", "/transport", "/authMethod", "/unlinked"));
        for (var limit : List.of("0", "501", "-1", "99999999999")) {
            list(TRUNKS, Map.of("limit", limit)).statusCode(400).body("errors.code", contains("out_of_range"));
        }
    }

    @Test
    void aMistypedParameterDoesNotListEverything() {
        for (var collection : List.of(TRUNKS, NUMBERS, VARIABLES)) {
            list(collection, Map.of("enabeld", "true"))
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.pointer", contains("/enabeld"))
                    .body("errors.code", contains("unknown_parameter"));
        }
        admin().get(TRUNKS + "?q=a&q=b").then().statusCode(400).body("errors.code", contains("duplicate"));
        var trunk = newId("kept");
        newTrunk(trunk, Map.of());
        admin().delete(TRUNKS + "/" + trunk + "?forse=true").then().statusCode(400);
        admin().delete(TRUNKS + "/" + trunk + "?force=yes")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/force"));
        get(trunk).statusCode(200);
    }

    @Test
    void aCursorIsGoodForItsListAlone() {
        var prefix = newId("cursor");
        for (var suffix : List.of("a", "b", "c")) {
            newTrunk(prefix + suffix, Map.of());
        }
        String cursor = list(TRUNKS, Map.of("q", prefix, "limit", 1, "sort", "name"))
                .extract()
                .path("nextCursor");
        list(TRUNKS, Map.of("q", prefix, "limit", 2, "sort", "name", "cursor", cursor))
                .statusCode(200)
                .body("items.trunkId", contains(prefix + "b", prefix + "c"));
        for (var other : List.of(
                Map.of("sort", "name"),
                Map.of("q", prefix),
                Map.of("q", prefix, "sort", "-name"),
                Map.of("q", prefix, "sort", "name", "enabled", "true"))) {
            admin().queryParams(other)
                    .queryParam("cursor", cursor)
                    .get(TRUNKS)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("bad_cursor"));
        }
        list(NUMBERS, Map.of("cursor", cursor)).statusCode(400).body("errors.code", contains("bad_cursor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "null",
                "[1,2,3]",
                "[null,null,null]",
                "[\"%s\",\"x\",\"a\"]",
                "[\"%s\",\"\",\"a\"]",
                "[\"%s\",\"1\",\"\\u0000\"]",
                "[\"%s\",\"+999999999-01-01T00:00:00Z\",\"a\"]",
                "[\"%s\",\"99999999999\",\"a\"]"
            })
    void aForgedCursorIsNoFaultOfOurs(String forged) {
        for (var sort : List.of("priority", "updatedAt")) {
            newTrunk(newId("forge"), Map.of());
            newTrunk(newId("forge"), Map.of());
            String good = list(TRUNKS, Map.of("q", "forge", "limit", 1, "sort", sort))
                    .extract()
                    .path("nextCursor");
            var name = new String(Base64.getUrlDecoder().decode(good)).split("\"")[1];
            var bad =
                    Base64.getUrlEncoder().encodeToString(forged.formatted(name).getBytes());
            list(TRUNKS, Map.of("q", "forge", "limit", 1, "sort", sort, "cursor", bad))
                    .statusCode(400)
                    .body("errors.code", contains("bad_cursor"));
        }
    }

    @Test
    void rowsTellLinksWholeOrHowManyTheyAre() {
        var prefix = newId("many");
        var numbers = IntStream.range(0, 21).mapToObj(at -> newNumber()).toList();
        newTrunk(prefix + "few", Map.of("baseNumbers", numbers.subList(0, 20)));
        newTrunk(prefix + "more", Map.of("baseNumbers", numbers));
        list(TRUNKS, Map.of("q", prefix))
                .statusCode(200)
                .body("items[0].baseNumbers", equalTo(numbers.subList(0, 20)))
                .body("items[0].baseNumberCount", equalTo(20))
                .body("items[1].baseNumbers", nullValue())
                .body("items[1].baseNumberCount", equalTo(21));
        get(prefix + "more").body("baseNumbers", equalTo(numbers)).body("baseNumberCount", equalTo(21));
        list(TRUNKS, Map.of("q", prefix))
                .body("items.status.state", everyItem(notNullValue()))
                .body("items.status.callsNow", everyItem(notNullValue()));

        admin().get(NUMBERS + "/" + numbers.get(0))
                .then()
                .body("egressTrunks", contains(prefix + "few", prefix + "more"))
                .body("egressTrunkCount", equalTo(2));
        list(NUMBERS, Map.of("q", numbers.get(20).substring(1)))
                .body("items[0].egressTrunks", contains(prefix + "more"));
    }

    @Test
    void baseNumbersAreSortedByNameWhateverItsCaseAndThoseWithoutComeLast() {
        var trunk = newId("named");
        newTrunk(trunk, Map.of());
        var numbers = IntStream.range(0, 5).mapToObj(at -> newNumber()).toList();
        patch(trunk, "{\"baseNumbers\":[\"" + String.join("\",\"", numbers) + "\"]}")
                .statusCode(200);
        var names = List.of("berlin", "Aachen", "Zwickau");
        for (int at = 0; at < 3; at++) {
            patch(NUMBERS, numbers.get(at), "{\"name\":\"" + names.get(at) + "\"}")
                    .statusCode(200);
        }
        for (var sorted : Map.of("name", "10234", "-name", "20134", "number", "01234", "-number", "43210")
                .entrySet()) {
            var expected = sorted.getValue()
                    .chars()
                    .mapToObj(digit -> numbers.get(digit - '0'))
                    .toList();
            assertEquals(
                    expected,
                    byPages(NUMBERS, "number", Map.of("egressTrunk", trunk, "sort", sorted.getKey())),
                    sorted.getKey());
        }
        list(NUMBERS, Map.of("egressTrunk", trunk, "q", "BERL")).body("items.number", contains(numbers.get(0)));
        list(NUMBERS, Map.of("egressTrunk", trunk, "unlinked", "true")).body("total", equalTo(0));
        list(NUMBERS, Map.of("egressTrunk", trunk, "unlinked", "false")).body("total", equalTo(5));
        var alone = newNumber();
        list(NUMBERS, Map.of("q", alone.substring(1), "unlinked", "true")).body("items.number", contains(alone));
    }

    @Test
    void variablesAreFilteredByTypeAndByWhoUsesThem() {
        var unused = newVariable("text", "x");
        var secret = newVariable("secret", "y");
        var ca = newVariable("text", io.egress.testing.Pems.text("ca"));
        var trunk = newId("uses");
        newTrunk(trunk, Map.of("transport", "tls", "tlsCaVariable", ca));
        list(VARIABLES, Map.of("limit", 500, "type", "secret"))
                .body("items.type", everyItem(equalTo("secret")))
                .body("items.name", hasItem(secret));
        list(VARIABLES, Map.of("limit", 500, "unused", "true"))
                .body("items.name", hasItem(unused))
                .body("items.name", not(hasItem(ca)));
        list(VARIABLES, Map.of("q", ca.toLowerCase(), "unused", "false"))
                .body("items.find { it.name == '" + ca + "' }.usedBy", contains(trunk));
        var descending = byPages(VARIABLES, "name", Map.of("q", "variable", "sort", "-updatedAt"));
        assertTrue(descending.indexOf(ca) < descending.indexOf(unused));
    }

    @Test
    void aLongTextIsLeftOutOfTheList() {
        var variable = newVariable("text", "long ".repeat(300));
        list(VARIABLES, Map.of("q", variable))
                .body("items[0].value", nullValue())
                .body("items[0].valueSet", equalTo(true));
        admin().get(VARIABLES + "/" + variable).then().body("value", equalTo("long ".repeat(300)));
    }
}
