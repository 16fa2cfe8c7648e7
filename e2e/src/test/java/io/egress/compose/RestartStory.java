package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator stops the product, and starts it again. */
@ExtendWith(RunningStack.class)
class RestartStory {
    private static final int KILLED = 137;

    @Test
    void eachPartStopsByItselfAndKeepsWhatItHad(Stack stack) {
        try (var line = new Line(stack, "through-restart")) {
            var before = stack.api().call("GET", "/api/v1/egress-trunks/through-restart", null);
            var services = stack.file().inOrder(Set.of());
            assertAll(services.stream().map(service -> () -> stopsInTime(stack, service)));
            stack.down();
            stack.up();
            assertEquals(before, stack.api().call("GET", "/api/v1/egress-trunks/through-restart", null));
            stack.api().awaitReady(Duration.ofSeconds(30), () -> {});
            assertTrue(line.call());
        }
    }

    private static void stopsInTime(Stack stack, String service) {
        long grace = Long.parseLong(stack.file()
                .service(service)
                .get("stop_grace_period")
                .toString()
                .replace("s", ""));
        long began = System.nanoTime();
        stack.podman().run(List.of("stop", stack.container(service)));
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertNotEquals(
                KILLED, stack.inspect(service).path("State").path("ExitCode").asInt(), service);
        assertTrue(seconds < grace, service + " took " + seconds + " s");
    }
}
