package io.egress.preview;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.Owner;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page asks while an admin types; it shows what the carrier will get. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class RoutePreviewApiTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String SAMPLE = "+493012345678";

    private static RequestSpecification admin() {
        return given().auth()
                .oauth2(RealPostgresAndRedis.TOKEN)
                .contentType("application/json")
                .basePath("/api/v1");
    }

    private static String newId() {
        return "previewed-" + COUNTER.incrementAndGet();
    }

    private static String newNumber() {
        var number = "+4941" + (3_000_000 + COUNTER.incrementAndGet());
        admin().body(Map.of("number", number)).post("/base-numbers").then().statusCode(201);
        return number;
    }

    private static Map<String, Object> draft(String trunkId, Map<String, Object> more) {
        var trunk = new LinkedHashMap<String, Object>(Map.of(
                "trunkId",
                trunkId,
                "name",
                "Acme",
                "enabled",
                true,
                "sipUri",
                "sip:sip.acme.example",
                "transport",
                "udp",
                "authMethod",
                "ip_only",
                "callerIdMode",
                "base_number"));
        trunk.putAll(more);
        return trunk;
    }

    private static Map<String, Object> save(Map<String, Object> trunk) {
        admin().body(trunk).post("/egress-trunks").then().statusCode(201);
        return trunk;
    }

    private static ValidatableResponse ask(Object trunk, Map<String, Object> call) {
        var body = new HashMap<String, Object>();
        body.put("trunk", trunk);
        body.put("call", call);
        return admin().body(body).post("/route-preview").then();
    }

    private static ValidatableResponse preview(Object trunk, Map<String, Object> call) {
        return ask(trunk, call).statusCode(200);
    }

    @Test
    void aDraftThatIsLinkedToNothingIsShownWithASample() {
        preview(draft(newId(), Map.of()), null)
                .body("baseNumber", equalTo(SAMPLE))
                .body("isSample", equalTo(true))
                .body("attempt.sentTo", equalTo("sip.acme.example"))
                .body("attempt.transport", equalTo("udp"))
                .body("attempt.requestUri", equalTo("sip:+4989123456@sip.acme.example"))
                .body("attempt.from", equalTo("sip:" + SAMPLE + "@sip.acme.example"))
                .body("attempt", not(hasKey("fromDisplay")))
                .body("attempt", not(hasKey("privacy")))
                .body("attempt.identityHeader.name", equalTo("P-Asserted-Identity"))
                .body("attempt.identityHeader.value", equalTo("<sip:" + SAMPLE + "@sip.acme.example>"))
                .body("attempt.codecs", contains("PCMA", "PCMU", "telephone-event"))
                .body("callerIdRule", equalTo("base_number"))
                .body("$", not(hasKey("refusal")))
                .body("candidates.outcome", contains("first"))
                .body("candidates.isDraft", contains(true));
    }

    @Test
    void theFirstBaseNumberOfTheDraftIsTakenAsItWasTyped() {
        var numbers = List.of(newNumber(), newNumber());
        var reversed = List.of(numbers.get(1), numbers.get(0));
        preview(draft(newId(), Map.of("baseNumbers", reversed)), null)
                .body("baseNumber", equalTo(numbers.get(1)))
                .body("isSample", equalTo(false));
        preview(
                        draft(newId(), Map.of("baseNumbers", reversed)),
                        Map.of("baseNumber", numbers.get(0).replace("+49", "+49 ")))
                .body("baseNumber", equalTo(numbers.get(0)))
                .body("isSample", equalTo(false));
        preview(draft(newId(), Map.of("baseNumbers", List.of(numbers.get(0)))), Map.of("baseNumber", numbers.get(1)))
                .body("baseNumber", equalTo(numbers.get(1)))
                .body("isSample", equalTo(true));
    }

    @Test
    void aSavedTrunkKeepsItsPasswordAndItsLinks() {
        var number = newNumber();
        var id = newId();
        var saved = save(draft(
                id,
                Map.of(
                        "authMethod",
                        "digest",
                        "authUser",
                        "bot",
                        "authPass",
                        "s3cret-of-preview",
                        "baseNumbers",
                        List.of(number))));
        var typed = new LinkedHashMap<>(saved);
        typed.keySet().removeAll(List.of("authPass", "baseNumbers"));
        typed.put("fromUser", "auth_user");
        preview(typed, null)
                .body("baseNumber", equalTo(number))
                .body("isSample", equalTo(false))
                .body("attempt.from", equalTo("sip:bot@sip.acme.example"))
                .body("attempt.identityHeader.value", equalTo("<sip:" + number + "@sip.acme.example>"));
        typed.put("baseNumbers", List.of());
        preview(typed, null).body("baseNumber", equalTo(SAMPLE)).body("isSample", equalTo(true));
    }

    @Test
    void theTrunksOfTheNumberStandInWinningOrderWithTheDraftAmongThem() {
        var number = newNumber();
        var ids = List.of(newId(), newId(), newId(), newId());
        var numbers = List.of(number);
        save(draft(ids.get(0), Map.of("name", "Kestrel", "priority", 90, "baseNumbers", numbers)));
        save(draft(ids.get(1), Map.of("name", "Off", "priority", 80, "enabled", false, "baseNumbers", numbers)));
        save(draft(
                ids.get(2),
                Map.of("name", "Wide", "priority", 10, "codecPreferences", List.of("G722"), "baseNumbers", numbers)));
        var call = Map.<String, Object>of("codecs", List.of("PCMU", "telephone-event"));

        preview(draft(ids.get(3), Map.of("name", "Draft", "baseNumbers", numbers)), call)
                .body("candidates.trunkId", contains(ids.get(0), ids.get(1), ids.get(3), ids.get(2)))
                .body("candidates.name", contains("Kestrel", "Off", "Draft", "Wide"))
                .body("candidates.priority", contains(90, 80, 50, 10))
                .body("candidates.isDraft", contains(false, false, true, false))
                .body("candidates.outcome", contains("first", "disabled", "next", "no_common_codec"))
                .body("attempt.trunkId", equalTo(ids.get(3)))
                .body("attempt.codecs", contains("PCMU", "telephone-event"));
        preview(draft(ids.get(0), Map.of("priority", 5)), call)
                .body("candidates.trunkId", contains(ids.get(1), ids.get(2), ids.get(0)))
                .body("candidates.outcome", contains("disabled", "no_common_codec", "first"));
    }

    @Test
    void aDisabledDraftIsShownAsIfItWereEnabled() {
        var number = newNumber();
        var off = draft(newId(), Map.of("enabled", false, "baseNumbers", List.of(number)));
        preview(off, null)
                .body("attempt.from", equalTo("sip:" + number + "@sip.acme.example"))
                .body("candidates.outcome", contains("disabled"))
                .body("refusal.status", equalTo(404))
                .body("refusal.reason", equalTo("no-trunk"));
        var other = newId();
        save(draft(other, Map.of("priority", 1, "baseNumbers", List.of(number))));
        preview(off, null)
                .body("candidates.outcome", contains("disabled", "first"))
                .body("$", not(hasKey("refusal")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "passthrough | \"Anna, Support\" <sip:+4930777@agent.example> | \"Anna, Support\" | sip:+4930777@sip.acme.example",
                "passthrough | Anna of Sales <sip:a@agent.example;x=y>;tag=1   | Anna of Sales     | sip:a@sip.acme.example",
                "passthrough | Zoë <sip:a@agent.example>                       | \"Zoë\"           | sip:a@sip.acme.example",
                "passthrough | \"Anna\" Sales <sip:a@agent.example>            | \"Anna Sales\"    | sip:a@sip.acme.example",
                "passthrough | Anna, Sales <sip:a@agent.example>               | \"Anna, Sales\"   | sip:a@sip.acme.example",
                "passthrough | <tel:+4930777>                                  |                   | sip:+4930777@sip.acme.example",
                "passthrough | \"A\" <sip:anonymous@agent.example>             | \"Anonymous\"     | sip:anonymous@anonymous.invalid",
                "base_number | \"Anna\" <sip:a@agent.example>                  |                   | sip:+493012345678@sip.acme.example",
            })
    void theNameBeforeFromIsThatOfTheAgentInPassthroughAlone(String mode, String from, String display, String shown) {
        preview(draft(newId(), Map.of("callerIdMode", mode)), Map.of("from", from))
                .body("attempt.fromDisplay", equalTo(display))
                .body("attempt.from", equalTo(shown))
                .body("callerIdRule", equalTo(mode));
    }

    @Test
    void whoWantsToStayUnknownIsKnownToTheNetworkAlone() {
        preview(
                        draft(newId(), Map.of("callerIdMode", "passthrough", "identityHeader", "rpid")),
                        Map.of("from", "<sip:anonymous@anonymous.invalid>"))
                .body("attempt.privacy", equalTo("id"))
                .body("attempt.identityHeader.name", equalTo("Remote-Party-ID"))
                .body(
                        "attempt.identityHeader.value",
                        equalTo("<sip:" + SAMPLE + "@sip.acme.example>;party=calling;privacy=full"));
    }

    @Test
    void whatTransferAsksForWins() {
        var override = draft(newId(), Map.of("callerIdMode", "override", "callerIdOverride", "front-desk"));
        preview(override, Map.of())
                .body("callerIdRule", equalTo("override"))
                .body("attempt.from", equalTo("sip:front-desk@sip.acme.example"));
        preview(override, Map.of("callerId", "49 30 777-888"))
                .body("callerIdRule", equalTo("transfer"))
                .body("attempt.from", equalTo("sip:+4930777888@sip.acme.example"));
    }

    @ParameterizedTest
    @CsvSource({"destination,99 bottles,484,bad-destination", "callerId,a b,400,bad-caller-id"})
    void aCallThatNoTrunkCanTakeIsRefused(String member, String value, int status, String reason) {
        preview(draft(newId(), Map.of()), Map.of(member, value))
                .body("$", not(hasKey("attempt")))
                .body("refusal.status", equalTo(status))
                .body("refusal.reason", equalTo(reason))
                .body("candidates.outcome", contains("first"));
    }

    @Test
    void anOfferThatFitsNothingIsRefused() {
        preview(draft(newId(), Map.of()), Map.of("codecs", List.of("opus", "telephone-event")))
                .body("$", not(hasKey("attempt")))
                .body("refusal.status", equalTo(488))
                .body("refusal.reason", equalTo("codec-mismatch"))
                .body("candidates.outcome", contains("no_common_codec"));
    }

    @ParameterizedTest
    @CsvSource({
        "ip_only,       udp, invite ringing answer",
        "digest,        tcp, invite challenge invite_with_password ringing answer",
        "ip_and_digest, udp, invite challenge invite_with_password ringing answer",
        "registration,  udp, register register_challenge register_with_password registered "
                + "invite challenge invite_with_password ringing answer",
        "tls_mutual,    tls, tls_handshake tls_client_certificate invite ringing answer",
        "ip_only,       tls, tls_handshake invite ringing answer",
        "registration,  tls, tls_handshake register register_challenge register_with_password registered "
                + "invite challenge invite_with_password ringing answer",
    })
    void theLadderIsThatOfTheMethodAndTheTransport(String method, String transport, String steps) {
        var more = new HashMap<String, Object>(Map.of("authMethod", method, "transport", transport));
        if (List.of("digest", "ip_and_digest", "registration").contains(method)) {
            more.put("authUser", "bot");
        }
        if (method.equals("ip_and_digest")) {
            more.put("allowedIps", List.of("192.0.2.0/24"));
        }
        if (method.equals("tls_mutual")) {
            var name = "PREVIEW_" + COUNTER.incrementAndGet();
            admin().body(Map.of("name", name, "type", "secret", "value", Pems.text("ec-pkcs8")))
                    .post("/variables")
                    .then()
                    .statusCode(201);
            more.put("tlsCertVariable", name);
        }
        preview(draft(newId(), more), null).body("ladder.step", contains(steps.split(" ")));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWhereItStands() {
        var wrong = draft(
                "Not An ID",
                Map.of(
                        "priority",
                        101,
                        "authMethod",
                        "digest",
                        "sipUri",
                        "sip:a@sip.acme.example",
                        "baseNumbers",
                        List.of("+49309999999")));
        ask(wrong, Map.of("baseNumber", "030", "from", "nobody"))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/call/baseNumber",
                                "/call/from",
                                "/trunk/authUser",
                                "/trunk/baseNumbers/0",
                                "/trunk/priority",
                                "/trunk/sipUri",
                                "/trunk/trunkId"))
                .body(
                        "errors.code",
                        contains(
                                "bad_format",
                                "bad_format",
                                "required",
                                "unknown_base_number",
                                "out_of_range",
                                "not_allowed",
                                "bad_format"));
        admin().body("{}").post("/route-preview").then().statusCode(422).body("errors.pointer", contains("/trunk"));
    }

    @Test
    void whatIsNoSuchObjectIsToldAsForASave() {
        admin().body("{\"trunk\":{\"trunkId\":1,\"colour\":\"red\"},\"call\":[],\"more\":1}")
                .post("/route-preview")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/more", "/trunk/colour", "/trunk/trunkId", "/call"))
                .body("errors.code", contains("unknown_member", "unknown_member", "wrong_type", "wrong_type"));
    }

    @Test
    void aDraftOfTheSameRulesAsASaveIsJudgedAlike() {
        var wrong = draft(
                newId(),
                Map.of(
                        "transport",
                        "pigeon",
                        "callerIdMode",
                        "override",
                        "codecPreferences",
                        List.of("PCMA", "pcma"),
                        "tlsCertVariable",
                        "NONE",
                        "authUser",
                        "bot"));
        var saved = admin().body(wrong)
                .post("/egress-trunks")
                .then()
                .statusCode(422)
                .extract();
        var looked = ask(wrong, null).statusCode(422).extract();
        assertEquals(
                saved.<List<String>>path("errors.pointer").stream()
                        .map(pointer -> "/trunk" + pointer)
                        .toList(),
                looked.path("errors.pointer"));
        assertEquals(saved.<List<String>>path("errors.code"), looked.path("errors.code"));
        assertEquals(saved.<List<String>>path("errors.detail"), looked.path("errors.detail"));
    }

    @Test
    void nothingIsStoredAndNoSecretIsTold() {
        var id = newId();
        var before = Owner.ask("SELECT count(*) FROM audit_entry");
        preview(draft(id, Map.of("authMethod", "digest", "authUser", "bot", "authPass", "s3cret-of-preview")), null)
                .body(not(containsString("s3cret-of-preview")));
        assertEquals(before, Owner.ask("SELECT count(*) FROM audit_entry"));
        assertEquals(List.of(), Owner.ask("SELECT trunk_id FROM trunk WHERE trunk_id = '" + id + "'"));
    }
}
