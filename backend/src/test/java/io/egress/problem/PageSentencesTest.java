package io.egress.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The page has a sentence for whatever the service may answer to it. German texts can't be fewer: they would not compile. */
class PageSentencesTest {
    private static final Path TEXTS = Path.of("../frontend/src/shared/locales/en.ts");

    /** What a client has to be written wrongly for. */
    private static final Set<ProblemType> OF_BROKEN_CLIENTS = EnumSet.of(
            ProblemType.UNREADABLE,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE);

    private static final Set<ViolationCode> OF_BAD_QUERIES =
            EnumSet.of(ViolationCode.BAD_CURSOR, ViolationCode.UNKNOWN_MEMBER, ViolationCode.UNKNOWN_PARAMETER);

    @TestFactory
    Stream<DynamicTest> sentences() throws IOException {
        var texts = Files.readString(TEXTS);
        var types = Arrays.stream(ProblemType.values())
                .filter(type -> !OF_BROKEN_CLIENTS.contains(type))
                .map(type -> "problem." + type.slug());
        var codes = Arrays.stream(ViolationCode.values())
                .filter(code -> !OF_BAD_QUERIES.contains(code))
                .map(code -> "violation." + code.slug());
        return Stream.concat(types, codes)
                .map(key -> DynamicTest.dynamicTest(
                        key, () -> assertTrue(texts.contains("'" + key + "'"), key + " is missing in " + TEXTS)));
    }
}
