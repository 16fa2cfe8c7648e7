package io.egress.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.testing.Goldens;
import java.util.EnumSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Why an attempt ended and whose doing it was, as the contract has it for both sides. */
class EndingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Stream<JsonNode> cases() {
        return StreamSupport.stream(Goldens.json("endings.json").spliterator(), false);
    }

    private static Ending of(JsonNode heard) {
        return Ending.of(new Ending.Heard(
                heard.get("code").asInt(),
                heard.path("reason").asText(null),
                heard.path("given").asBoolean(),
                heard.path("rang").asBoolean(),
                heard.path("challenged").asBoolean(),
                heard.path("cancelled").asBoolean()));
    }

    private static Ending expected(JsonNode heard) {
        return new Ending(
                JSON.convertValue(heard.get("cause"), AttemptCause.class),
                JSON.convertValue(heard.get("side"), AttemptSide.class));
    }

    @TestFactory
    Stream<DynamicTest> asTheGoldensSay() {
        return cases().map(heard ->
                dynamicTest(heard.get("name").asText(), () -> assertEquals(expected(heard), of(heard))));
    }

    @Test
    void everyCauseAndSideHasACase() {
        var causes = EnumSet.allOf(AttemptCause.class);
        var sides = EnumSet.allOf(AttemptSide.class);
        cases().map(EndingTest::of).forEach(ending -> {
            causes.remove(ending.cause());
            sides.remove(ending.side());
        });
        assertEquals(EnumSet.noneOf(AttemptCause.class), causes);
        assertEquals(EnumSet.noneOf(AttemptSide.class), sides);
    }

    @Test
    void everyFinalAnswerHasOne() {
        for (int code = 200; code < 700; code++) {
            for (int flags = 0; flags < 16; flags++) {
                var ending = Ending.of(new Ending.Heard(
                        code, null, (flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0, (flags & 8) > 0));
                assertEquals(ending.cause() == AttemptCause.CANCELLED, ending.side() == AttemptSide.AGENT, "" + code);
            }
        }
    }
}
