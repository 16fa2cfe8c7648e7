package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.testing.Goldens;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The goldens were made with openssl; Kamailio's specs open them, this seals them. */
class SealGoldensTest {
    private final Seal seal = Seal.withKeys(Goldens.text("proxy.keys"));

    static Stream<JsonNode> goldens() {
        return StreamSupport.stream(Goldens.json("sealed.json").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void sealsAsTheContractSays(JsonNode golden) {
        assertEquals(
                golden.get("sealed").asText(),
                seal.seal(
                        Secret.of(golden.get("clear").asText()),
                        golden.get("context").asText()));
    }
}
