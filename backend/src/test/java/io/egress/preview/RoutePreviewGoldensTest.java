package io.egress.preview;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.testing.Goldens;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is told before a trunk is saved is what Kamailio sends after: the goldens of the Redis contract, which the calls of
 * Kamailio's own tests are held to.
 */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class RoutePreviewGoldensTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern USER = Pattern.compile("(?:sips?|tel):([^@;>]+)");
    private static final Map<String, String> IDENTITIES = Map.of(
            "P-Asserted-Identity",
            "pAssertedIdentity",
            "P-Preferred-Identity",
            "pPreferredIdentity",
            "Remote-Party-ID",
            "remotePartyId");

    /** With carriers in a network that this service lets them be in. */
    private static JsonNode golden(String fixture, String file) {
        try {
            return JSON.readTree(Goldens.text(fixture + "/" + file).replace("127.0.10.", "203.0.113."));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> tellsWhatTheGoldensSay() {
        return Goldens.fixtures().stream()
                .map(fixture -> dynamicTest(fixture, () -> {
                    var desired = golden(fixture, "desired.json");
                    var calls = golden(fixture, "calls.json");
                    try {
                        numbersAndVariables(desired);
                        tell(desired, calls, false);
                        desired.get("trunks")
                                .forEach(trunk -> good(
                                        api().body(request(trunk).toString()).post("/egress-trunks")));
                        tell(desired, calls, true);
                    } finally {
                        clean(desired);
                    }
                }));
    }

    private static void numbersAndVariables(JsonNode desired) {
        desired.path("variables")
                .forEach(variable -> good(api().body(variable.toString()).post("/variables")));
        desired.get("numbers")
                .forEach(number ->
                        good(api().body(Map.of("number", number.get("number").asText()))
                                .post("/base-numbers")));
    }

    /** Fixtures use the same names. */
    private static void clean(JsonNode desired) {
        desired.get("trunks").forEach(trunk -> api().delete(
                        "/egress-trunks/" + trunk.get("trunkId").asText() + "?force=true"));
        desired.get("numbers").forEach(number -> api().delete(
                        "/base-numbers/" + number.get("number").asText() + "?force=true"));
        desired.path("variables").forEach(variable -> api().delete(
                        "/variables/" + variable.get("name").asText()));
    }

    private static void tell(JsonNode desired, JsonNode calls, boolean saved) {
        for (var call : calls) {
            baseNumber(call.get("invite"), desired).ifPresent(number -> {
                for (var trunk : desired.get("trunks")) {
                    if (texts(trunk.get("baseNumbers")).contains(number)) {
                        var draft = saved ? withoutSecrets(request(trunk)) : request(trunk);
                        assertTold(call.get("expect"), trunk, preview(draft, number, call.get("invite")), saved);
                    }
                }
            });
        }
    }

    private static void assertTold(JsonNode expect, JsonNode trunk, JsonNode told, boolean saved) {
        var trunkId = trunk.get("trunkId").asText();
        var attempts = StreamSupport.stream(expect.path("attempts").spliterator(), false)
                .toList();
        attempts.stream()
                .filter(attempt -> attempt.get("trunk").asText().equals(trunkId))
                .forEach(attempt -> {
                    assertEquals(attempt, asInGolden(told.get("attempt"), attempt.has("at")));
                    assertFalse(told.has("refusal"));
                });
        if (saved) {
            assertEquals(
                    attempts.stream()
                            .map(attempt -> attempt.get("trunk").asText())
                            .toList(),
                    tried(told));
            assertEquals(
                    expect.path("refused").path("reason").asText(),
                    told.path("refusal").path("reason").asText());
        }
    }

    private static List<String> tried(JsonNode told) {
        return told.has("refusal")
                ? List.of()
                : StreamSupport.stream(told.get("candidates").spliterator(), false)
                        .filter(candidate -> List.of("first", "next")
                                .contains(candidate.get("outcome").asText()))
                        .map(candidate -> candidate.get("trunkId").asText())
                        .toList();
    }

    private static ObjectNode asInGolden(JsonNode attempt, boolean isProxied) {
        var members = JsonNodeFactory.instance.objectNode();
        members.set("trunk", attempt.get("trunkId"));
        if (isProxied) {
            members.set("at", attempt.get("sentTo"));
        }
        for (var name : List.of("requestUri", "fromDisplay", "from", "privacy", "codecs")) {
            if (attempt.has(name)) {
                members.set(name, attempt.get(name));
            }
        }
        var identity = attempt.path("identityHeader");
        if (!identity.isMissingNode()) {
            members.put(
                    IDENTITIES.get(identity.get("name").asText()),
                    identity.get("value").asText().replaceFirst("^<(.*)>.*$", "$1"));
        }
        return members;
    }

    private static JsonNode preview(JsonNode trunk, String number, JsonNode invite) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("trunk", trunk);
        var call = body.putObject("call").put("baseNumber", number);
        for (var name : List.of("destination", "callerId")) {
            if (invite.has(name)) {
                call.set(name, invite.get(name));
            }
        }
        call.put("from", invite.path("from").asText("<sip:agent@agent.example>"));
        call.set(
                "codecs",
                invite.has("codecs")
                        ? invite.get("codecs")
                        : JsonNodeFactory.instance
                                .arrayNode()
                                .add("PCMU")
                                .add("PCMA")
                                .add("telephone-event"));
        return good(api().body(body.toString()).post("/route-preview"))
                .extract()
                .as(JsonNode.class);
    }

    /** Whose call it is: X-Base-Number, else who the agent says to be, if the admins know that one. */
    private static Optional<String> baseNumber(JsonNode invite, JsonNode desired) {
        var said = invite.has("baseNumber")
                ? Stream.of(invite.get("baseNumber").asText())
                : USER.matcher(invite.path("pAssertedIdentity").asText() + " "
                                + invite.path("from").asText())
                        .results()
                        .map(match -> match.group(1));
        return said.map(number -> "+" + number.replaceAll("[^0-9]", ""))
                .filter(texts(desired.get("numbers"), "number")::contains)
                .findFirst();
    }

    private static ObjectNode request(JsonNode trunk) {
        return ((ObjectNode) trunk.deepCopy()).without(List.of("revision"));
    }

    /** As a page has it: it never sees the password, and the links may be left out. */
    private static ObjectNode withoutSecrets(ObjectNode request) {
        return request.without(List.of("authPass", "baseNumbers"));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> texts(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.get(member).asText())
                .toList();
    }

    private static RequestSpecification api() {
        return given().auth()
                .oauth2(RealPostgresAndRedis.TOKEN)
                .contentType("application/json")
                .basePath("/api/v1");
    }

    private static ValidatableResponse good(Response answer) {
        assertEquals(2, answer.statusCode() / 100, answer.asString());
        return answer.then();
    }
}
