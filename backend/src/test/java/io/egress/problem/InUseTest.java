package io.egress.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InUseTest {
    private static Problem.InUse by(int many) {
        var ids = IntStream.range(0, many).mapToObj(at -> "trunk-" + at).toList();
        return new Problem.InUse("trunk", ids, "Unlink them first.");
    }

    @Test
    void aFewAreNamedInTheSentence() {
        assertEquals("Used by trunk-0, trunk-1. Unlink them first.", by(2).getMessage());
        assertEquals(List.of(new Dependent("trunk", "trunk-0"), new Dependent("trunk", "trunk-1")), by(2).dependents());
    }

    @Test
    void ofVeryManyAHundredAreToldAndAllAreCounted() {
        var problem = by(100_000);
        assertEquals(100, problem.dependents().size());
        assertEquals(100_000, problem.dependentCount());
        assertEquals(
                "Used by trunk-0, trunk-1, trunk-2, trunk-3, trunk-4, trunk-5, trunk-6, trunk-7, trunk-8, trunk-9"
                        + " and 99990 more. Unlink them first.",
                problem.getMessage());
    }
}
