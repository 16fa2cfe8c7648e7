package io.egress.compose;

import static io.egress.compose.ComposeFile.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Api;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The containers of docker-compose.yml, by podman, in a folder of their own that has the checkout's files and an .env and
 * secrets made by {@code make env}. Verbs are those of Docker Compose.
 */
final class Stack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Podman podman;
    private final Folder folder;
    private final String project;

    private Stack(Podman podman, Folder folder, String project) {
        this.podman = podman;
        this.folder = folder;
        this.project = project;
    }

    /** With a folder of its own, in which there is no .env yet. */
    static Stack fresh(Path checkout, String project) {
        return new Stack(new Podman(checkout), Folder.fresh(checkout), project);
    }

    Podman podman() {
        return podman;
    }

    Path directory() {
        return folder.path();
    }

    /** {@code make env}. @return what it said */
    String makeEnv() {
        return folder.makeEnv();
    }

    /** A setting in {@code .env}, for containers that are made later. */
    void set(String name, String value) {
        folder.set(name, value);
    }

    /** The product's, as the operator's scripts reach it. */
    Api api() {
        return new Api("http://" + address("service", "web") + ":8080", secret("admin-token"));
    }

    String version() {
        return folder.read("VERSION");
    }

    /** Where this machine is in the network of SIP. */
    String gateway() {
        return inNetwork("kamailio", "sip").path("Gateway").asText();
    }

    String pid(String service) {
        return inspect(service).path("State").path("Pid").asText();
    }

    /** What a secret's file holds. */
    String secret(String name) {
        return folder.read(".secrets/" + name);
    }

    ComposeFile file() {
        return ComposeFile.read(folder.path());
    }

    /** {@code docker compose up -d --wait}, with what the profiles add; what runs already goes on. */
    void up(String... profiles) {
        var file = file();
        Images.make(podman, file);
        Networks.make(podman, file, project);
        for (var name : file.inOrder(Set.of(profiles))) {
            if (!exists(name)) {
                create(file, name);
            }
            file.dependencies(name).forEach((other, condition) -> {
                if (condition.equals("service_healthy")) {
                    awaitHealthy(other);
                }
            });
            podman.run("start", container(name));
        }
        file.inOrder(Set.of(profiles)).stream()
                .filter(name -> isTested(file, name))
                .forEach(this::awaitHealthy);
    }

    private static boolean isTested(ComposeFile file, String name) {
        return !map(file.service(name).get("healthcheck")).isEmpty();
    }

    /** {@code docker compose up -d} of one service alone. */
    void start(String name) {
        Images.make(podman, file());
        if (!exists(name)) {
            create(file(), name);
        }
        podman.run("start", container(name));
    }

    /** {@code docker compose rm --stop}. */
    void remove(String... names) {
        for (var name : names) {
            podman.run("stop", container(name));
            podman.run("rm", "--force", container(name));
        }
    }

    /** {@code docker compose up -d --wait --force-recreate} of these. */
    void recreate(String... names) {
        remove(names);
        up();
    }

    /** {@code docker compose run --rm} of a service that ends by itself. */
    Podman.Said runOnce(String name) {
        create(file(), name);
        var said = podman.attempt("start", "--attach", container(name));
        podman.run("rm", container(name));
        return said;
    }

    private void create(ComposeFile file, String name) {
        podman.run(Creation.arguments(file, folder.path(), project, name, container(name), false));
    }

    /** {@code docker compose down}: volumes stay. */
    void down() {
        var containers = lines("ps", "--all", "--quiet", "--filter", "label=egress.project=" + project);
        if (!containers.isEmpty()) {
            podman.run(with(List.of("stop"), containers));
            podman.run(with(List.of("rm", "--force"), containers));
        }
        Networks.remove(podman, project);
    }

    /** {@code docker compose down --volumes}. */
    @Override
    public void close() {
        down();
        lines("volume", "ls", "--quiet", "--filter", "name=" + project + "_")
                .forEach(volume -> podman.run("volume", "rm", volume));
        folder.remove();
    }

    private List<String> lines(String... arguments) {
        return podman.run(arguments).lines().toList();
    }

    private static List<String> with(List<String> words, List<String> more) {
        var all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    String container(String service) {
        return project + "-" + service + "-1";
    }

    private boolean exists(String service) {
        return podman.attempt("container", "exists", container(service)).isFine();
    }

    /** Runs a program in a service's container, as the container's user. */
    Podman.Said exec(String service, String... command) {
        return podman.attempt(with(List.of("exec", container(service)), List.of(command)));
    }

    /** {@code docker compose exec -T} with input and output of this machine's shell, in the folder of the compose file. */
    Podman.Said execFromHere(String before, String service, String command) {
        var exec = podman.checkout().resolve("e2e/compose/podman") + " exec -i " + container(service);
        return Podman.program(folder.path(), List.of("sh", "-c", before + exec + " " + command));
    }

    /** {@code docker volume rm}. */
    void forget(String volume) {
        podman.run("volume", "rm", project + "_" + volume);
    }

    /** The same by {@code sh -c}. @throws IllegalStateException if it fails */
    String shell(String service, String script) {
        return podman.run("exec", container(service), "sh", "-c", script);
    }

    String logs(String service) {
        return podman.run("logs", container(service));
    }

    JsonNode inspect(String service) {
        return told("container", container(service));
    }

    JsonNode inspectImage(String service) {
        return told("image", file().service(service).get("image").toString());
    }

    private JsonNode told(String kind, String name) {
        try {
            return JSON.readTree(podman.run(kind, "inspect", name)).get(0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isHealthy(String service) {
        return podman.attempt("healthcheck", "run", container(service)).isFine();
    }

    /** @throws IllegalStateException with the end of its log */
    void awaitHealthy(String service) {
        Waiting.until(service + " is healthy", () -> isHealthy(service), () -> podman.attempt(
                        "logs", "--tail", "30", container(service))
                .text());
    }

    /** The address of a service in one of the networks: this machine reaches it there. */
    String address(String service, String network) {
        return inNetwork(service, network).path("IPAddress").asText();
    }

    private JsonNode inNetwork(String service, String network) {
        return inspect(service).path("NetworkSettings").path("Networks").path(project + "_" + network);
    }

    static void await(String what, BooleanSupplier isSo, Supplier<String> otherwise) {
        Waiting.until(what, isSo, otherwise);
    }
}
