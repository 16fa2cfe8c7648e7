package io.egress.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever makes a release changes one file; what is built says what it says. */
class VersionTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void itIsAVersion() throws IOException {
        assertTrue(version().matches("\\d+\\.\\d+\\.\\d+(-[0-9a-z.]+)?"), version());
    }

    @Test
    void theContractThatTheServiceServesHasIt() {
        assertEquals(
                version(), Contract.present().object("/info").path("version").asText());
    }

    @Test
    void theChangelogBeginsWithIt() {
        var newest = text("CHANGELOG.md")
                .lines()
                .filter(line -> line.startsWith("## "))
                .findFirst();
        assertEquals(Optional.of("## " + version()), newest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend/pom.xml", "e2e/pom.xml"})
    void mavenIsToldIt(String pom) {
        assertTrue(text(pom).contains("</artifactId>\n  <version>${revision}</version>\n"), pom);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend", "e2e/browser", "e2e/contract"})
    void npmKnowsNone(String folder) throws IOException {
        assertFalse(new ObjectMapper().readTree(text(folder + "/package.json")).has("version"), folder);
    }

    private static String version() {
        return text("VERSION").strip();
    }

    private static String text(String file) {
        try {
            return Files.readString(CHECKOUT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
