package io.egress.trunk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field of a trunk is in every room, or named here with the reason why not. */
class TrunkFieldWalkTest {
    private static final Path ROOT = Path.of("..");

    /** Refused by NotSupportedYet: they have no room but the request, until they are built. */
    private static final Set<String> NOT_SUPPORTED_YET = Set.of("fromDomain", "fromUser", "identityHeader",
            "numberFormat", "countryCode", "userPhone", "outboundProxy", "tlsCaVariable");

    /** Field → rooms that it is not in, and why. */
    private static final Map<String, Map<String, String>> EXCLUDED = Map.of(
            "authPass", Map.of("response", "write-only"),
            "name", Map.of("Redis row", "a name for people; no proxy needs it"),
            "allowedIps", Map.of("Redis row", "not supported yet", "form", "not supported yet", "golden", "not supported yet"),
            "tlsCertVariable", Map.of("Redis row", "not supported yet", "form", "not supported yet", "golden", "not supported yet"),
            "maxConcurrentCalls", Map.of("Redis row", "not supported yet", "form", "not supported yet", "golden", "not supported yet"),
            "baseNumbers", Map.of("entity", "links have a table of their own", "migration", "the same", "Redis row", "links are in number rows"));

    /** What the Redis row calls a field, where it differs. */
    private static final Map<String, String> IN_REDIS = Map.of("sipUri", "host", "authMethod", "method",
            "authUser", "user", "authPass", "password", "authRealm", "realm", "callerIdMode", "mode",
            "callerIdOverride", "value", "codecPreferences", "codecs");

    @TestFactory
    Stream<DynamicTest> fields() throws IOException {
        var rooms = Map.of(
                "openapi.yaml", Files.readString(ROOT.resolve("openapi.yaml")),
                "response", source("TrunkResponse"),
                "entity", source("TrunkEntity"),
                "migration", Files.readString(Path.of("src/main/resources/db/migration/V1__trunks.sql")),
                "Redis row", Files.readString(Path.of("src/main/java/io/egress/snapshot/Rows.java")),
                "golden", goldens(),
                "form", Files.readString(ROOT.resolve("frontend/src/features/egress-trunks/TrunkForm.tsx"))
                        + Files.readString(ROOT.resolve("frontend/src/features/egress-trunks/draft.ts")));
        return Arrays.stream(TrunkRequest.class.getRecordComponents()).map(RecordComponent::getName)
                .filter(field -> !NOT_SUPPORTED_YET.contains(field))
                .flatMap(field -> rooms.entrySet().stream()
                        .filter(room -> !EXCLUDED.getOrDefault(field, Map.of()).containsKey(room.getKey()))
                        .map(room -> DynamicTest.dynamicTest(field + " is in " + room.getKey(), () ->
                                assertTrue(room.getValue().contains(named(field, room.getKey())),
                                        field + " is missing in " + room.getKey()))));
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

    private static String goldens() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(ROOT.resolve("kamailio/contract/goldens"))) {
            for (var file : files.filter(path -> path.endsWith("desired.json")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
