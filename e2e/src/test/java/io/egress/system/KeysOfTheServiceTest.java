package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that lacks a key ends at once and says which, instead of failing one call after the other. */
@ExtendWith(RunningProduct.class)
class KeysOfTheServiceTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String VARIABLE = "/api/v1/variables/NEEDS_ITS_KEY";
    private static final String ANOTHER_KEY = "AwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private Product product;

    @BeforeEach
    void storeSomething(Product running) {
        product = running;
        product.api().call("PUT", VARIABLE, "{\"type\":\"secret\",\"value\":\"kept\"}");
    }

    @AfterEach
    void goAway() {
        product.api().call("DELETE", VARIABLE, null);
    }

    private List<String> refusal(String name, String keys) throws IOException {
        var service = product.replica(name, Map.of("EGRESS_AT_REST_KEYS", keys, "EGRESS_AT_REST_KEYS_FILE", ""));
        service.part().start();
        assertEquals(OptionalInt.of(1), service.part().exitCode(LONG));
        var log = Files.readAllLines(service.part().log());
        assertTrue(
                log.stream().noneMatch(line -> line.startsWith("\tat ") || line.contains(ANOTHER_KEY.substring(0, 8))));
        return log.stream()
                .filter(line -> line.startsWith("The service does not start."))
                .toList();
    }

    @Test
    void isToldWhichKeyItLacksAndForHowMuch() throws IOException {
        var said = refusal("without-its-key", "k2 " + ANOTHER_KEY);
        assertEquals(1, said.size());
        assertTrue(
                said.get(0)
                        .matches(".* EGRESS_AT_REST_KEYS lacks the key 'k1'; stored values that need it: [1-9]\\d*\\."),
                said.get(0));
    }

    @Test
    void isToldThatALineIsNoKey() throws IOException {
        assertEquals(
                List.of(
                        "The service does not start. EGRESS_AT_REST_KEYS has no '<id> <base64 of 32 bytes>' in line 2."),
                refusal("with-half-a-key", "k1 " + ANOTHER_KEY + "; k2"));
    }
}
