package io.egress.trunk;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.audit.Action;
import io.egress.audit.Change;
import io.egress.audit.FieldChange;
import io.egress.audit.Kind;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every field of a trunk is in every room, or named here with the reason why not. CONTRIBUTING.md walks through the rooms
 * in the order in which one builds.
 */
class TrunkFieldWalkTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FORM = ROOT.resolve("frontend/src/features/trunk-form");
    private static final Path AUDIT = ROOT.resolve("frontend/src/shared/audit");
    private static final Path CONTRACT = ROOT.resolve("kamailio/contract");

    /** Rooms that know a field by the name that it has in Redis. */
    private static final Set<String> SPEAK_REDIS =
            Set.of("Redis row", "contract's description", "contract's versions", "proxy's check");

    /** Field → rooms that it is not in, and why. */
    private static final Map<String, Map<String, String>> EXCLUDED = Map.of(
            "authPass", Map.of("response", "write-only"),
            "name", noRow("a name for people; no proxy needs it"),
            "baseNumbers",
                    noRow(
                            "links are in number rows",
                            "entity",
                            "links have a table of their own",
                            "migration",
                            "the same",
                            "audit",
                            "told by what came and went"));

    /** @param others further rooms, each with the reason behind it */
    private static Map<String, String> noRow(String reason, String... others) {
        var rooms = new HashMap<String, String>();
        SPEAK_REDIS.forEach(room -> rooms.put(room, reason));
        for (int at = 0; at < others.length; at += 2) {
            rooms.put(others[at], others[at + 1]);
        }
        return rooms;
    }

    /** What the Redis row calls a field, where it differs. */
    private static final Map<String, String> IN_REDIS = Map.ofEntries(
            entry("sipUri", "host"),
            entry("authMethod", "method"),
            entry("authUser", "user"),
            entry("authPass", "password"),
            entry("authRealm", "realm"),
            entry("tlsCertVariable", "certificate"),
            entry("tlsCaVariable", "tlsCa"),
            entry("callerIdMode", "mode"),
            entry("callerIdOverride", "value"),
            entry("maxConcurrentCalls", "maxCalls"),
            entry("codecPreferences", "codecs"));

    @TestFactory
    Stream<DynamicTest> fields() throws IOException {
        var contract = Files.readString(CONTRACT.resolve("README.md"));
        var rooms = Map.ofEntries(
                entry("openapi.yaml", Files.readString(ROOT.resolve("openapi.yaml"))),
                entry("response", source("TrunkResponse")),
                entry("audit", audited()),
                entry("entity", source("TrunkEntity")),
                entry("migration", texts(Path.of("src/main/resources/db/migration"), ".sql")),
                entry("Redis row", Files.readString(Path.of("src/main/java/io/egress/snapshot/Rows.java"))),
                entry("golden", texts(CONTRACT.resolve("goldens"), "desired.json")),
                entry("contract's description", section(contract, "trunk row")),
                // In the rows of the first version, or named with the version that brought it.
                entry(
                        "contract's versions",
                        section(contract, "Versions") + texts(CONTRACT.resolve("version-1"), ".json")),
                entry("proxy's check", Files.readString(ROOT.resolve("kamailio/egress/sync/members.lua"))),
                entry("form's table", Files.readString(FORM.resolve("fields.ts"))),
                entry("form's sections", texts(FORM, "Section.tsx") + texts(FORM, "CodecOrder.tsx")),
                entry("form's texts, English", Files.readString(FORM.resolve("locales/en.ts"))),
                entry("form's texts, German", Files.readString(FORM.resolve("locales/de.ts"))),
                entry("audit log's texts, English", Files.readString(AUDIT.resolve("locales/en.ts"))),
                entry("audit log's texts, German", Files.readString(AUDIT.resolve("locales/de.ts"))));
        return Arrays.stream(TrunkRequest.class.getRecordComponents())
                .map(RecordComponent::getName)
                .flatMap(field -> rooms.entrySet().stream()
                        .filter(room -> !EXCLUDED.getOrDefault(field, Map.of()).containsKey(room.getKey()))
                        .map(room -> DynamicTest.dynamicTest(
                                field + " is in " + room.getKey(),
                                () -> assertTrue(
                                        named(field, room.getKey())
                                                .matcher(room.getValue())
                                                .find(),
                                        field + " is missing in " + room.getKey()))));
    }

    /** The fields that the audit log tells of a trunk that has everything. */
    private static String audited() {
        var trunk = new TrunkEntity();
        for (var field : TrunkEntity.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fill(trunk, field);
            }
        }
        var told = AuditedTrunk.difference(null, AuditedTrunk.of(trunk), false);
        return Change.of(Kind.TRUNK, "acme", Action.CREATE, 1L, told).fields().stream()
                .map(FieldChange::field)
                .collect(Collectors.joining(" "));
    }

    private static void fill(TrunkEntity trunk, Field field) {
        try {
            if (field.getType() == String.class) {
                field.set(trunk, "x");
            } else if (field.getType() == List.class) {
                field.set(trunk, List.of("x"));
            } else if (field.getType() == Integer.class) {
                field.set(trunk, 1);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pattern named(String field, String room) {
        var name = SPEAK_REDIS.contains(room) ? IN_REDIS.getOrDefault(field, field) : field;
        if (room.equals("migration")) {
            name = name.replaceAll("([A-Z])", "_$1").toLowerCase();
        } else if (room.contains("texts")) {
            name = "field\\." + name;
        }
        return Pattern.compile("\\b" + name + "\\b");
    }

    /** What stands under a heading of a README. */
    private static String section(String text, String heading) {
        return Arrays.stream(text.split("(?m)^## "))
                .filter(part -> part.startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private static String source(String type) throws IOException {
        return Files.readString(Path.of("src/main/java/io/egress/trunk/" + type + ".java"));
    }

    /** All files below a folder whose names end so. */
    private static String texts(Path folder, String end) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(end)).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
