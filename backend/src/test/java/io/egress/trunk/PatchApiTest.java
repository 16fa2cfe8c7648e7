package io.egress.trunk;

import static io.egress.trunk.TrunkApi.NUMBERS;
import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.VARIABLES;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.digest;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.newNumber;
import static io.egress.trunk.TrunkApi.newVariable;
import static io.egress.trunk.TrunkApi.patch;
import static io.egress.trunk.TrunkApi.winners;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A script says what shall change, and nothing else. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class PatchApiTest {
    private static final String PASSWORD = "patch-password";

    private static String newDigestTrunk() {
        var trunk = newId("patched");
        create(digest(trunk, PASSWORD)).statusCode(201);
        return trunk;
    }

    private static String stored(String trunkId) {
        return get(trunkId).statusCode(200).extract().asString();
    }

    @Test
    void oneMemberChangesAndAllOthersStay() {
        var number = newNumber();
        var trunk = newId("patched");
        var request = digest(trunk, PASSWORD);
        request.putAll(Map.of(
                "priority",
                70,
                "allowedIps",
                List.of("192.0.2.0/24"),
                "codecPreferences",
                List.of("opus"),
                "maxConcurrentCalls",
                5,
                "baseNumbers",
                List.of(number),
                "authRealm",
                "acme.example"));
        var before = create(request).statusCode(201).extract().header("ETag");
        patch(trunk, "{\"enabled\":false}")
                .statusCode(200)
                .header("ETag", not(equalTo(before)))
                .body("enabled", equalTo(false))
                .body("priority", equalTo(70))
                .body("allowedIps", contains("192.0.2.0/24"))
                .body("codecPreferences", contains("opus"))
                .body("maxConcurrentCalls", equalTo(5))
                .body("baseNumbers", contains(number))
                .body("authUser", equalTo("acme-user"))
                .body("authRealm", equalTo("acme.example"))
                .body("authPassSet", equalTo(true))
                .body("authPassChangedAt", notNullValue());
    }

    @Test
    void nullSetsBackToTheDefaultAndIsRefusedWhereAValueIsNeeded() {
        var trunk = newId("patched");
        var request = ipOnly(trunk);
        request.putAll(Map.of(
                "priority",
                70,
                "allowedIps",
                List.of("192.0.2.0/24"),
                "codecPreferences",
                List.of("opus"),
                "maxConcurrentCalls",
                5,
                "fromDomain",
                "platform.example",
                "ringTimeout",
                45));
        create(request).statusCode(201);
        patch(trunk, """
                {"priority":null,"allowedIps":null,"codecPreferences":null,"maxConcurrentCalls":null,"fromDomain":null,
                 "ringTimeout":null}""")
                .statusCode(200)
                .body("priority", equalTo(50))
                .body("allowedIps", empty())
                .body("codecPreferences", contains("PCMA", "PCMU"))
                .body("maxConcurrentCalls", equalTo(0))
                .body("fromDomain", nullValue())
                .body("ringTimeout", nullValue());
        var before = stored(trunk);
        patch(trunk, "{\"name\":null,\"sipUri\":null,\"enabled\":null,\"trunkId\":null}")
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/name", "/sipUri", "/enabled", "/trunkId"));
        assertEquals(before, stored(trunk));
    }

    @Test
    void aListIsReplacedAsAWhole() {
        var trunk = newId("patched");
        var request = ipOnly(trunk);
        request.put("codecPreferences", List.of("opus", "PCMA"));
        create(request).statusCode(201);
        patch(trunk, "{\"codecPreferences\":[\"G722\"]}").statusCode(200).body("codecPreferences", contains("G722"));
        patch(trunk, "{\"codecPreferences\":[]}").statusCode(422).body("errors.pointer", contains("/codecPreferences"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAsForPut() {
        var trunk = newDigestTrunk();
        patch(trunk, "{\"colour\":\"red\",\"enabled\":\"yes\",\"status\":{}}")
                .statusCode(400)
                .body("errors.code", containsInAnyOrder("unknown_member", "wrong_type", "unknown_member"));
        patch(trunk, "{\"priority\":101,\"sipUri\":\"http://x\",\"trunkId\":\"other\"}")
                .statusCode(422)
                .body("errors.pointer", contains("/priority", "/sipUri", "/trunkId"));
        for (var body : List.of("", "{", "[]", "null", "{\"name\":\"a\",\"name\":\"b\"}")) {
            patch(trunk, body).statusCode(400);
        }
        get(trunk).body("enabled", equalTo(true));
    }

    @Test
    void aPasswordStaysIsReplacedOrRemovedAsThePatchSays() {
        var trunk = newDigestTrunk();
        var since = get(trunk).extract().<String>path("authPassChangedAt");
        patch(trunk, "{\"authUser\":\"another\"}").statusCode(200).body("authPassChangedAt", equalTo(since));
        patch(trunk, "{\"authPass\":\"new-password\"}")
                .statusCode(200)
                .body("authPassChangedAt", not(equalTo(since)))
                .body(not(containsString("new-password")));
        for (var nothing : List.of("null", "\"\"")) {
            patch(trunk, "{\"authPass\":" + nothing + "}")
                    .statusCode(422)
                    .body("errors.pointer", contains("/authPass"))
                    .body("errors.code", contains("required"));
        }
    }

    @Test
    void whoChoosesAnotherMethodNeedNotNameWhatBelongedToTheOldOne() {
        var trunk = newDigestTrunk();
        patch(trunk, "{\"authMethod\":\"ip_only\"}")
                .statusCode(200)
                .body("authPassSet", equalTo(false))
                .body("authUser", nullValue());
        patch(trunk, "{\"authMethod\":\"digest\"}")
                .statusCode(422)
                .body("errors.pointer", contains("/authPass", "/authUser"));
        patch(trunk, "{\"authMethod\":\"ip_only\",\"authUser\":\"still\"}")
                .statusCode(422)
                .body("errors.pointer", contains("/authUser"));

        patch(trunk, "{\"callerIdMode\":\"override\",\"callerIdOverride\":\"+493012345\"}")
                .statusCode(200);
        patch(trunk, "{\"callerIdMode\":\"passthrough\"}").statusCode(200).body("callerIdOverride", nullValue());
        patch(trunk, "{\"numberFormat\":\"national\",\"countryCode\":\"49\"}").statusCode(200);
        patch(trunk, "{\"numberFormat\":null}")
                .statusCode(200)
                .body("numberFormat", equalTo("e164_plus"))
                .body("countryCode", nullValue());
    }

    @Test
    void methodsThatBothHaveCredentialsKeepThem() {
        var trunk = newDigestTrunk();
        patch(trunk, "{\"authMethod\":\"registration\",\"fromUser\":\"auth_user\"}")
                .statusCode(200)
                .body("authPassSet", equalTo(true))
                .body("authUser", equalTo("acme-user"));
        patch(trunk, "{\"authMethod\":\"ip_only\"}").statusCode(200).body("fromUser", equalTo("caller"));
    }

    @Test
    void linksArePatchedFromBothSides() {
        var number = newNumber();
        var trunk = newId("patched");
        create(ipOnly(trunk)).statusCode(201);
        patch(trunk, "{\"baseNumbers\":[\"" + number + "\"]}").statusCode(200).body("baseNumbers", contains(number));
        patch(trunk, "{\"name\":\"Linked\"}").statusCode(200).body("baseNumbers", contains(number));
        assertEquals(List.of(trunk), winners(number));
        patch(trunk, "{\"baseNumbers\":null}").statusCode(200).body("baseNumbers", empty());

        patch(NUMBERS, number, "{\"egressTrunks\":[\"" + trunk + "\"],\"name\":\"Berlin\"}")
                .statusCode(200)
                .body("egressTrunks", contains(trunk))
                .body("name", equalTo("Berlin"));
        patch(NUMBERS, number, "{\"name\":null}")
                .statusCode(200)
                .body("name", nullValue())
                .body("egressTrunks", contains(trunk));
        patch(NUMBERS, number, "{\"egressTrunks\":null}").statusCode(200).body("egressTrunks", empty());
        patch(NUMBERS, number, "{\"egressTrunks\":[\"nobody\"],\"number\":null}")
                .statusCode(422)
                .body("errors.pointer", contains("/egressTrunks/0", "/number"));
    }

    @Test
    void aVariableGetsANewValueOrKeepsItsOwn() {
        var variable = newVariable("text", "one");
        patch(VARIABLES, variable, "{\"value\":\"two\"}")
                .statusCode(200)
                .body("value", equalTo("two"))
                .body("type", equalTo("text"));
        patch(VARIABLES, variable, "{}").statusCode(200).body("value", equalTo("two"));
        patch(VARIABLES, variable, "{\"value\":null,\"type\":\"secret\",\"name\":\"OTHER\"}")
                .statusCode(422)
                .body("errors.pointer", contains("/name", "/type", "/value"));
        patch(VARIABLES, variable, "{\"type\":null}").statusCode(422).body("errors.code", contains("required"));
    }

    @Test
    void aStalePatchIsRefusedAndWhatIsNotThereIsNotMade() {
        var trunk = newDigestTrunk();
        var tag = get(trunk).extract().header("ETag");
        admin("application/merge-patch+json")
                .header("If-Match", tag)
                .body("{\"name\":\"First\"}")
                .patch(TRUNKS + "/" + trunk)
                .then()
                .statusCode(200);
        admin("application/merge-patch+json")
                .header("If-Match", tag)
                .body("{\"name\":\"Second\"}")
                .patch(TRUNKS + "/" + trunk)
                .then()
                .statusCode(412);
        get(trunk).body("name", equalTo("First"));
        patch(newId("nobody"), "{}").statusCode(404);
        patch(NUMBERS, "+49405550", "{}").statusCode(404);
        patch(VARIABLES, "NOT_THERE", "{}").statusCode(404);
    }

    @Test
    void anotherMediaTypeIsToldWhichOneToSend() {
        var trunk = newDigestTrunk();
        admin().body("{}")
                .patch(TRUNKS + "/" + trunk)
                .then()
                .statusCode(415)
                .header("Accept-Patch", "application/merge-patch+json")
                .contentType("application/problem+json");
        admin("text/plain")
                .body("{}")
                .put(TRUNKS + "/" + trunk)
                .then()
                .statusCode(415)
                .header("Accept-Patch", nullValue());
    }

    @Test
    void theBodyOfAPutThatCreatesMustNotNameAnother() {
        var trunk = newId("made");
        admin().body(ipOnly("other"))
                .put(TRUNKS + "/" + trunk)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/trunkId"));
        admin().body(Map.of("name", "OTHER", "type", "text", "value", "x"))
                .put(VARIABLES + "/MADE_BY_PUT")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/name"));
    }
}
