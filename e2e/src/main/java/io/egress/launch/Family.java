package io.egress.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process and its children. */
record Family(ProcessHandle head) {
    private static final long PATIENCE_S = 20;

    private List<ProcessHandle> members() {
        var members = new ArrayList<ProcessHandle>();
        members.add(head);
        head.descendants().forEach(members::add);
        return members;
    }

    /** As {@code kill -9}; returns when all are gone. */
    void kill() {
        var members = members();
        members.forEach(ProcessHandle::destroyForcibly);
        try {
            for (var member : members) {
                member.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new LaunchException("Process " + head.pid() + " could not be killed", e);
        }
    }

    /** As {@code kill -STOP}: they are there and do nothing. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        members().forEach(member -> command.add(Long.toString(member.pid())));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new LaunchException("Process " + head.pid() + " could not be sent " + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
