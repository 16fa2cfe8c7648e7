package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Api;
import io.egress.launch.LaunchException;
import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operator wants two of each, and a Redis that has a successor. */
class ClusterStory {
    private static final String NETWORK = "172.29.77";
    private static final String HERE = NETWORK + ".1";
    private static final String NUMBER = "+493012345";

    private static Stack configured() {
        var stack = Stack.fresh(Path.of("..").toAbsolutePath().normalize(), "egress-cluster");
        stack.down();
        stack.makeEnv();
        var settings = Map.of(
                "EGRESS_REDIS_CLIENT",
                "sentinel",
                "EGRESS_SIP_NETWORK",
                NETWORK,
                "EGRESS_TRUSTED_SOURCES",
                HERE + "/32",
                "EGRESS_CARRIER_NETWORKS_ALLOWED",
                HERE + "/32");
        var file = stack.directory().resolve(".env");
        try {
            var lines = Files.readAllLines(file).stream()
                    .map(line -> settings.entrySet().stream()
                            .filter(set -> line.startsWith(set.getKey() + "="))
                            .map(set -> set.getKey() + "=" + set.getValue())
                            .findFirst()
                            .orElse(line))
                    .toList();
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stack;
    }

    private static void awaitLive(Api api, int nodes) {
        var last = new String[1];
        Stack.await(
                nodes + " nodes run what was saved",
                () -> {
                    try {
                        var sync = api.call("GET", "/api/v1/sync", null);
                        last[0] = sync.toString();
                        return sync.path("state").asText().equals("in_sync")
                                && sync.path("nodes").size() == nodes;
                    } catch (LaunchException | UncheckedIOException e) {
                        last[0] = e.toString();
                        return false;
                    }
                },
                () -> last[0]);
    }

    @Test
    void theMasterOfRedisIsKilledAndWhatIsSavedThenIsLiveOnBothNodes() {
        try (var stack = configured()) {
            stack.up("cluster");
            // HERE is an address of this machine from now on.
            masterIsKilled(stack);
        }
    }

    private static void masterIsKilled(Stack stack) {
        try (var carrier = new ScriptedCarrier("carrier", HERE, Ports.free(), Script.accepts())) {
            var token = stack.secret("admin-token");
            for (var service : List.of("service", "service-2")) {
                awaitLive(new Api("http://" + stack.address(service, "web") + ":8080", token), 2);
            }
            var api = new Api("http://" + stack.address("service", "web") + ":8080", token);

            stack.podman().run("kill", stack.container("redis"));
            api.call("PUT", "/api/v1/base-numbers/" + NUMBER, "{}");
            api.call("PUT", "/api/v1/egress-trunks/acme", """
                    {"name":"Acme","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"ip_only",
                     "callerIdMode":"base_number","baseNumbers":["%s"]}""".formatted(carrier.hostPort(), NUMBER));
            awaitLive(api, 2);

            for (var node : List.of("10", "11")) {
                try (var agent = new Agent(HERE, Ports.free(), new InetSocketAddress(NETWORK + "." + node, 5060))) {
                    var call = agent.call(Invitation.to("+4989123456", NUMBER));
                    assertEquals(200, call.answer().status());
                    assertEquals(200, agent.hangUp(call));
                }
            }
        }
    }
}
