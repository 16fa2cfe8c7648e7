package io.egress.testing;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;

/** The PostgreSQL of the tests as processes, to be stopped in their tracks and brought back. */
public final class PostgresProcess {
    private final ProcessHandle postmaster;

    private PostgresProcess(ProcessHandle postmaster) {
        this.postmaster = postmaster;
    }

    /** The one that the service is connected to. */
    public static PostgresProcess behind(EntityManager entities) {
        long backend = ((Number) entities.createNativeQuery("SELECT pg_backend_pid()", Integer.class)
                        .getSingleResult())
                .longValue();
        return new PostgresProcess(
                ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow());
    }

    /** Hung: connections stay open and new ones are accepted, nothing is answered. */
    public void hang() throws Exception {
        signal("STOP");
    }

    public void goOn() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        var command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(postmaster.pid())));
        postmaster.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        new ProcessBuilder(command).start().waitFor();
    }
}
