package io.egress.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service sends to PostgreSQL for one request, as PostgreSQL's own log tells it. */
final class Statements {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATEMENT = Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    /** Only the publisher asks for it. */
    private static final String OF_THE_PUBLISHER = "published";

    private static final long SETTLED_MS = 1_500;

    private Statements() {}

    /** Lets PostgreSQL write the log that is read here; it is started anew for that. */
    static void keepLog(Postgres postgres, Connection sql) throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.execute("ALTER SYSTEM SET logging_collector = on");
            statement.execute("ALTER SYSTEM SET log_destination = 'jsonlog'");
        }
        postgres.kill();
        postgres.start();
    }

    /** The transactions of one request, statement by statement, their parameters in place. */
    static List<String> of(Runnable request, Path data, Connection sql) throws SQLException, IOException {
        log(sql, "all");
        pause();
        request.run();
        pause();
        log(sql, "none");
        pause();
        return transactions(entries(data));
    }

    private static void log(Connection sql, String which) throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.execute("ALTER SYSTEM SET log_statement = '" + which + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    // The log is another process's, and settings arrive in their own time.
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SETTLED_MS);
        } catch (InterruptedException e) {
            throw new BenchException("interrupted", e);
        }
    }

    private static List<JsonNode> entries(Path data) throws IOException {
        var entries = new ArrayList<JsonNode>();
        try (var files = Files.list(data.resolve("postgres/log"))) {
            for (var file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (var line : Files.readAllLines(file)) {
                    entries.add(JSON.readTree(line));
                }
                Files.writeString(file, "");
            }
        }
        return entries;
    }

    private static List<String> transactions(List<JsonNode> entries) {
        var open = new LinkedHashMap<String, List<String>>();
        var all = new ArrayList<String>();
        for (var entry : entries) {
            var match = STATEMENT.matcher(entry.path("message").asText());
            if (match.matches()) {
                var statement =
                        inPlace(match.group(1).trim(), entry.path("detail").asText());
                var transaction = open.computeIfAbsent(entry.path("session_id").asText(), session -> new ArrayList<>());
                transaction.add(statement);
                if (statement.equals("COMMIT")) {
                    if (transaction.stream().noneMatch(one -> one.contains(OF_THE_PUBLISHER))) {
                        all.addAll(transaction);
                    }
                    transaction.clear();
                }
            }
        }
        return all;
    }

    private static String inPlace(String statement, String detail) {
        var values = new LinkedHashMap<String, String>();
        for (var match = PARAMETER.matcher(detail); match.find(); ) {
            values.put(match.group(1), literal(match.group(2)));
        }
        return PLACE.matcher(statement.replaceAll("\\s+", " "))
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    // pgbench takes a word behind a colon for a variable of its own.
    private static String literal(String value) {
        return value.equals("NULL") ? value : " E" + value.replace("\\", "\\\\").replace(":", "\\x3A");
    }
}
