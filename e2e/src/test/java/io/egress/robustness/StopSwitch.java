package io.egress.robustness;

import io.egress.launch.Part;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A SIGSTOP that waits to be sent: within a fraction of a millisecond, for starting {@code kill} alone takes several. */
final class StopSwitch implements Runnable {
    private final Process shell;

    StopSwitch(Part part) {
        var process = part.processes().findFirst().orElseThrow();
        try {
            shell = new ProcessBuilder("sh", "-c", "read go; kill -STOP " + process).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run() {
        try (var in = shell.getOutputStream()) {
            in.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
