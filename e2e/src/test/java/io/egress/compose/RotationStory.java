package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator changes keys, certificates and passwords: docs/operations.md, "Rotate". */
@ExtendWith(RunningStack.class)
class RotationStory {
    private static final String TRUNK = "/api/v1/egress-trunks/rotated";

    private Stack stack;

    @BeforeEach
    void save(Stack running) {
        stack = running;
        api().call("PUT", TRUNK, """
                {"name":"Rotated","sipUri":"sip:192.0.2.1","enabled":true,"transport":"udp","authMethod":"digest",
                 "authUser":"bot","authPass":"kept through it all","callerIdMode":"passthrough"}""");
    }

    private Api api() {
        return new Api("http://" + stack.address("service", "web") + ":8080", stack.secret("admin-token"));
    }

    private void inSync() {
        Stack.await("all is in sync", () -> api().isReady(), () -> api().call("GET", "/api/v1/sync", null)
                .toString());
        assertEquals(
                0,
                api().call("GET", "/api/v1/sync", null).at("/nodes/0/refused").size());
    }

    private void callsGoThrough() {
        inSync();
        var demo = stack.runOnce("demo");
        assertTrue(demo.isFine() && demo.text().contains("challenged, answered, hung up."), demo.text());
    }

    /** Secrets of {@code make env} that are made anew. */
    private void makeAnew(String... names) throws Exception {
        for (var name : names) {
            Files.delete(stack.directory().resolve(".secrets").resolve(name));
        }
        stack.makeEnv();
    }

    private Path keys(String name) {
        return stack.directory().resolve(".secrets").resolve(name);
    }

    private void write(String name, Stream<String> lines) throws Exception {
        Files.writeString(keys(name), String.join("\n", lines.toList()) + "\n");
    }

    private static String newKey(String id) {
        var said = Podman.program(Path.of("/"), List.of("sh", "-c", "echo \"" + id + " $(openssl rand -base64 32)\""));
        return said.text().trim();
    }

    @Test
    void passwordsOfRedisAndPostgresqlAndTheOperatorsToken() throws Exception {
        makeAnew("redis-service-password", "redis-proxies-password", "redis.acl", "service-password", "admin-token");
        var said = stack.execFromHere(
                "printf \"ALTER ROLE egress PASSWORD '%s'\" \"$(cat .secrets/service-password)\" | ",
                "postgres", "psql -q -U postgres egress");
        assertTrue(said.isFine(), said.text());
        stack.recreate("redis", "service", "kamailio");
        callsGoThrough();
    }

    @Test
    void certificatesAndTheirAuthority() throws Exception {
        var old = Files.readString(keys("ca.crt"));
        makeAnew("ca.crt", "ca.key");
        var fresh = Files.readString(keys("ca.crt"));
        write("ca.crt", Stream.of(fresh.trim(), old.trim()));
        stack.recreate("service", "kamailio");
        inSync();
        makeAnew(
                "postgres.crt", "postgres.key", "redis.crt", "redis.key", "web.crt", "web.key", "sips.crt", "sips.key");
        stack.recreate("postgres", "redis", "service", "web", "kamailio");
        write("ca.crt", Stream.of(fresh.trim()));
        stack.recreate("service", "kamailio");
        callsGoThrough();
    }

    @Test
    void keysOfTheProxies() throws Exception {
        var old = stack.secret("proxy.keys");
        var fresh = newKey("k" + System.nanoTime() % 1_000_000);
        write("proxy.keys", Stream.of(old, fresh));
        stack.recreate("kamailio", "service");
        inSync();
        write("proxy.keys", Stream.of(fresh, old));
        stack.recreate("service", "kamailio");
        inSync();
        write("proxy.keys", Stream.of(fresh));
        stack.recreate("kamailio", "service");
        callsGoThrough();
    }

    @Test
    void keysAtRest() throws Exception {
        var old = stack.secret("at-rest.keys");
        var fresh = newKey("k" + System.nanoTime() % 1_000_000);
        write("at-rest.keys", Stream.of(old, fresh));
        stack.recreate("service");
        write("at-rest.keys", Stream.of(fresh, old));
        stack.recreate("service");
        api().call("POST", "/api/v1/key-rotation", null);
        Stack.await(
                "nothing is under the old key",
                () -> api().call("GET", "/api/v1/key-rotation", null)
                                .path("remaining")
                                .asInt()
                        == 0,
                () -> api().call("GET", "/api/v1/key-rotation", null).toString());
        write("at-rest.keys", Stream.of(fresh));
        stack.recreate("service");
        callsGoThrough();
    }
}
