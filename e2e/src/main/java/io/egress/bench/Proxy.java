package io.egress.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Part;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The product's own proxy with Redis beside it, routing by rows that the service would have written. */
final class Proxy implements Kamailio {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_S = 60;

    private final Place place;
    private final Product product;
    private final String password;

    /** @param checkout the product, or a variant of it */
    Proxy(Place place, String name, Path checkout, Rows rows) {
        this.place = place;
        var data = place.directory(name).toAbsolutePath();
        try {
            // The goldens' sealed credentials open with the goldens' key.
            Files.copy(checkout.resolve("kamailio/contract/goldens/proxy.keys"), data.resolve("proxy.keys"));
            product = new Product(Settings.aside(checkout, data));
            product.startProxyAlone();
            password = Files.readString(data.resolve("redis-password")).trim();
            await("PONG", "PING");
            redis(load(rows), "--pipe");
            awaitRouting();
        } catch (IOException e) {
            throw new BenchException(name + " can't be started", e);
        }
    }

    private static byte[] load(Rows rows) {
        var commands = new ByteArrayOutputStream();
        rows.trunks().forEach((key, row) -> command(commands, "HSET", "egress:2:trunks", key, row));
        rows.numbers().forEach((key, row) -> command(commands, "HSET", "egress:2:numbers", key, row));
        command(commands, "HSET", "egress:2:head", "epoch", "bench:1", "revision", "1");
        command(commands, "XADD", "egress:2:changes", "*", "revision", "1", "full", "1");
        return commands.toByteArray();
    }

    private static void command(ByteArrayOutputStream out, String... words) {
        out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (var word : words) {
            out.writeBytes(("$" + word.getBytes(StandardCharsets.UTF_8).length + "\r\n" + word + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private String redis(byte[] input, String... words) {
        var command = Stream.concat(
                        Stream.of(
                                place.program("usr/bin/redis-cli"),
                                "-p",
                                Integer.toString(product.settings().redisPort())),
                        Stream.of(words))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(place.environment());
        builder.environment().put("REDISCLI_AUTH", password);
        try {
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input);
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new BenchException("redis-cli can't be run", e);
        }
    }

    private void await(String answer, String... words) {
        for (int count = 0; !redis(new byte[0], words).equals(answer); count++) {
            pause(count, "Redis did not start");
        }
    }

    private void awaitRouting() throws JsonProcessingException {
        for (int count = 0; ; count++) {
            var report = redis(new byte[0], "GET", "egress:1:node:proxy-1");
            var node = report.isEmpty() ? JSON.nullNode() : JSON.readTree(report);
            if ("bench:1".equals(node.path("epoch").asText())) {
                if (node.get("refused").size() + node.get("notReady").size() > 0) {
                    throw new BenchException("the proxy does not take the rows: " + report);
                }
                return;
            }
            pause(count, "the proxy did not take up the rows");
        }
    }

    private static void pause(int count, String problem) {
        if (count >= PATIENCE_S * 10) {
            throw new BenchException(problem);
        }
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new BenchException(problem, e);
        }
    }

    @Override
    public int sipPort() {
        return product.settings().sipPort();
    }

    @Override
    public Stream<Long> processes() {
        return product.part("kamailio").processes();
    }

    Part redis() {
        return product.part("redis");
    }

    @Override
    public void close() {
        product.part("kamailio").stop();
        product.part("redis").stop();
    }
}
