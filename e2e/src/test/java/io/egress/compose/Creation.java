package io.egress.compose;

import static io.egress.compose.ComposeFile.list;
import static io.egress.compose.ComposeFile.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A service of the compose file as arguments of {@code podman create}. */
final class Creation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ComposeFile file;
    private final Path directory;
    private final String project;
    private final String name;
    private final Map<String, Object> service;
    private final List<String> arguments = new ArrayList<>();

    private Creation(ComposeFile file, Path directory, String project, String name) {
        this.file = file;
        this.directory = directory;
        this.project = project;
        this.name = name;
        this.service = file.service(name);
    }

    /**
     * @param directory where the compose file is
     * @param container its name
     * @param published whether ports are published on this machine
     */
    static List<String> arguments(
            ComposeFile file, Path directory, String project, String name, String container, boolean published) {
        var creation = new Creation(file, directory, project, name);
        creation.add("create", "--name", container, "--label", "egress.project=" + project);
        creation.confinement();
        creation.files();
        creation.network(published);
        creation.health();
        creation.program();
        return creation.arguments;
    }

    private void add(String... more) {
        arguments.addAll(List.of(more));
    }

    private void each(String key, String option) {
        list(service.get(key)).forEach(value -> add(option, value.toString()));
    }

    private void confinement() {
        each("cap_drop", "--cap-drop");
        each("cap_add", "--cap-add");
        each("user", "--user");
        each("restart", "--restart");
        each("shm_size", "--shm-size");
        list(service.get("security_opt"))
                .forEach(value -> add("--security-opt", value.toString().replace(":true", "")));
        map(service.get("sysctls")).forEach((key, value) -> add("--sysctl", key + "=" + value));
        map(service.get("environment")).forEach((key, value) -> add("--env", key + "=" + value));
        if (service.get("stop_grace_period") instanceof String seconds) {
            add("--stop-timeout", seconds.replace("s", ""));
        }
        if (Boolean.TRUE.equals(service.get("read_only"))) {
            // Podman would give a container with a read-only root a few folders of its own, which Docker does not.
            add("--read-only", "--read-only-tmpfs=false");
        }
    }

    private void files() {
        each("tmpfs", "--tmpfs");
        for (var volume : list(service.get("volumes"))) {
            var parts = volume.toString().split(":", 2);
            var source = parts[0].startsWith(".")
                    ? directory.resolve(parts[0]).normalize().toString()
                    : project + "_" + parts[0];
            add("--volume", source + ":" + parts[1]);
        }
        for (var secret : list(service.get("secrets"))) {
            var source = secret instanceof Map<?, ?> given ? given.get("source").toString() : secret.toString();
            var target = secret instanceof Map<?, ?> given ? given.get("target").toString() : source;
            add(
                    "--volume",
                    directory.resolve(file.secretFile(source)).normalize() + ":"
                            + (target.startsWith("/") ? target : "/run/secrets/" + target) + ":ro");
        }
    }

    private void network(boolean published) {
        var given = service.get("networks");
        var names =
                given instanceof List<?> ? list(given) : List.copyOf(map(given).keySet());
        for (var network : names) {
            var options = given instanceof List<?>
                    ? Map.<String, Object>of()
                    : map(map(given).get(network.toString()));
            var text = new StringBuilder(project + "_" + network + ":alias=" + name);
            list(options.get("aliases")).forEach(alias -> text.append(",alias=").append(alias));
            list(options.get("ipv4_address"))
                    .forEach(address -> text.append(",ip=").append(address));
            add("--network", text.toString());
        }
        if (published) {
            each("ports", "--publish");
        }
    }

    /** No timers: there is no systemd here that podman could let ask, so the tests do. */
    private void health() {
        var test = list(map(service.get("healthcheck")).get("test"));
        if (!test.isEmpty()) {
            var words = test.subList(1, test.size()).stream().map(Object::toString);
            add(
                    "--health-cmd",
                    test.get(0).equals("CMD")
                            ? words.map(Creation::quoted).collect(Collectors.joining(" "))
                            : words.collect(Collectors.joining()),
                    "--health-interval",
                    "disable");
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private void program() {
        if (service.containsKey("entrypoint")) {
            add("--entrypoint", json(list(service.get("entrypoint"))));
        }
        add(service.get("image").toString());
        list(service.get("command")).forEach(word -> add(word.toString()));
    }

    private static String json(List<?> words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
