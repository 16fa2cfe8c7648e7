package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.sip.Agent;
import io.egress.sip.Carrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's goldens, loaded into Redis: what Kamailio then puts on the wire. */
class GoldenCallsTest {
    private static final Path GOLDENS = ProxyAlone.GOLDENS;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> IDENTITIES = Map.of(
            "pAssertedIdentity",
            "P-Asserted-Identity",
            "pPreferredIdentity",
            "P-Preferred-Identity",
            "remotePartyId",
            "Remote-Party-ID");

    private static ProxyAlone proxy;

    static Stream<Path> fixtures() throws IOException {
        return Files.list(GOLDENS).filter(Files::isDirectory).sorted();
    }

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void callsAreThoseOfTheContract(Path fixture) throws Exception {
        var dump = JSON.readTree(fixture.resolve("redis.json").toFile());
        proxy.load(
                "goldens:" + fixture.getFileName(),
                dump.at("/head/revision").asText(),
                texts(dump, "trunks"),
                texts(dump, "numbers"));
        var calls = JSON.readTree(fixture.resolve("calls.json").toFile());
        if (!calls.isEmpty()) {
            proxy.awaitReady();
        }
        for (var call : calls) {
            place(call);
        }
    }

    private static void place(JsonNode call) {
        var name = call.get("name").asText();
        var attempts = call.at("/expect/attempts");
        var carriers = new ArrayList<Carrier>();
        try {
            for (int at = 0; at < attempts.size(); at++) {
                var place = whereTo(attempts.get(at)).split(":");
                carriers.add(new Carrier(
                        "carrier",
                        place[0],
                        Integer.parseInt(place[1]),
                        Optional.empty(),
                        at < attempts.size() - 1 ? 503 : 200));
            }
            var placed = proxy.agent().call(invitation(call.get("invite")));
            if (attempts.isMissingNode()) {
                assertEquals(
                        call.at("/expect/refused/status").asInt(),
                        placed.answer().status(),
                        name);
                assertEquals(
                        Optional.of(call.at("/expect/refused/reason").asText()),
                        placed.answer().first("X-Egress-Reason"),
                        name);
                return;
            }
            assertEquals(200, placed.answer().status(), name);
            for (int at = 0; at < attempts.size(); at++) {
                var invite = carriers.get(at).awaitInvite(3).orElseThrow(() -> new AssertionError(name));
                var expected = attempts.get(at);
                assertEquals(expected.get("requestUri").asText(), invite.requestUri(), name);
                assertEquals(
                        expected.path("fromDisplay").asText(),
                        invite.required("From").replaceFirst("\\s*<.*", ""),
                        name);
                assertEquals(expected.get("from").asText(), invite.address("From"), name);
                assertEquals(
                        Optional.ofNullable(expected.get("privacy")).map(JsonNode::asText),
                        invite.first("Privacy"),
                        name);
                for (var identity : IDENTITIES.entrySet()) {
                    assertEquals(
                            Optional.ofNullable(expected.get(identity.getKey())).map(JsonNode::asText),
                            invite.first(identity.getValue()).map(value -> invite.address(identity.getValue())),
                            name);
                }
                assertEquals(texts(expected.get("codecs")), invite.codecs(), name);
            }
            assertEquals(200, proxy.agent().hangUp(placed), name);
        } finally {
            carriers.forEach(Carrier::close);
        }
        assertTrue(attempts.isArray(), name);
    }

    /** Where the carrier listens: at the outbound proxy, else where the Request-URI says. */
    private static String whereTo(JsonNode attempt) {
        return attempt.has("at")
                ? attempt.get("at").asText()
                : attempt.get("requestUri").asText().replaceFirst(".*@([0-9.]+):(\\d+).*", "$1:$2");
    }

    private static Agent.Invitation invitation(JsonNode invite) {
        Map<String, String> headers = new TreeMap<>();
        if (invite.has("baseNumber")) {
            headers.put("X-Base-Number", invite.get("baseNumber").asText());
        }
        if (invite.has("callerId")) {
            headers.put("X-Caller-Id", invite.get("callerId").asText());
        }
        if (invite.has("pAssertedIdentity")) {
            headers.put("P-Asserted-Identity", invite.get("pAssertedIdentity").asText());
        }
        return new Agent.Invitation(
                invite.get("destination").asText(),
                headers,
                invite.path("from").asText("<sip:agent@agent.example>"),
                invite.has("codecs") ? texts(invite.get("codecs")) : List.of("PCMU", "PCMA", "telephone-event"));
    }

    private static Map<String, String> texts(JsonNode dump, String member) {
        var rows = new TreeMap<String, String>();
        dump.get(member)
                .properties()
                .forEach(row -> rows.put(row.getKey(), row.getValue().asText()));
        return rows;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
