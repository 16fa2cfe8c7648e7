package io.egress.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Calls of an agent that sipp plays. */
final class Calls {
    private static final String ADDRESS = "127.0.0.1";
    private static final int COUNT = 2000;
    private static final int AT_A_TIME = 20;
    private static final int PATIENCE_S = 60;
    // UDP loses datagrams when the machine is busy with something else.
    private static final double ENOUGH = 0.99;
    private static final Pattern DONE = Pattern.compile("Successful call +\\|[^|]*\\| +(\\d+)");

    private final Place place;
    private final Path numbers;

    /** @param numbers the base numbers to call with, taken in turn */
    Calls(Place place, String name, List<String> numbers) {
        this.place = place;
        this.numbers = place.write(name + ".csv", "SEQUENTIAL\n" + String.join("\n", numbers) + "\n");
    }

    void warm(Kamailio... all) {
        for (var kamailio : all) {
            through(kamailio);
        }
    }

    /** A fixed number of calls, as fast as they go with a fixed number at a time. */
    Sample through(Kamailio kamailio) {
        var processes = kamailio.processes().toList();
        double cpu = Cpu.seconds(processes.stream());
        long start = System.nanoTime();
        int done = run(
                "agent.xml",
                kamailio,
                COUNT,
                "-r",
                "5000",
                "-l",
                Integer.toString(AT_A_TIME),
                "-default_behaviors",
                "all,-abortunexp",
                "-recv_timeout",
                "8000");
        if (done < COUNT * ENOUGH) {
            throw new BenchException(
                    "only " + done + " of " + COUNT + " calls were answered and ended; see " + log() + ".");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Sample((Cpu.seconds(processes.stream()) - cpu) / COUNT, COUNT / seconds);
    }

    /** Calls that begin at once and all last longer than the burst; how many of them were answered. */
    int burst(Kamailio kamailio, int count) {
        return run("agent-burst.xml", kamailio, count, "-r", "3000", "-l", Integer.toString(count));
    }

    private Path log() {
        return place.directory("logs").resolve("agent.log");
    }

    // How many calls came to the end of the scenario.
    private int run(String scenario, Kamailio kamailio, int count, String... options) {
        var command = new ArrayList<>(List.of(
                place.program("usr/bin/sipp"),
                "-sf",
                place.scenario(scenario).toString(),
                "-inf",
                numbers.toString(),
                "-i",
                ADDRESS,
                "-p",
                Integer.toString(Place.port()),
                "-m",
                Integer.toString(count),
                "-nostdin",
                "-skip_rlimit",
                "-timeout",
                PATIENCE_S + "s"));
        command.addAll(List.of(options));
        command.add(ADDRESS + ":" + kamailio.sipPort());
        var builder = new ProcessBuilder(command)
                .directory(place.data().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().putAll(place.environment());
        try {
            var process = builder.start();
            if (!process.waitFor(PATIENCE_S + 10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return done(Files.readString(log(), StandardCharsets.ISO_8859_1));
        } catch (IOException | InterruptedException e) {
            throw new BenchException("sipp can't be run", e);
        }
    }

    // sipp's own count, from the last screen that it prints.
    private static int done(String output) {
        int done = 0;
        for (var match = DONE.matcher(output); match.find(); ) {
            done = Integer.parseInt(match.group(1));
        }
        return done;
    }
}
