package io.egress.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The images that the compose file names: stand-ins of the official ones, and ours, built at most once a run. */
final class Images {
    /** Official image → the folder of its stand-in. */
    private static final Map<String, String> STAND_INS =
            Map.of("/postgres:", "postgres", "/redis:", "redis", "/prometheus:", "prometheus");
    /** What Debian has not got: nobody can try these here. */
    private static final List<String> NOT_TO_BE_HAD = List.of("/grafana:");

    private static boolean made;

    private Images() {}

    static synchronized void make(Podman podman, ComposeFile file) {
        if (made) {
            return;
        }
        requirePrograms();
        requireFine(Podman.program(podman.checkout(), List.of("e2e/compose/base")), "the base image");
        var builds = new LinkedHashMap<String, Map<String, Object>>();
        file.services()
                .values()
                .forEach(service ->
                        builds.putIfAbsent(service.get("image").toString(), ComposeFile.map(service.get("build"))));
        builds.keySet().removeIf(image -> NOT_TO_BE_HAD.stream().anyMatch(image::contains));
        builds.forEach((image, build) -> build(podman, image, build));
        made = true;
    }

    private static void requirePrograms() {
        var missing = List.of("podman", "runc", "debootstrap").stream()
                .filter(program -> List.of("/usr/bin", "/usr/sbin").stream()
                        .noneMatch(directory -> Files.isExecutable(Path.of(directory, program))))
                .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "This machine lacks what the containers are tried with. As root:\n  apt-get install"
                            + " --no-install-recommends podman netavark aardvark-dns runc debootstrap\nMissing: "
                            + missing);
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IllegalStateException("Containers are tried as root: networks with addresses need it.");
        }
    }

    private static void build(Podman podman, String image, Map<String, Object> build) {
        var words = new ArrayList<>(List.of(
                "build",
                "--quiet",
                "--isolation",
                "chroot",
                "--network",
                "host",
                "--format",
                "docker",
                "--tag",
                image));
        if (build.isEmpty()) {
            var standIn = podman.checkout()
                    .resolve("e2e/compose")
                    .resolve(STAND_INS.entrySet().stream()
                            .filter(entry -> image.contains(entry.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException(image + " has no stand-in")));
            words.add(standIn.toString());
        } else {
            ComposeFile.map(build.get("args"))
                    .forEach((name, value) -> words.addAll(List.of("--build-arg", name + "=" + value)));
            words.addAll(List.of(
                    "--file",
                    build.get("dockerfile").toString(),
                    build.get("context").toString()));
        }
        System.out.println("Building " + image + " ...");
        requireFine(podman.attempt(words), image);
    }

    private static void requireFine(Podman.Said said, String what) {
        if (!said.isFine()) {
            throw new IllegalStateException(what + " can't be built: " + said.text());
        }
    }
}
