package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator lost PostgreSQL and Redis, and has last night's dump: docs/operations.md, "Back up and restore". */
@ExtendWith(RunningStack.class)
class RestoreStory {
    private static final String TRUNK = "/api/v1/egress-trunks/kept";

    private static Api api(Stack stack) {
        return new Api("http://" + stack.address("service", "web") + ":8080", stack.secret("admin-token"));
    }

    private static String status(Stack stack) {
        return api(stack).call("GET", TRUNK, null).at("/status/state").asText();
    }

    private static void awaitLive(Stack stack) {
        Stack.await("the trunk is live", () -> status(stack).equals("live"), () -> status(stack));
    }

    private static void postgres(Stack stack, String command) {
        var said = stack.execFromHere("", "postgres", command);
        assertTrue(said.isFine(), said.text());
    }

    @Test
    void whatWasSavedIsBackWithItsPasswordAndACallGoesThrough(Stack stack) {
        api(stack).call("PUT", TRUNK, """
                {"name":"Kept","sipUri":"sip:192.0.2.1","enabled":true,"transport":"udp","authMethod":"digest",
                 "authUser":"bot","authPass":"kept through it all","callerIdMode":"passthrough"}""");
        awaitLive(stack);
        postgres(stack, "pg_dump --username=postgres --format=custom egress >egress.dump");
        api(stack).call("DELETE", TRUNK, null);

        stack.remove("service", "web", "postgres", "redis");
        stack.forget("postgres");
        stack.forget("redis");
        stack.start("postgres");
        stack.awaitHealthy("postgres");
        postgres(
                stack,
                "pg_restore --username=postgres --dbname=postgres --clean --if-exists --create --exit-on-error <egress.dump");
        stack.up();

        awaitLive(stack);
        assertEquals("Kept", api(stack).call("GET", TRUNK, null).path("name").asText());
        assertTrue(api(stack).call("GET", TRUNK, null).path("authPassSet").asBoolean());
        var demo = stack.runOnce("demo");
        assertTrue(demo.isFine() && demo.text().contains("challenged, answered, hung up."), demo.text());
        api(stack).call("DELETE", TRUNK, null);
    }
}
