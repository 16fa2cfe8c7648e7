package io.egress.bench;

import io.egress.launch.Part;
import io.egress.launch.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Where everything is: the checkout, its private parts, and a directory for what a run leaves behind. */
record Place(Path checkout, Path data) {
    String read(String name) {
        try {
            return Files.readString(checkout.resolve("e2e/bench").resolve(name));
        } catch (IOException e) {
            throw new BenchException(name + " can't be read", e);
        }
    }

    /** A copy of a scenario: sipp writes beside it. */
    Path scenario(String name) {
        return write(name, read(name));
    }

    String program(String path) {
        return checkout.resolve(".parts/debian").resolve(path).toString();
    }

    /** @param parts where Debian's packages were unpacked, in the checkout */
    Path libraries(String parts) {
        return checkout.resolve(parts)
                .resolve("usr/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu");
    }

    private String libraries() {
        return libraries(".parts/debian").toString();
    }

    String modules() {
        return libraries() + "/kamailio/modules";
    }

    Map<String, String> environment() {
        return Map.of("LD_LIBRARY_PATH", libraries() + ":" + libraries() + "/kamailio");
    }

    /** A program of the private parts, its output in a log of this name. */
    Part part(String name, List<String> command) {
        return new Part(name, directory("logs"), command, environment());
    }

    Path directory(String name) {
        try {
            return Files.createDirectories(data.resolve(name));
        } catch (IOException e) {
            throw new BenchException(data + " can't be written", e);
        }
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(data.resolve(name), text);
        } catch (IOException e) {
            throw new BenchException(data + " can't be written", e);
        }
    }

    /** Takes away what an earlier run has left. */
    void empty() {
        try {
            Files.createDirectories(data);
            try (var files = Files.walk(data)) {
                for (var file : files.sorted(Comparator.reverseOrder())
                        .filter(file -> !file.equals(data))
                        .toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new BenchException(data + " can't be emptied", e);
        }
    }

    static int port() {
        return Ports.free();
    }
}
