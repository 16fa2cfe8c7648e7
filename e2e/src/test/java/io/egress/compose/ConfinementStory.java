package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever breaks into a container finds little to work with. */
@ExtendWith(RunningStack.class)
class ConfinementStory {
    private static final String NO_CAPABILITY = "0000000000000000";

    @Test
    void nothingRunsAsRootOrMayBecomeIt(Stack stack) {
        assertAll(stack.file().inOrder(Set.of()).stream().map(service -> () -> {
            var process = process(stack, service);
            assertNotEquals("0", process.get("Uid").split("\\s+")[0], service);
            for (var set : new String[] {"CapEff", "CapPrm", "CapBnd"}) {
                assertEquals(NO_CAPABILITY, process.get(set), service + " " + set);
            }
            assertEquals("1", process.get("NoNewPrivs"), service);
        }));
    }

    /** What the kernel says of a container's first process, on this machine: the container has no say in it. */
    private static Map<String, String> process(Stack stack, String service) throws java.io.IOException {
        var pid = stack.inspect(service).path("State").path("Pid").asText();
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .map(line -> line.split(":\\s*", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].trim()));
    }

    @Test
    void nothingWritesWhereItsProgramsAre(Stack stack) {
        assertAll(stack.file().inOrder(Set.of()).stream().map(service -> () -> {
            for (var folder : new String[] {"/", "/etc", "/usr/local/bin", "/opt", "/run/secrets"}) {
                var written = stack.exec(service, "sh", "-c", "touch " + folder + "/written");
                assertFalse(written.isFine(), service + " wrote into " + folder);
                assertTrue(written.text().matches("(?s).*(Read-only|Permission denied).*"), written.text());
            }
        }));
    }

    @Test
    void eachImageSaysWhatItIs(Stack stack) {
        var version = stack.version();
        for (var service : new String[] {"service", "web", "kamailio"}) {
            var config = stack.inspectImage(service).path("Config");
            var labels = config.path("Labels");
            assertEquals(
                    version, labels.path("org.opencontainers.image.version").asText(), service);
            assertEquals(
                    "Apache-2.0",
                    labels.path("org.opencontainers.image.licenses").asText(),
                    service);
            assertTrue(labels.path("org.opencontainers.image.title").asText().startsWith("Egress trunks: "), service);
            assertTrue(config.path("User").asInt() > 10_000, service);
        }
    }
}
