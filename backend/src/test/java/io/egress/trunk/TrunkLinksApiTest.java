package io.egress.trunk;

import static io.egress.trunk.TrunkApi.NUMBERS;
import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.newNumber;
import static io.egress.trunk.TrunkApi.winners;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An admin links trunks and base numbers from whichever side is at hand, and others do so at the same time. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TrunkLinksApiTest {
    private static String tagOfTrunk(String trunkId) {
        return get(trunkId).statusCode(200).extract().header("ETag");
    }

    private static String tagOfNumber(String number) {
        return admin().get(NUMBERS + "/" + number)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }

    private static List<Integer> allAtOnce(List<Callable<Integer>> requests) throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var statuses = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(requests)) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void theHigherPriorityWinsAndTiesGoToTheSmallerIdByteByByte() {
        var number = newNumber();
        var prefix = newId("tie");
        // A dictionary puts "ab" before "a-c"; bytes, and proxies, do not.
        for (var suffix : List.of("ab", "a-c", "a_b", "aa")) {
            var trunk = ipOnly(prefix + suffix);
            trunk.put("priority", suffix.equals("aa") ? 90 : 50);
            trunk.put("baseNumbers", List.of(number));
            create(trunk).statusCode(201);
        }
        assertEquals(List.of(prefix + "aa", prefix + "a-c", prefix + "a_b", prefix + "ab"), winners(number));
    }

    @Test
    void aLinkMovesTheRevisionOfBothSidesAndRepeatingItMovesNothing() {
        var number = newNumber();
        var trunk = newId("both");
        create(ipOnly(trunk)).statusCode(201);
        var trunkBefore = tagOfTrunk(trunk);
        var numberBefore = tagOfNumber(number);

        admin().put(TRUNKS + "/" + trunk + "/base-numbers/" + number).then().statusCode(204);
        get(trunk).header("ETag", not(equalTo(trunkBefore))).body("baseNumbers", contains(number));
        assertEquals(tagOfTrunk(trunk), tagOfNumber(number));
        assertEquals(List.of(trunk), winners(number));

        var linked = tagOfTrunk(trunk);
        admin().put(TRUNKS + "/" + trunk + "/base-numbers/" + number).then().statusCode(204);
        admin().put(NUMBERS + "/" + number + "/egress-trunks/" + trunk).then().statusCode(204);
        admin().body(List.of(number))
                .put(TRUNKS + "/" + trunk + "/base-numbers")
                .then()
                .statusCode(200);
        admin().body(List.of(trunk))
                .put(NUMBERS + "/" + number + "/egress-trunks")
                .then()
                .statusCode(200);
        assertEquals(linked, tagOfTrunk(trunk));
        assertEquals(linked, tagOfNumber(number));

        admin().delete(NUMBERS + "/" + number + "/egress-trunks/" + trunk)
                .then()
                .statusCode(204);
        get(trunk).header("ETag", not(equalTo(linked))).body("baseNumbers", empty());
        assertEquals(tagOfTrunk(trunk), tagOfNumber(number));
        assertEquals(numberBefore.equals(tagOfNumber(number)), false);
        admin().delete(NUMBERS + "/" + number + "/egress-trunks/" + trunk)
                .then()
                .statusCode(204);
    }

    @Test
    void onlyNumbersWhoseLinksChangeMove() {
        var stays = newNumber();
        var goes = newNumber();
        var comes = newNumber();
        var trunk = newId("set");
        var request = ipOnly(trunk);
        request.put("baseNumbers", List.of(stays, goes));
        create(request).statusCode(201);
        var before = tagOfNumber(stays);

        admin().body(List.of(stays, comes))
                .put(TRUNKS + "/" + trunk + "/base-numbers")
                .then()
                .statusCode(200)
                .body("$", contains(stays, comes));
        assertEquals(before, tagOfNumber(stays));
        assertEquals(tagOfTrunk(trunk), tagOfNumber(goes));
        assertEquals(tagOfTrunk(trunk), tagOfNumber(comes));
        assertEquals(List.of(), winners(goes));
    }

    @Test
    void anEditWithoutBaseNumbersLeavesTheLinks() {
        var number = newNumber();
        var trunk = newId("keep");
        var request = ipOnly(trunk);
        request.put("baseNumbers", List.of(number));
        create(request).statusCode(201);
        request.remove("baseNumbers");
        TrunkApi.replace(trunk, request).statusCode(200).body("baseNumbers", contains(number));
    }

    @Test
    void separatorsInANumberAreAsOnTheNumberPage() {
        var number = newNumber();
        var trunk = newId("spaced");
        var request = ipOnly(trunk);
        request.put("baseNumbers", List.of(number.substring(0, 3) + " (40) " + number.substring(5)));
        create(request).statusCode(201).body("baseNumbers", contains(number));
        request.put(
                "baseNumbers",
                List.of(number, number.substring(0, 3) + "-" + number.substring(3), "4940", "+49405550"));
        TrunkApi.replace(trunk, request)
                .statusCode(422)
                .body("errors.pointer", contains("/baseNumbers/1", "/baseNumbers/2", "/baseNumbers/3"))
                .body("errors.code", contains("duplicate", "bad_format", "unknown_base_number"));
    }

    @Test
    void linkingWhatIsNotThereIsNotFound() {
        var number = newNumber();
        var trunk = newId("alone");
        create(ipOnly(trunk)).statusCode(201);
        admin().put(TRUNKS + "/" + trunk + "/base-numbers/+49405551")
                .then()
                .statusCode(404)
                .body("detail", containsString("+49405551"));
        admin().put(TRUNKS + "/nobody/base-numbers/" + number).then().statusCode(404);
        admin().put(NUMBERS + "/" + number + "/egress-trunks/nobody")
                .then()
                .statusCode(404)
                .body("detail", containsString("nobody"));
        admin().put(NUMBERS + "/+49405551/egress-trunks/" + trunk).then().statusCode(404);
    }

    @Test
    void linksMadeAtTheSameTimeFromBothSidesAllStay() throws Exception {
        var trunks = IntStream.range(0, 6).mapToObj(at -> newId("busy")).toList();
        var numbers = IntStream.range(0, 6).mapToObj(at -> newNumber()).toList();
        trunks.forEach(trunk -> create(ipOnly(trunk)).statusCode(201));
        var requests = new ArrayList<Callable<Integer>>();
        for (var trunk : trunks) {
            for (var number : numbers) {
                requests.add(
                        requests.size() % 2 == 0
                                ? () -> admin().put(TRUNKS + "/" + trunk + "/base-numbers/" + number)
                                        .statusCode()
                                : () -> admin().put(NUMBERS + "/" + number + "/egress-trunks/" + trunk)
                                        .statusCode());
            }
        }
        Collections.shuffle(requests);
        assertEquals(Collections.nCopies(36, 204), allAtOnce(requests));
        numbers.forEach(number -> assertEquals(trunks.stream().sorted().toList(), winners(number)));
    }

    @Test
    void ofManyWhoTakeTheSameIdOneGetsIt() throws Exception {
        var trunk = newId("wanted");
        var statuses = allAtOnce(
                Collections.nCopies(12, () -> create(ipOnly(trunk)).extract().statusCode()));
        assertEquals(1, Collections.frequency(statuses, 201));
        assertEquals(11, Collections.frequency(statuses, 409));
    }

    @Test
    void aGuardedPutCreatesOnceHoweverManyTry() throws Exception {
        var trunk = newId("guarded");
        var statuses = allAtOnce(Collections.nCopies(12, () -> admin().header("If-None-Match", "*")
                .body(ipOnly(trunk))
                .put(TRUNKS + "/" + trunk)
                .statusCode()));
        assertEquals(1, Collections.frequency(statuses, 201));
        assertEquals(11, Collections.frequency(statuses, 412));
    }

    @Test
    void deletingWhileOthersLinkLeavesNothingBroken() throws Exception {
        for (int round = 0; round < 5; round++) {
            var trunk = newId("fleeting");
            var number = newNumber();
            create(ipOnly(trunk)).statusCode(201);
            var statuses = allAtOnce(List.of(
                    () -> admin().put(TRUNKS + "/" + trunk + "/base-numbers/" + number)
                            .statusCode(),
                    () -> admin().body(List.of(number))
                            .put(TRUNKS + "/" + trunk + "/base-numbers")
                            .statusCode(),
                    () -> admin().delete(TRUNKS + "/" + trunk + "?force=true").statusCode(),
                    () -> admin().body(List.of(trunk))
                            .put(NUMBERS + "/" + number + "/egress-trunks")
                            .statusCode(),
                    () -> admin().put(NUMBERS + "/" + number + "/egress-trunks/" + trunk)
                            .statusCode()));
            assertEquals(
                    List.of(),
                    statuses.stream()
                            .filter(status -> status >= 500 || status == 409)
                            .toList());
            get(trunk).statusCode(404);
            assertEquals(List.of(), winners(number));
        }
    }
}
