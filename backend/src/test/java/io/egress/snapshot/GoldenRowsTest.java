package io.egress.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.number.PublishedNumber;
import io.egress.security.Seal;
import io.egress.security.Secret;
import io.egress.trunk.AuthMethod;
import io.egress.trunk.CallerId;
import io.egress.trunk.Credentials;
import io.egress.trunk.PublishedTrunk;
import io.egress.trunk.SipUri;
import io.egress.trunk.Transport;
import io.egress.trunk.Trunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What admins want, rendered byte for byte as the contract's goldens have it. */
class GoldenRowsTest {
    private static final Path GOLDENS = Path.of("../kamailio/contract/goldens");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> fixtures() throws IOException {
        return Files.list(GOLDENS).filter(Files::isDirectory).sorted();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void rowsAreThoseOfTheContract(Path fixture) throws Exception {
        var rows = new Rows(Seal.withKeys(Files.readString(GOLDENS.resolve("proxy.keys"))));
        var desired = JSON.readTree(fixture.resolve("desired.json").toFile());
        var redis = JSON.readTree(fixture.resolve("redis.json").toFile());
        var links = new TreeMap<String, TreeSet<String>>();
        desired.get("numbers").forEach(number -> links.put(number.get("number").asText(), new TreeSet<>()));
        for (var trunk : desired.get("trunks")) {
            var id = trunk.get("trunkId").asText();
            assertEquals(redis.at("/trunks/" + id).asText(),
                    rows.trunk(new PublishedTrunk(trunk(trunk), trunk.get("revision").asLong())));
            texts(trunk.get("baseNumbers")).forEach(number -> links.get(number).add(id));
        }
        for (var number : desired.get("numbers")) {
            var key = number.get("number").asText();
            assertEquals(redis.get("numbers").get(key).asText(),
                    rows.number(new PublishedNumber(key, number.get("revision").asLong()), List.copyOf(links.get(key))));
        }
        assertEquals(desired.get("trunks").size(), redis.get("trunks").size());
        assertTrue(desired.get("numbers").size() == redis.get("numbers").size());
    }

    private static Trunk trunk(JsonNode json) throws SipUri.Malformed {
        var method = json.get("authMethod").asText().equals("digest")
                ? new AuthMethod.Digest(new Credentials(json.get("authUser").asText(),
                        Secret.of(json.get("authPass").asText()),
                        Optional.ofNullable(json.get("authRealm")).map(JsonNode::asText)))
                : new AuthMethod.IpOnly();
        CallerId callerId = switch (json.get("callerIdMode").asText()) {
            case "base_number" -> new CallerId.BaseNumber();
            case "override" -> new CallerId.Override(json.get("callerIdOverride").asText());
            default -> new CallerId.Passthrough();
        };
        return new Trunk(json.get("trunkId").asText(), json.get("name").asText(), SipUri.parse(json.get("sipUri").asText()),
                json.get("enabled").asBoolean(), json.get("priority").asInt(),
                Transport.valueOf(json.get("transport").asText().toUpperCase(Locale.ROOT)), method, callerId, 0,
                texts(json.get("codecPreferences")));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
