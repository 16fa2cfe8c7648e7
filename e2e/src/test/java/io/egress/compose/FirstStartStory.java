package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator starts the product for the first time. */
class FirstStartStory {
    @Test
    void whoHasNoEnvIsToldHowToMakeOne() {
        try (var stack = Stack.fresh(Path.of("..").toAbsolutePath().normalize(), "egress-without-env")) {
            var refusal = assertThrows(ComposeFile.MissingSetting.class, stack::up);
            assertTrue(refusal.getMessage().contains("Run 'make env'"), refusal.getMessage());
        }
    }

    @Test
    void makeEnvNeverTouchesWhatIsThere() {
        try (var stack = Stack.fresh(Path.of("..").toAbsolutePath().normalize(), "egress-env-twice")) {
            stack.makeEnv();
            var before = Podman.program(stack.directory(), java.util.List.of("sh", "-c", "cksum .env .secrets/*"));
            assertTrue(stack.makeEnv().contains("Everything is there."));
            assertEquals(
                    before, Podman.program(stack.directory(), java.util.List.of("sh", "-c", "cksum .env .secrets/*")));
        }
    }

    @Test
    @ExtendWith(RunningStack.class)
    void everythingComesUpFromNothingAndACallGoesThrough(Stack stack) {
        for (var service : stack.file().inOrder(java.util.Set.of())) {
            assertTrue(stack.isHealthy(service), service);
        }
        var demo = stack.runOnce("demo");
        assertTrue(demo.isFine() && demo.text().contains("challenged, answered, hung up."), demo.text());
    }
}
