package io.egress.routing;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.testing.Desired;
import io.egress.testing.Goldens;
import io.egress.trunk.IdentityHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class RouteGoldensTest {
    private static final Map<String, IdentityHeader> IDENTITIES = Map.of("pAssertedIdentity", IdentityHeader.PAI,
            "pPreferredIdentity", IdentityHeader.PPI, "remotePartyId", IdentityHeader.RPID);
    private static final List<String> USUAL_OFFER = List.of("PCMU", "PCMA", "telephone-event");

    @TestFactory
    Stream<DynamicNode> routesAsTheGoldensSay() {
        return Goldens.fixtures().stream().map(fixture -> {
            var desired = Desired.of(fixture);
            var trunks = desired.trunks().stream()
                    .collect(toMap(published -> published.trunk().trunkId(), published -> published.trunk()));
            return dynamicContainer(fixture, StreamSupport.stream(Goldens.json(fixture + "/calls.json").spliterator(), false)
                    .map(call -> dynamicTest(call.get("name").asText(), () -> assertEquals(expected(call.get("expect")),
                            Route.of(desired.links(), trunks, call(call.get("invite")))))));
        });
    }

    private static Call call(JsonNode invite) {
        return new Call(invite.get("destination").asText(), text(invite, "baseNumber"), text(invite, "callerId"),
                // One header line may hold two identities (RFC 3325 §9.1).
                text(invite, "pAssertedIdentity").map(value -> List.of(value.split("(?<=>),\\s*"))).orElse(List.of()),
                text(invite, "from").orElse("<sip:agent@agent.example>"),
                invite.has("codecs") ? texts(invite.get("codecs")) : USUAL_OFFER);
    }

    private static Route expected(JsonNode expect) {
        if (expect.has("refused")) {
            var refused = expect.get("refused");
            for (var refusal : Refusal.values()) {
                if (refusal.reason().equals(refused.get("reason").asText())
                        && refusal.status() == refused.get("status").asInt()) {
                    return new Route.Refused(refusal);
                }
            }
            throw new IllegalArgumentException("no such refusal: " + refused);
        }
        var attempts = new ArrayList<Attempt>();
        for (var attempt : expect.get("attempts")) {
            attempts.add(new Attempt(attempt.get("trunk").asText(), text(attempt, "at"),
                    attempt.get("requestUri").asText(), attempt.get("from").asText(), asserted(attempt),
                    texts(attempt.get("codecs"))));
        }
        return new Route.Attempts(attempts);
    }

    private static Optional<Attempt.Asserted> asserted(JsonNode attempt) {
        return IDENTITIES.entrySet().stream()
                .flatMap(member -> text(attempt, member.getKey()).stream()
                        .map(identity -> new Attempt.Asserted(member.getValue(), identity)))
                .findFirst();
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
