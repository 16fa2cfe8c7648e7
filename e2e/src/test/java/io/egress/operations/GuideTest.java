package io.egress.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is paged finds in docs/operations.md what the product really says, and nothing that it does not have. */
class GuideTest {
    /** Where settings are read, or given to those that read them. */
    private static final List<String> SETTINGS = List.of(
            "kamailio",
            "backend/README.md",
            "backend/src/main/resources/application.properties",
            "frontend/nginx.conf.template",
            ".env.example",
            "docker-compose.yml");

    private String guide;

    @BeforeEach
    void open() throws IOException {
        guide = Checkout.text("docs/operations.md");
    }

    private static TreeSet<String> goldenCauses() throws IOException {
        var endings = new ObjectMapper()
                .readValue(
                        Checkout.text("kamailio/contract/goldens/endings.json"),
                        new TypeReference<List<Map<String, Object>>>() {});
        return endings.stream()
                .map(ending -> (String) ending.get("cause"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first column of the table below a heading. */
    private Set<String> rows(String heading) {
        var from = guide.indexOf("\n### " + heading + "\n");
        assertTrue(from >= 0, heading);
        var to = guide.indexOf("\n### ", from + 1);
        return Checkout.all("(?m)^\\| `([a-z_-]+)` \\|", guide.substring(from, to));
    }

    @Test
    void eachAlarmHasAParagraphThatItsNoticeLeadsTo() throws IOException {
        var links =
                Checkout.all("runbook_url: docs/operations.md#(\\w+)", Checkout.text("deploy/prometheus/alerts.yml"));
        var alarms = Checkout.alarms();
        assertEquals(alarms.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()), links);
        assertEquals(alarms, Checkout.all("(?m)^### (Egress\\w+)$", guide));
    }

    @Test
    void eachReasonOfOursHasARow() throws IOException {
        assertEquals(Checkout.ownReasons(), rows("Own refusals"));
    }

    @Test
    void eachCauseOfAnAttemptHasARow() throws IOException {
        assertEquals(goldenCauses(), rows("Causes of an attempt"));
    }

    @Test
    void eachSettingThatIsNamedExists() throws IOException {
        var known = new StringBuilder();
        for (var place : SETTINGS) {
            known.append(everythingIn(Checkout.ROOT.resolve(place)));
        }
        for (var name : Checkout.all("\\b((?:EGRESS|QUARKUS)_[A-Z0-9_]+[A-Z0-9])\\b", guide)) {
            assertTrue(known.indexOf(name) >= 0, name);
        }
    }

    @Test
    void eachLinkLeadsSomewhere() {
        var headings = Checkout.all("(?m)^#+ (.+)$", guide).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
        for (var anchor : Checkout.all("]\\(#([^)]+)\\)", guide)) {
            assertTrue(headings.contains(anchor), anchor);
        }
        for (var file : Checkout.all("]\\(([^)#]+)(?:#[^)]*)?\\)", guide)) {
            assertTrue(Files.exists(Checkout.ROOT.resolve("docs").resolve(file)), file);
        }
    }

    @Test
    void eachOperationThatIsNamedIsInTheContract() throws IOException {
        var contract = Checkout.text("openapi.yaml");
        for (var path : Checkout.all("(?:GET|POST|PATCH|PUT|DELETE) `?(/api/v1/[a-z0-9/<>-]+)", guide)) {
            var pattern = Pattern.quote(path).replace("<id>", "\\E\\{\\w+}\\Q").replace("<name>", "\\E\\{\\w+}\\Q");
            assertTrue(
                    Pattern.compile("(?m)^  " + pattern + ":$")
                            .matcher(contract)
                            .find(),
                    path);
        }
    }

    private static String everythingIn(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return Files.readString(place);
        }
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(place)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
