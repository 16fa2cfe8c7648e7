package io.egress.trunk;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.audit.Action;
import io.egress.audit.Change;
import io.egress.audit.FieldChange;
import io.egress.audit.Kind;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field of a trunk is in every room, or named here with the reason why not. */
class TrunkFieldWalkTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FORM = ROOT.resolve("frontend/src/features/trunk-form");

    /** Field → rooms that it is not in, and why. */
    private static final Map<String, Map<String, String>> EXCLUDED = Map.of(
            "authPass", Map.of("response", "write-only"),
            "name", Map.of("Redis row", "a name for people; no proxy needs it"),
            "baseNumbers",
                    Map.of(
                            "entity",
                            "links have a table of their own",
                            "migration",
                            "the same",
                            "Redis row",
                            "links are in number rows",
                            "audit",
                            "told by what came and went"));

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
        var rooms = Map.of(
                "openapi.yaml", Files.readString(ROOT.resolve("openapi.yaml")),
                "response", source("TrunkResponse"),
                "audit", audited(),
                "entity", source("TrunkEntity"),
                "migration", texts(Path.of("src/main/resources/db/migration"), ".sql"),
                "Redis row", Files.readString(Path.of("src/main/java/io/egress/snapshot/Rows.java")),
                "golden", texts(ROOT.resolve("kamailio/contract/goldens"), "desired.json"),
                "form's table", Files.readString(FORM.resolve("fields.ts")),
                "form's sections", texts(FORM, "Section.tsx") + texts(FORM, "CodecOrder.tsx"));
        return Arrays.stream(TrunkRequest.class.getRecordComponents())
                .map(RecordComponent::getName)
                .flatMap(field -> rooms.entrySet().stream()
                        .filter(room -> !EXCLUDED.getOrDefault(field, Map.of()).containsKey(room.getKey()))
                        .map(room -> DynamicTest.dynamicTest(
                                field + " is in " + room.getKey(),
                                () -> assertTrue(
                                        room.getValue().contains(named(field, room.getKey())),
                                        field + " is missing in " + room.getKey()))));
    }

    /** The fields that the audit log tells of a trunk that has everything. */
    private static String audited() {
        var trunk = new TrunkEntity();
        for (var field : TrunkEntity.class.getDeclaredFields()) {
            fill(trunk, field);
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
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String named(String field, String room) {
        return switch (room) {
            case "migration" -> field.replaceAll("([A-Z])", "_$1").toLowerCase();
            case "Redis row" -> "\"" + IN_REDIS.getOrDefault(field, field) + "\"";
            default -> field;
        };
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
