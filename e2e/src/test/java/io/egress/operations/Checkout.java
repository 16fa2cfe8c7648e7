package io.egress.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files of the product that operators use, as they lie in the checkout. */
final class Checkout {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path PROMETHEUS = ROOT.resolve("deploy/prometheus");
    static final Path GRAFANA = ROOT.resolve("deploy/grafana");

    private Checkout() {}

    static String text(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(Files.readString(GRAFANA.resolve("dashboards/egress-trunks.json")));
    }

    /** Names of the alarms. */
    static TreeSet<String> alarms() throws IOException {
        return all("(?m)^ +- alert: (\\w+)$", text("deploy/prometheus/alerts.yml"));
    }

    /** With which the proxy refuses a call itself. */
    static TreeSet<String> ownReasons() throws IOException {
        var refuse = text("kamailio/egress/refuse.lua");
        var answers = refuse.substring(refuse.indexOf("local ANSWERS"), refuse.indexOf("\n}\n"));
        return all("(?m)^ +\\[?\"?([a-z-]+)\"?]? = ", answers);
    }

    /** What the first group of a pattern matched, each once. */
    static TreeSet<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The whole of what a pattern matched. */
    static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
