package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A container dies. */
@ExtendWith(RunningStack.class)
class OutagesStory {
    private static final int CALLS = 10;

    @ParameterizedTest
    @ValueSource(strings = {"redis", "postgres", "service"})
    void callsGoOnWithoutItAndItComesBack(String service, Stack stack) {
        try (var line = new Line(stack, "outage-of-" + service)) {
            var pid = stack.pid(service);
            // As the kernel kills what takes too much memory: the engine is not told that somebody wants it.
            Podman.program(stack.directory(), List.of("kill", "-9", pid));
            int answered = 0;
            for (int call = 0; call < CALLS; call++) {
                answered += line.call() ? 1 : 0;
            }
            assertEquals(CALLS, answered);
            stack.awaitHealthy(service);
            assertNotEquals(pid, stack.pid(service));
            // For a moment the service may still say 503, and when to try again.
            Waiting.until("changes are taken again", line::takesChanges, () -> stack.logs("service"));
            assertTrue(line.call());
        }
    }
}
