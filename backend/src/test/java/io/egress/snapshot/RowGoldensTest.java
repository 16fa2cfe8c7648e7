package io.egress.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.number.PublishedNumber;
import io.egress.security.Seal;
import io.egress.testing.Desired;
import io.egress.testing.Goldens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowGoldensTest {
    private final Rows rows = new Rows(Seal.withKeys(Goldens.text("proxy.keys")));

    static List<String> fixtures() {
        return Goldens.fixtures();
    }

    private static Map<String, String> texts(JsonNode byKey) {
        var texts = new LinkedHashMap<String, String>();
        byKey.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void rendersWhatAdminsWantByteForByte(String fixture) {
        var desired = Desired.of(fixture);
        var trunks = new LinkedHashMap<String, String>();
        desired.trunks().forEach(trunk -> trunks.put(trunk.trunk().trunkId(), rows.trunk(trunk)));
        var numbers = new LinkedHashMap<String, String>();
        for (var node : desired.numbers()) {
            var number = node.get("number").asText();
            numbers.put(number, rows.number(new PublishedNumber(number, node.get("revision").asLong()),
                    desired.links().get(number)));
        }
        var redis = Goldens.json(fixture + "/redis.json");
        assertEquals(texts(redis.get("trunks")), trunks);
        assertEquals(texts(redis.get("numbers")), numbers);
    }
}
