package io.egress.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.contract.ContractVersion;
import io.egress.number.PublishedNumber;
import io.egress.security.Seal;
import io.egress.testing.Desired;
import io.egress.testing.Goldens;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What admins want, rendered byte for byte as the contract's goldens have it. */
class GoldenRowsTest {
    private final Seal seal = Seal.withKeys(Goldens.text("proxy.keys"));

    static Stream<Arguments> versionsAndFixtures() {
        return Stream.of(ContractVersion.values())
                .flatMap(version -> Goldens.fixtures().stream().map(fixture -> Arguments.of(version, fixture)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndFixtures")
    void rowsAreThoseOfTheContract(ContractVersion version, String fixture) {
        var rows = new Rows(version, seal);
        var desired = Desired.of(fixture);
        var redis = Goldens.rows(version, fixture);
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
