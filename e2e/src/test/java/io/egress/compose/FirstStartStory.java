package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
            var before = Podman.program(stack.directory(), List.of("sh", "-c", "cksum .env .secrets/*"));
            assertTrue(stack.makeEnv().contains("Everything is there."));
            assertEquals(before, Podman.program(stack.directory(), List.of("sh", "-c", "cksum .env .secrets/*")));
        }
    }

    @Test
    @ExtendWith(RunningStack.class)
    void everythingComesUpFromNothingAndACallGoesThrough(Stack stack) {
        for (var service : stack.file().inOrder(Set.of())) {
            assertTrue(stack.isHealthy(service), service);
        }
        var demo = stack.runOnce("demo");
        assertTrue(demo.isFine() && demo.text().contains("challenged, answered, hung up."), demo.text());
    }

    @Test
    @ExtendWith(RunningStack.class)
    void thePageComesByTlsAndPlainHttpLeadsThere(Stack stack) {
        var web = stack.address("web", "web");
        var plain = new Api("http://" + web + ":8080", "");
        var redirect = assertDoesNotThrow(() -> plain.send("GET", "/admin-settings", null));
        assertEquals(308, redirect.statusCode());
        assertTrue(redirect.headers().firstValue("Location").orElse("").endsWith(":8443/admin-settings"));
        var page = Podman.program(
                stack.directory(),
                List.of(
                        "sh",
                        "-c",
                        "printf 'GET /admin-settings HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' | openssl s_client -quiet"
                                + " -verify_return_error -verify_hostname localhost -CAfile .secrets/ca.crt -connect "
                                + web + ":8443"));
        assertTrue(
                page.text().contains("HTTP/1.1 200") && page.text().contains("Strict-Transport-Security"), page.text());
    }
}
