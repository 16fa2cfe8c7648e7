package io.egress.bench;

import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/** P5: how long after the answer to a save the new trunk gets its first INVITE, beside the least that has to happen. */
final class SaveToWire {
    private static final int SAVES = 10;
    /** How often the proxy's sync process is let run (kamailio/modules.cfg). */
    private static final double TICK_S = 0.001;

    private static final long BETWEEN_CALLS_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Product product;
    private final Agent agent;
    private final ScriptedCarrier carrier;
    private volatile long arrived;
    private int saved;

    private SaveToWire(Product product) {
        this.product = product;
        agent = new Agent(
                "127.0.0.1",
                Ports.free(),
                new InetSocketAddress(
                        product.settings().sipHost(), product.settings().sipPort()));
        var refusing = Script.refuses(603);
        carrier = new ScriptedCarrier("carrier", "127.0.0.2", Ports.free(), asked -> {
            if (asked.method().equals("INVITE") && arrived == 0) {
                arrived = System.nanoTime();
            }
            refusing.on(asked);
        });
    }

    static void measure(Place place) {
        try (var product = new Product(
                Settings.aside(place.checkout(), place.directory("p5").toAbsolutePath()))) {
            product.start();
            var url = product.postgres().url() + "?user=postgres";
            try (var sql = DriverManager.getConnection(url);
                    var table = sql.createStatement();
                    var redis = new RedisClient(
                            product.settings().redisPort(),
                            Files.readString(product.settings().data().resolve("redis-password"))
                                    .trim())) {
                table.execute(
                        "CREATE TABLE bare (id integer PRIMARY KEY, value integer); INSERT INTO bare VALUES (1, 1)");
                compare(new SaveToWire(product), () -> least(sql, redis));
            }
        } catch (IOException | SQLException e) {
            throw new BenchException("PostgreSQL or Redis can't be asked", e);
        }
    }

    private static void compare(SaveToWire product, DoubleSupplier least) {
        try (product.agent;
                product.carrier) {
            for (int count = 0; count < 3; count++) {
                median(product::first);
            }
            median(least);
            var ratios = new ArrayList<Double>();
            for (int at = 0; at < Pairs.COUNT; at++) {
                ratios.add(median(product::first) / median(least));
            }
            Report.atMost(
                    "P5", "answer of a save → first INVITE ÷ (commit + Redis write + tick)", Spread.of(ratios), 1.5);
        }
    }

    private static double median(DoubleSupplier one) {
        return Spread.of(IntStream.range(0, SAVES)
                        .mapToObj(at -> one.getAsDouble())
                        .toList())
                .median();
    }

    // One change committed, one value written, one look of the proxy's.
    private static double least(Connection sql, RedisClient redis) {
        long start = System.nanoTime();
        try (var statement = sql.createStatement()) {
            statement.executeUpdate("UPDATE bare SET value = value + 1");
            redis.call("HSET", "bare", "value", "1");
        } catch (SQLException | IOException e) {
            throw new BenchException("PostgreSQL or Redis can't be asked", e);
        }
        return (System.nanoTime() - start) / 1e9 + TICK_S;
    }

    /** Saves one more trunk and calls until it gets a call; seconds from the answer on. */
    private double first() {
        var number = "+4930" + (2_000_000 + saved);
        var trunkId = "new-" + saved++;
        product.api().call("PUT", Service.NUMBERS + "/" + number, "{}");
        product.api().awaitReady(PATIENCE, () -> {});
        arrived = 0;
        product.api().call("PUT", Service.TRUNKS + "/" + trunkId, """
                {"name":"New","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"base_number","baseNumbers":["%s"]}""".formatted(carrier.hostPort(), number));
        long answered = System.nanoTime();
        for (long next = answered; arrived == 0; next += BETWEEN_CALLS_NS) {
            if (next - answered > PATIENCE.toNanos()) {
                throw new BenchException("no call came over " + trunkId);
            }
            agent.dial(Invitation.to("+4989555", number));
            while (arrived == 0 && System.nanoTime() < next) {
                Thread.onSpinWait();
            }
        }
        return (arrived - answered) / 1e9;
    }
}
