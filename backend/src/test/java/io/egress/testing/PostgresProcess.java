package io.egress.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The PostgreSQL of the tests as processes, to be stopped in their tracks. */
public final class PostgresProcess {
    private final ProcessHandle postmaster;

    private PostgresProcess(ProcessHandle postmaster) {
        this.postmaster = postmaster;
    }

    /** The one that the service is connected to. */
    public static PostgresProcess behindTheService() throws IOException {
        var directory = Owner.ask("SELECT current_setting('data_directory')").get(0);
        var pid = Files.readAllLines(Path.of(directory, "postmaster.pid")).get(0);
        return new PostgresProcess(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }

    /** Hung: connections stay open, nothing is answered, new ones are not taken up. */
    public void hang() throws Exception {
        signal("STOP");
    }

    public void goOn() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        for (var process : Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList()) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }
    }
}
