package io.egress.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.number.PublishedNumber;
import io.egress.security.Seal;
import io.egress.testing.Desired;
import io.egress.testing.Goldens;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What admins want, rendered byte for byte as the contract's goldens have it. */
class GoldenRowsTest {
    private final Rows rows = new Rows(Seal.withKeys(Goldens.text("proxy.keys")));

    static List<String> fixtures() {
        return Goldens.fixtures();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void rowsAreThoseOfTheContract(String fixture) {
        var desired = Desired.of(fixture);
        var redis = Goldens.json(fixture + "/redis.json");
        var expected = new TreeMap<String, String>();
        redis.get("trunks")
                .properties()
                .forEach(row -> expected.put(row.getKey(), row.getValue().asText()));
        redis.get("numbers")
                .properties()
                .forEach(row -> expected.put(row.getKey(), row.getValue().asText()));
        var rendered = new TreeMap<String, String>();
        desired.trunks().forEach(trunk -> rendered.put(trunk.trunk().trunkId(), rows.trunk(trunk)));
        desired.numbers().forEach(number -> {
            var key = number.get("number").asText();
            rendered.put(
                    key,
                    rows.number(
                            new PublishedNumber(key, number.get("revision").asLong()),
                            desired.links().get(key)));
        });
        assertEquals(expected, rendered);
    }
}
