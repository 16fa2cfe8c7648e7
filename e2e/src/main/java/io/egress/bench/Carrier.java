package io.egress.bench;

import io.egress.launch.Part;
import java.util.List;

/** A carrier played by sipp, for as long as the run lasts. */
final class Carrier implements AutoCloseable {
    static final String ADDRESS = "127.0.0.2";

    private final Part part;
    private final int port = Place.port();

    Carrier(Place place, String scenario) {
        part = place.part(
                scenario,
                List.of(
                        place.program("usr/bin/sipp"),
                        "-sf",
                        place.scenario(scenario).toString(),
                        "-i",
                        ADDRESS,
                        "-p",
                        Integer.toString(port),
                        "-nostdin",
                        "-skip_rlimit",
                        "-default_behaviors",
                        "all,-abortunexp"));
        part.start();
    }

    int port() {
        return port;
    }

    String hostPort() {
        return ADDRESS + ":" + port;
    }

    @Override
    public void close() {
        part.stop();
    }
}
