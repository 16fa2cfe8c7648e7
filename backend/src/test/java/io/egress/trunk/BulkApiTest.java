package io.egress.trunk;

import static io.egress.contract.ContractVersion.NEWEST;
import static io.egress.trunk.TrunkApi.NUMBERS;
import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.digest;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.newNumber;
import static io.egress.trunk.TrunkApi.newVariable;
import static io.egress.trunk.TrunkApi.segment;
import static io.egress.trunk.TrunkApi.winners;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.egress.testing.Owner;
import io.egress.testing.Patience;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.TestActors;
import io.egress.web.Role;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An admin ticks trunks in the list, is told what will happen, and lets it happen: to all of them or to none. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class BulkApiTest {
    @Inject
    RedisDataSource redis;

    private static ValidatableResponse bulk(String action, List<String> trunkIds, Map<String, ?> more) {
        return ask("", action, trunkIds, more);
    }

    private static ValidatableResponse dryRun(String action, List<String> trunkIds, Map<String, ?> more) {
        return ask("?dryRun=true", action, trunkIds, more);
    }

    private static ValidatableResponse ask(String query, String action, List<String> trunkIds, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.putAll(Map.of("trunkIds", trunkIds, "action", action));
        return admin().body(body).post(TRUNKS + "/bulk" + query).then();
    }

    private static String newTrunk(Map<String, ?> members) {
        var trunk = ipOnly(newId("many"));
        trunk.putAll(members);
        create(trunk).statusCode(201);
        return (String) trunk.get("trunkId");
    }

    private static long revision(String trunkId) {
        return get(trunkId).extract().jsonPath().getLong("revision");
    }

    private static long revisionOfNumber(String number) {
        return admin().urlEncodingEnabled(false)
                .get(NUMBERS + "/" + segment(number))
                .jsonPath()
                .getLong("revision");
    }

    private static List<String> entriesAt(long revision) {
        return Owner.ask("SELECT concat_ws(' ', key, action, changes) FROM audit_entry WHERE revision = " + revision
                + " ORDER BY id");
    }

    private static List<String> everything() {
        return Owner.ask("SELECT t::text FROM trunk t UNION ALL SELECT l::text FROM trunk_base_number l"
                + " UNION ALL SELECT n::text FROM base_number n UNION ALL SELECT revision::text FROM revision_counter"
                + " UNION ALL SELECT id::text FROM audit_entry ORDER BY 1");
    }

    @Test
    void disablingSaysWhichNumbersHaveNoTrunkLeftThenDoesIt() {
        var alone = newNumber();
        var shared = newNumber();
        var trunks = List.of(
                newTrunk(Map.of("baseNumbers", List.of(alone, shared))),
                newTrunk(Map.of("baseNumbers", List.of(shared))),
                newTrunk(Map.of("enabled", false)));
        newTrunk(Map.of("baseNumbers", List.of(shared)));
        var before = everything();
        dryRun("disable", trunks, Map.of())
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("changed", equalTo(trunks.subList(0, 2)))
                .body("unchanged", equalTo(trunks.subList(2, 3)))
                .body("revision", nullValue())
                .body("effects.baseNumbersWithoutTrunk", contains(alone))
                .body("effects.baseNumbersWithoutTrunkCount", equalTo(1))
                .body("effects.baseNumbersTouched", equalTo(2));
        assertEquals(before, everything());

        long revision = bulk("disable", trunks, Map.of())
                .statusCode(200)
                .body("dryRun", equalTo(false))
                .body("changed", equalTo(trunks.subList(0, 2)))
                .body("effects.baseNumbersWithoutTrunk", contains(alone))
                .extract()
                .jsonPath()
                .getLong("revision");
        get(trunks.get(0)).body("enabled", equalTo(false)).body("updatedBy", equalTo("admin"));
        assertEquals(
                List.of(revision, revision),
                Stream.of(0, 1).map(at -> revision(trunks.get(at))).toList());
        assertNotEquals(revision, revision(trunks.get(2)));
        assertEquals(
                Stream.of(0, 1)
                        .map(at -> trunks.get(at) + " update [{\"to\": false, \"from\": true, \"field\": \"enabled\"}]")
                        .toList(),
                entriesAt(revision));
    }

    @Test
    void enablingBeginsRegistrationsAndWhatIsOnAlreadyStaysAsItIs() {
        var registers = digest(newId("many"), "secret");
        registers.putAll(Map.of("authMethod", "registration", "enabled", false));
        create(registers).statusCode(201);
        var off = (String) registers.get("trunkId");
        var on = newTrunk(Map.of());
        long before = revision(on);
        bulk("enable", List.of(on, off), Map.of())
                .statusCode(200)
                .body("changed", contains(off))
                .body("unchanged", contains(on))
                .body("effects.registrationsStarted", equalTo(1))
                .body("effects.registrationsEnded", equalTo(0))
                .body("effects.baseNumbersWithoutTrunk", empty());
        assertEquals(before, revision(on));
        get(off).body("enabled", equalTo(true)).body("authPassSet", equalTo(true));
        bulk("enable", List.of(on, off), Map.of()).body("changed", empty()).body("revision", nullValue());
        bulk("disable", List.of(on, off), Map.of()).body("effects.registrationsEnded", equalTo(1));
    }

    @Test
    void aTrunkWhoseCertificateHasEndedIsNotEnabledAndNoOtherIs() {
        var variable = newVariable("secret", Pems.text("expired"));
        var ended = newTrunk(
                Map.of("transport", "tls", "authMethod", "tls_mutual", "tlsCertVariable", variable, "enabled", false));
        var fine = newTrunk(Map.of("enabled", false));
        var before = everything();
        for (var query : List.of("", "?dryRun=true")) {
            ask(query, "enable", List.of(fine, ended), Map.of())
                    .statusCode(422)
                    .body("errors.pointer", contains("/trunkIds/1"))
                    .body("errors.code", contains("expired"))
                    .body("errors[0].detail", containsString(ended + "/tlsCertVariable: "));
        }
        assertEquals(before, everything());
        bulk("set_priority", List.of(ended), Map.of("priority", 7)).statusCode(200);
    }

    @Test
    void theOrderOfNumbersFollowsTheNewPriority() {
        var number = newNumber();
        var first = newTrunk(Map.of("priority", 90, "baseNumbers", List.of(number)));
        var others = List.of(newTrunk(Map.of("baseNumbers", List.of(number))), newTrunk(Map.of("priority", 100)));
        bulk("set_priority", others, Map.of("priority", 100))
                .statusCode(200)
                .body("changed", contains(others.get(0)))
                .body("unchanged", contains(others.get(1)))
                .body("effects.baseNumbersTouched", equalTo(1));
        assertEquals(List.of(others.get(0), first), winners(number));
    }

    @Test
    void numbersAreLinkedToManyTrunksAndUnlinkedAgain() {
        var numbers = List.of(newNumber(), newNumber());
        var trunks = List.of(
                newTrunk(Map.of("baseNumbers", numbers)),
                newTrunk(Map.of("baseNumbers", numbers.subList(0, 1))),
                newTrunk(Map.of()));
        long before = revisionOfNumber(numbers.get(0));
        long revision = bulk("link", trunks, Map.of("baseNumbers", numbers))
                .statusCode(200)
                .body("changed", equalTo(trunks.subList(1, 3)))
                .body("unchanged", contains(trunks.get(0)))
                .body("effects.baseNumbersTouched", equalTo(2))
                .extract()
                .jsonPath()
                .getLong("revision");
        assertEquals(
                trunks.stream().sorted().toList(),
                winners(numbers.get(1)).stream().sorted().toList());
        assertEquals(
                List.of(revision, revision),
                numbers.stream().map(BulkApiTest::revisionOfNumber).toList());
        assertNotEquals(before, revision);
        assertEquals(2, entriesAt(revision).size());
        bulk("link", trunks, Map.of("baseNumbers", numbers)).body("changed", empty());

        dryRun("unlink", trunks, Map.of("baseNumbers", numbers.subList(0, 1)))
                .body("effects.baseNumbersWithoutTrunk", contains(numbers.get(0)));
        bulk("unlink", trunks.subList(0, 2), Map.of("baseNumbers", numbers.subList(0, 1)))
                .statusCode(200)
                .body("effects.baseNumbersWithoutTrunk", empty())
                .body("effects.baseNumbersTouched", equalTo(1));
        assertEquals(trunks.subList(2, 3), winners(numbers.get(0)));
        get(trunks.get(0)).body("baseNumbers", contains(numbers.get(1)));
    }

    @Test
    void deletedTrunksAreGoneFromNumbersAndFromRedis() throws Exception {
        var number = newNumber();
        var trunks = List.of(
                newTrunk(Map.of("baseNumbers", List.of(number))), newTrunk(Map.of("baseNumbers", List.of(number))));
        var stays = newTrunk(Map.of("baseNumbers", List.of(number), "enabled", false));
        long revision = bulk("delete", trunks, Map.of())
                .statusCode(200)
                .body("changed", equalTo(trunks))
                .body("effects.baseNumbersWithoutTrunk", contains(number))
                .extract()
                .jsonPath()
                .getLong("revision");
        trunks.forEach(trunk -> get(trunk).statusCode(404));
        assertEquals(List.of(stays), winners(number));
        assertEquals(
                2,
                entriesAt(revision).stream()
                        .filter(entry ->
                                entry.contains(" delete ") && entry.contains("\"removed\": [\"" + number + "\"]"))
                        .count());
        Patience.await(
                "Redis has it",
                () -> Long.parseLong(redis.hash(String.class).hget(NEWEST.head(), "revision")) >= revision);
        trunks.forEach(trunk -> assertNull(redis.hash(String.class).hget(NEWEST.trunks(), trunk)));
        assertEquals(-1, redis.hash(String.class).hget(NEWEST.numbers(), number).indexOf(trunks.get(0)));
    }

    @Test
    void whoNamesOneThatIsNotThereIsToldOfAllOfThemAndNothingHappens() {
        Owner.makeTeam("bulk-others");
        var theirs = newId("theirs");
        TestActors.as("eve", Role.EDITOR, "bulk-others")
                .body(ipOnly(theirs))
                .post(TRUNKS)
                .then()
                .statusCode(201);
        var ours = newTrunk(Map.of());
        var before = everything();
        for (var query : List.of("", "?dryRun=true")) {
            ask(query, "delete", List.of("nobody", ours, theirs, ours, "No Trunk"), Map.of())
                    .statusCode(422)
                    .body("errors.pointer", contains("/trunkIds/0", "/trunkIds/2", "/trunkIds/3", "/trunkIds/4"))
                    .body("errors.code", contains("unknown_trunk", "unknown_trunk", "duplicate", "unknown_trunk"));
        }
        assertEquals(before, everything());
    }

    @Test
    void allThatIsWrongWithARequestIsSaidAtOnce() {
        var trunk = newTrunk(Map.of());
        bulk("explode", List.of(trunk, "nobody"), Map.of("priority", 101))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/action", "/priority", "/priority", "/trunkIds/1"));
        bulk("enable", List.of(trunk), Map.of("priority", 5, "baseNumbers", List.of("+493055500")))
                .statusCode(422)
                .body("errors.pointer", contains("/baseNumbers", "/baseNumbers/0", "/priority"));
        bulk("link", List.of(trunk), Map.of()).statusCode(422).body("errors.pointer", contains("/baseNumbers"));
        bulk("set_priority", List.of(trunk), Map.of()).statusCode(422).body("errors.code", contains("required"));
        bulk("enable", List.of(), Map.of())
                .statusCode(422)
                .body("errors.pointer", contains("/trunkIds"))
                .body("errors.code", contains("required"));
        admin().body("{}")
                .post(TRUNKS + "/bulk")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/action", "/trunkIds"));
        bulk("enable", IntStream.range(0, 501).mapToObj(at -> "t" + at).toList(), Map.of())
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors.code", contains("too_long"));
        admin().body("{}").post(TRUNKS + "/bulk?dryRun=perhaps").then().statusCode(400);
    }

    @Test
    void noMoreLinksChangeAtOnceThanOthersCanWaitFor() {
        Owner.makeTeam("wide");
        Owner.run("INSERT INTO base_number SELECT '+4941' || 5000000 + i, 'wide', NULL, 1, now(), 'x', now(), 'x'"
                + " FROM generate_series(1, 2000) i");
        var numbers = Owner.ask("SELECT number FROM base_number WHERE team = 'wide'");
        var editor = TestActors.as("wanda", Role.EDITOR, "wide");
        var trunks = IntStream.range(0, 11).mapToObj(at -> newId("wide")).toList();
        trunks.forEach(trunk -> editor.body(ipOnly(trunk)).post(TRUNKS).then().statusCode(201));
        editor.body(Map.of("trunkIds", trunks, "action", "link", "baseNumbers", numbers))
                .post(TRUNKS + "/bulk")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/trunkIds"))
                .body("errors[0].detail", containsString("22000 links"));
        editor.body(Map.of("trunkIds", trunks.subList(0, 10), "action", "link", "baseNumbers", numbers))
                .post(TRUNKS + "/bulk")
                .then()
                .statusCode(200)
                .body("effects.baseNumbersTouched", equalTo(2000));
        editor.body(Map.of("trunkIds", trunks.subList(0, 10), "action", "delete"))
                .post(TRUNKS + "/bulk?dryRun=true")
                .then()
                .statusCode(200)
                .body("effects.baseNumbersWithoutTrunk", hasSize(20))
                .body("effects.baseNumbersWithoutTrunkCount", equalTo(2000));
    }
}
