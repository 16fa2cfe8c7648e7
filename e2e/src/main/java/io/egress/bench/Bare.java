package io.egress.bench;

import io.egress.launch.Part;
import java.util.List;
import java.util.stream.Stream;

/** The same Kamailio with a configuration of e2e/bench and nothing of the product. */
final class Bare implements Kamailio {
    private final Part part;
    private final int port = Place.port();

    /** @param allocator Kamailio's memory manager: qm is what Debian's starts with */
    Bare(Place place, String configuration, String allocator, String carrier) {
        var name = configuration + "-" + allocator;
        var state = place.directory(name + ".state");
        var file = place.write(
                name,
                place.read(configuration)
                        .replace("BENCH_SIP_PORT", Integer.toString(port))
                        .replace("BENCH_CARRIER", carrier)
                        .replace("BENCH_CAP", Integer.toString(Cap.CAP)));
        part = place.part(
                name,
                List.of(
                        place.program("usr/sbin/kamailio"),
                        "-DD",
                        "-E",
                        "-f",
                        file.toString(),
                        "-L",
                        place.modules(),
                        "-Y",
                        state.toString(),
                        "-m",
                        "256",
                        "-M",
                        "16",
                        "-x",
                        allocator,
                        "-X",
                        allocator));
        part.start();
    }

    @Override
    public int sipPort() {
        return port;
    }

    @Override
    public Stream<Long> processes() {
        return part.processes();
    }

    @Override
    public void close() {
        part.stop();
    }
}
