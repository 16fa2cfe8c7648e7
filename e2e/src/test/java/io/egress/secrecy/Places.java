package io.egress.secrecy;

import io.egress.launch.Product;
import io.egress.sip.SipPeer;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that the product told and wrote, as text, by where it was. */
final class Places {
    private final Product product;
    private final Map<String, String> texts = new LinkedHashMap<>();

    Places(Product product) {
        this.product = product;
    }

    Map<String, String> texts() {
        return texts;
    }

    void hear(String what, String text) {
        texts.put(what, text);
    }

    void look(List<SipPeer> peers) throws IOException, SQLException {
        tables();
        redis();
        files();
        peers.forEach(peer -> {
            var heard = new StringBuilder();
            peer.ladder()
                    .forEach(line -> heard.append(new String(line.message().bytes(), StandardCharsets.ISO_8859_1)));
            texts.put("SIP of " + heard.length() + " bytes at " + peer.hostPort(), heard.toString());
        });
    }

    /** Every row of every table, as text: what pg_dump would write. */
    private void tables() throws SQLException {
        try (var connection = DriverManager.getConnection(product.postgres().url() + "?user=postgres");
                var sql = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var names = sql.executeQuery(
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (var table : tables) {
                var all = new StringBuilder();
                try (var rows = sql.executeQuery("SELECT t::text FROM \"" + table + "\" t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
                texts.put("table " + table, all.toString());
            }
        }
    }

    private void redis() throws IOException {
        var password = Files.readString(product.settings().data().resolve("redis-password"))
                .trim();
        try (var redis = new RedisClient(product.settings().redisPort(), password)) {
            for (var key : redis.list("KEYS", "*")) {
                texts.put(
                        "Redis " + key,
                        switch (redis.call("TYPE", key)) {
                            case "hash" -> redis.list("HGETALL", key).toString();
                            case "stream" -> redis.list("XRANGE", key, "-", "+").toString();
                            case "list" -> redis.list("LRANGE", key, "0", "-1").toString();
                            case "set" -> redis.list("SMEMBERS", key).toString();
                            case "zset" -> redis.list("ZRANGE", key, "0", "-1").toString();
                            default -> String.valueOf(redis.call("GET", key));
                        });
            }
        }
    }

    /** Logs, Kamailio's disk copy, what Redis and PostgreSQL wrote: all files of the data directory. */
    private void files() throws IOException {
        var data = product.settings().data();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text(file).ifPresent(text -> texts.put("file " + data.relativize(file), text));
            }
        }
    }

    /** Some files go while one looks. */
    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
