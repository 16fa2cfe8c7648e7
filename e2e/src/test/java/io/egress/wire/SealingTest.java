package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What tests seal is what the contract's goldens say. */
class SealingTest {
    @Test
    void sealsAsTheGoldensDo() throws Exception {
        var values = new ObjectMapper()
                .readTree(ProxyAlone.GOLDENS.resolve("sealed.json").toFile());
        assertTrue(values.size() > 0);
        for (var value : values) {
            assertEquals(
                    value.get("sealed").asText(),
                    Sealing.seal(
                            value.get("context").asText(), value.get("clear").asText()));
        }
    }
}
