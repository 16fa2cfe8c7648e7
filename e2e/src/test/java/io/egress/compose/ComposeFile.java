package io.egress.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * docker-compose.yml as Docker Compose reads it: settings of .env filled in, profiles, what a service is. Debian's
 * podman-compose can't give a container an address or an alias, waits for nothing and knows no profiles. A key that is
 * not known here is an error: nothing in the file is passed over in silence.
 */
final class ComposeFile {
    private static final Set<String> TOP = Set.of("name", "services", "networks", "volumes", "secrets");
    private static final Set<String> KEYS = Set.of(
            "build",
            "cap_add",
            "cap_drop",
            "command",
            "depends_on",
            "entrypoint",
            "environment",
            "healthcheck",
            "image",
            "networks",
            "ports",
            "profiles",
            "read_only",
            "restart",
            "secrets",
            "security_opt",
            "shm_size",
            "stop_grace_period",
            "sysctls",
            "tmpfs",
            "user",
            "volumes");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\$|\\$\\{([A-Z_0-9]+)(?:(:?[-?])((?:[^{}]|\\$\\{[A-Z_0-9]+})*))?}");

    private final Map<String, Object> content;

    private ComposeFile(Map<String, Object> content) {
        this.content = content;
    }

    /** A setting that the file can't do without is missing; the message is what Docker Compose would print. */
    static final class MissingSetting extends RuntimeException {
        private static final long serialVersionUID = 1;

        MissingSetting(String message) {
            super(message);
        }
    }

    /** @throws MissingSetting if {@code .env} lacks what the file requires */
    static ComposeFile read(Path directory) {
        try {
            Map<String, Object> raw = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(directory.resolve("docker-compose.yml")));
            raw.keySet().removeIf(key -> key.startsWith("x-"));
            var file = new ComposeFile(map(filled(raw, settings(directory.resolve(".env")))));
            file.requireKnown();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path file) throws IOException {
        var settings = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.matches("[A-Z_0-9]+=.*"))
                    .forEach(line ->
                            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        }
        return settings;
    }

    private static Object filled(Object value, Map<String, String> settings) {
        if (value instanceof Map<?, ?> map) {
            var result = new LinkedHashMap<String, Object>();
            map.forEach((key, each) -> result.put(key.toString(), filled(each, settings)));
            return result;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> filled(each, settings)).toList();
        }
        return value instanceof String text ? filledText(text, settings) : value;
    }

    private static String filledText(String text, Map<String, String> settings) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? "$"
                                : value(found.group(1), found.group(2), found.group(3), settings)));
    }

    private static String value(String name, String operator, String otherwise, Map<String, String> settings) {
        var set = settings.get(name);
        boolean missing = set == null || operator != null && operator.startsWith(":") && set.isEmpty();
        if (!missing) {
            return set;
        }
        if (operator != null && operator.endsWith("?")) {
            throw new MissingSetting("required variable " + name + " is missing a value: " + otherwise);
        }
        return operator == null ? "" : filledText(otherwise, settings);
    }

    private void requireKnown() {
        requireAmong(content.keySet(), TOP, "docker-compose.yml");
        services().forEach((name, service) -> requireAmong(service.keySet(), KEYS, name));
    }

    private static void requireAmong(Set<String> keys, Set<String> known, String where) {
        var unknown = keys.stream().filter(key -> !known.contains(key)).collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(where + " has " + unknown + ", which this test does not know how to try");
        }
    }

    /** Every service by name, of whatever profile. */
    Map<String, Map<String, Object>> services() {
        var services = new LinkedHashMap<String, Map<String, Object>>();
        map(content.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    Map<String, Object> service(String name) {
        return services().get(name);
    }

    /** In an order in which each comes behind those that it depends on. */
    List<String> inOrder(Set<String> profiles) {
        var ordered = new java.util.LinkedHashSet<String>();
        services().forEach((name, service) -> {
            var of = list(service.get("profiles"));
            if (of.isEmpty() || of.stream().anyMatch(profile -> profiles.contains(profile.toString()))) {
                add(name, ordered);
            }
        });
        return List.copyOf(ordered);
    }

    private void add(String name, Set<String> ordered) {
        if (!ordered.contains(name)) {
            dependencies(name).keySet().forEach(other -> add(other, ordered));
            ordered.add(name);
        }
    }

    /** What has to be before a service is started: service → {@code service_healthy}, {@code service_started}. */
    Map<String, String> dependencies(String name) {
        var given = service(name).get("depends_on");
        var conditions = new LinkedHashMap<String, String>();
        if (given instanceof List<?> names) {
            names.forEach(other -> conditions.put(other.toString(), "service_started"));
        } else {
            map(given)
                    .forEach((other, how) ->
                            conditions.put(other, map(how).get("condition").toString()));
        }
        return conditions;
    }

    Map<String, Object> networks() {
        return map(content.get("networks"));
    }

    Map<String, Object> volumes() {
        return map(content.get("volumes"));
    }

    /** The file behind a secret, as the compose file names it. */
    String secretFile(String name) {
        return map(map(content.get("secrets")).get(name)).get("file").toString();
    }

    @SuppressWarnings("unchecked") // YAML's keys are texts here
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static List<?> list(Object value) {
        return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
    }
}
