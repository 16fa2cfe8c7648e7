package io.egress.robustness;

import io.egress.launch.LaunchException;
import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import io.egress.wire.RedisClient;
import io.egress.wire.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Redis with a replica and three Sentinels: the master is killed, then the next one hangs, under calls and edits by way of two
 * services. Both services and both nodes follow, and nothing that was saved is lost.
 */
final class MasterIsFollowed implements Promise {
    private static final String NAME = "egress";
    private static final int SENTINELS = 3;
    private static final int RATE = 20;
    private static final double FOLLOWED = 10;
    private static final Duration EDITED_AFTERWARDS = Duration.ofSeconds(2);

    /** A switch from one master to another: nanoseconds from the fault to the first edit after it that both nodes run. */
    private record Switch(String fault, long took, int saved, int sent) {}

    private final int second = Ports.free();
    private final List<Integer> sentinelPorts =
            IntStream.range(0, SENTINELS).map(at -> Ports.free()).boxed().toList();
    private final List<RedisServer> sentinels = new ArrayList<>();
    private int edits;

    @Override
    public String id() {
        return "R16";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var hosts = sentinelPorts.stream()
                .map(port -> "redis://:" + Cluster.REDIS_PASSWORD + "@127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        try (var cluster = new Cluster(settings -> settings.with(
                        "EGRESS_REDIS_HOSTS", "127.0.0.1:" + settings.redisPort() + ",127.0.0.1:" + second)
                .with("QUARKUS_REDIS_CLIENT_TYPE", "sentinel")
                .with("QUARKUS_REDIS_MASTER_NAME", NAME)
                .with("QUARKUS_REDIS_ROLE", "master")
                .with("QUARKUS_REDIS_AUTO_FAILOVER", "true")
                .with("QUARKUS_REDIS_HOSTS", hosts))) {
            cluster.startStores();
            try (var replica = RedisServer.replica(second, cluster.redisPort(), Cluster.REDIS_PASSWORD)) {
                watch(cluster, replica);
                cluster.startMembers();
                cluster.save("plain", "+493010001", "");
                cluster.save("capped", "+493010002", "\"maxConcurrentCalls\":100");
                cluster.api(0).awaitReady(Duration.ofSeconds(20), () -> {});
                return judge(cluster, replica, scale);
            } finally {
                sentinels.forEach(RedisServer::close);
            }
        }
    }

    private void watch(Cluster cluster, RedisServer replica) throws IOException, InterruptedException {
        try (var master = cluster.redisClient();
                var copy = replica.client()) {
            master.call("CONFIG", "SET", "masterauth", Cluster.REDIS_PASSWORD);
            awaitCopied(copy);
        }
        for (int port : sentinelPorts) {
            sentinels.add(RedisServer.sentinel(port, cluster.redisPort(), Cluster.REDIS_PASSWORD));
        }
        for (var sentinel : sentinels) {
            try (var client = sentinel.client()) {
                Patience.await("the Sentinels know each other and the replica", () -> {
                    var known = String.join(" ", client.list("SENTINEL", "MASTER", NAME));
                    return known.contains("num-slaves 1") && known.contains("num-other-sentinels " + (SENTINELS - 1));
                });
            }
        }
    }

    private static void awaitCopied(RedisClient copy) throws IOException, InterruptedException {
        Patience.await("the replica has everything", () -> copy.call("INFO", "replication")
                .contains("master_link_status:up"));
    }

    private Finding judge(Cluster cluster, RedisServer replica, Scale scale) throws Exception {
        var notes = new Notes();
        try (var traffic =
                new Traffic(cluster.sip().get(1), List.of("+493010001", "+493010002"), scale.seed()).at(RATE)) {
            var killed = under("killed", cluster, cluster.redis()::kill);
            cluster.redis().start();
            awaitReplica(cluster);
            var hung = under("hung", cluster, replica.part()::freeze);
            var history = traffic.stop();
            for (var one : List.of(killed, hung)) {
                notes.hold(
                                one.took() / 1e9 <= FOLLOWED,
                                "master %s: an edit was live on both nodes after %.1f s",
                                one.fault(),
                                one.took() / 1e9)
                        .hold(one.saved() == one.sent(), "%d of %d edits saved", one.saved(), one.sent());
            }
            try (var last = cluster.redisClient()) {
                return notes.hold(
                                history.allRouted(),
                                "%d of %d calls routed%s",
                                history.routed(),
                                history.size(),
                                history.allRouted() ? "" : " " + history.failures())
                        .hold(everythingIsIn(last), "all %d edits are in the last master", edits)
                        .found();
            }
        }
    }

    // Whoever is connected to a master that becomes a replica is cut off.
    private static void awaitReplica(Cluster cluster) throws IOException, InterruptedException {
        Patience.await(
                "the one that came back is a replica", Duration.ofSeconds(60).toNanos(), () -> {
                    try (var client = cluster.redisClient()) {
                        client.call("CONFIG", "SET", "masterauth", Cluster.REDIS_PASSWORD);
                        return client.call("INFO", "replication").contains("master_link_status:up");
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    private Switch under(String fault, Cluster cluster, Runnable begin) throws Exception {
        int saved = edit(cluster) + edit(cluster);
        begin.run();
        long begun = System.nanoTime();
        int sent = 2;
        long took = 0;
        while (took == 0 || System.nanoTime() < begun + took + EDITED_AFTERWARDS.toNanos()) {
            saved += edit(cluster);
            sent++;
            Pause.ms(100);
            if (took == 0 && isLive(cluster)) {
                took = System.nanoTime() - begun;
            }
            if (System.nanoTime() - begun > Duration.ofSeconds(60).toNanos()) {
                throw new AssertionError("no edit was live in a minute");
            }
        }
        Patience.await(
                "everything is live",
                () -> cluster.api(0).isReady() && cluster.api(1).isReady());
        return new Switch(fault, took, saved, sent);
    }

    private int edit(Cluster cluster) {
        try {
            cluster.api(edits % 2).call("PUT", "/api/v1/egress-trunks/edit-" + edits++, """
                    {"name":"Edited","sipUri":"sip:127.0.10.1","enabled":true,"transport":"udp","authMethod":"ip_only",
                     "callerIdMode":"base_number"}""");
            return 1;
        } catch (LaunchException | UncheckedIOException e) {
            return 0;
        }
    }

    // That of the last edit before the question; the one before it may be what the nodes knew already.
    private static boolean isLive(Cluster cluster) {
        return cluster.api(0).isReady();
    }

    private boolean everythingIsIn(RedisClient master) throws IOException {
        for (int at = 0; at < edits; at++) {
            if (!master.call("HEXISTS", "egress:2:trunks", "edit-" + at).equals("1")) {
                return false;
            }
        }
        return true;
    }
}
