package io.egress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** PostgreSQL's own benchmark with statements that are given to it: one client, prepared, no program of ours in between. */
final class PgBench {
    private static final String PARTS = ".parts/bench";
    private static final String PROGRAM = PARTS + "/debian/usr/lib/postgresql/15/bin/pgbench";
    private static final int LATENCY = 2;

    private final Place place;
    private final int port;
    private final Path script;

    PgBench(Place place, String name, int port, List<String> statements) {
        this.place = place;
        this.port = port;
        script = place.write(name + ".sql", String.join(";\n", statements) + ";\n");
    }

    /** Milliseconds that half of so many runs of all the statements kept. */
    double median(int count) {
        var directory = place.directory(script.getFileName() + ".log");
        var log = directory.resolve("pgbench.out");
        var builder = new ProcessBuilder(
                        place.checkout().resolve(PROGRAM).toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        "postgres",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        "1",
                        "-t",
                        Integer.toString(count),
                        "-l",
                        "--log-prefix",
                        directory.resolve("run").toString(),
                        "-f",
                        script.toString(),
                        "postgres")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put("LD_LIBRARY_PATH", place.libraries(PARTS + "/debian").toString());
        try {
            if (builder.start().waitFor() != 0) {
                throw new BenchException("pgbench failed; see " + log);
            }
            return median(directory, count);
        } catch (IOException | InterruptedException e) {
            throw new BenchException("pgbench can't be run", e);
        }
    }

    private static double median(Path directory, int count) throws IOException {
        var took = new ArrayList<Double>();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(name -> name.getFileName().toString().startsWith("run"))
                    .toList()) {
                for (var line : Files.readAllLines(file)) {
                    took.add(Double.parseDouble(line.split(" ")[LATENCY]) / 1e3);
                }
                Files.delete(file);
            }
        }
        if (took.size() != count) {
            throw new BenchException("pgbench logged " + took.size() + " of " + count + " runs");
        }
        took.sort(Comparator.naturalOrder());
        return took.get(count / 2);
    }
}
