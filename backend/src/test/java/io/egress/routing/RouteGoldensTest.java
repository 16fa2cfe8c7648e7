package io.egress.routing;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.egress.testing.Desired;
import io.egress.testing.Goldens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class RouteGoldensTest {
    private static final Map<String, String> IDENTITIES = Map.of(
            "pAssertedIdentity",
            "P-Asserted-Identity",
            "pPreferredIdentity",
            "P-Preferred-Identity",
            "remotePartyId",
            "Remote-Party-ID");
    private static final List<String> USUAL_OFFER = List.of("PCMU", "PCMA", "telephone-event");

    /** What the goldens say of an attempt. */
    private record Told(
            String trunk,
            Optional<String> at,
            String requestUri,
            Optional<String> fromDisplay,
            String from,
            Map<String, String> identity,
            Optional<String> privacy,
            List<String> codecs) {

        static Told of(JsonNode attempt) {
            return new Told(
                    attempt.get("trunk").asText(),
                    text(attempt, "at"),
                    attempt.get("requestUri").asText(),
                    text(attempt, "fromDisplay"),
                    attempt.get("from").asText(),
                    IDENTITIES.entrySet().stream()
                            .filter(member -> attempt.has(member.getKey()))
                            .collect(toMap(Map.Entry::getValue, member -> attempt.get(member.getKey())
                                    .asText())),
                    text(attempt, "privacy"),
                    texts(attempt.get("codecs")));
        }

        static Told of(Attempt attempt) {
            var caller = attempt.caller();
            return new Told(
                    attempt.trunkId(),
                    attempt.sentTo(),
                    attempt.requestUri(),
                    caller.display(),
                    caller.from(),
                    caller.asserted().stream().collect(toMap(Identity.Asserted::name, Identity.Asserted::identity)),
                    caller.privacy(),
                    attempt.codecs());
        }
    }

    @TestFactory
    Stream<DynamicNode> routesAsTheGoldensSay() {
        return Goldens.fixtures().stream().map(fixture -> {
            var desired = Desired.of(fixture);
            var trunks = desired.trunks().stream()
                    .collect(toMap(published -> published.trunk().trunkId(), published -> published.trunk()));
            return dynamicContainer(
                    fixture,
                    StreamSupport.stream(Goldens.json(fixture + "/calls.json").spliterator(), false)
                            .map(call -> dynamicTest(
                                    call.get("name").asText(),
                                    () -> assertTold(
                                            call.get("expect"),
                                            Route.of(desired.links(), trunks, call(call.get("invite")))))));
        });
    }

    private static void assertTold(JsonNode expect, Route route) {
        if (route instanceof Route.Refused refused) {
            assertEquals(
                    expect.get("refused"),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("status", refused.refusal().status())
                            .put("reason", refused.refusal().reason()));
        } else {
            assertEquals(
                    StreamSupport.stream(expect.get("attempts").spliterator(), false)
                            .map(Told::of)
                            .toList(),
                    ((Route.Attempts) route).inOrder().stream().map(Told::of).toList());
        }
    }

    private static Call call(JsonNode invite) {
        return new Call(
                invite.get("destination").asText(),
                text(invite, "baseNumber"),
                text(invite, "callerId"),
                // One header line may hold two identities (RFC 3325 §9.1).
                text(invite, "pAssertedIdentity")
                        .map(value -> List.of(value.split("(?<=>),\\s*")))
                        .orElse(List.of()),
                text(invite, "from").orElse("<sip:agent@agent.example>"),
                invite.has("codecs") ? texts(invite.get("codecs")) : USUAL_OFFER);
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
