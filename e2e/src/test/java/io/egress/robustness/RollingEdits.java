package io.egress.robustness;

import io.egress.launch.Api;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A client of the API that saves a new trunk and reads it back, again and again. */
final class RollingEdits implements AutoCloseable {
    private final Api api;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile int saved;

    RollingEdits(Api api, int perSecond) {
        this.api = api;
        clock.scheduleAtFixedRate(this::edit, 0, 1000 / perSecond, TimeUnit.MILLISECONDS);
    }

    private void edit() {
        var path = "/api/v1/egress-trunks/edit-" + saved;
        boolean fine = ask("PUT", path, """
                {"name":"Edited","sipUri":"sip:127.0.10.1","enabled":true,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"base_number"}""");
        fine &= ask("GET", path, null);
        saved += fine ? 1 : 0;
    }

    private boolean ask(String method, String path, String body) {
        String said;
        try {
            int status = api.send(method, path, body).statusCode();
            said = method + (status / 100 == 2 ? " fine" : " " + status);
        } catch (IOException e) {
            said = method + " " + e;
        }
        answers.add(said);
        return said.endsWith(" fine");
    }

    List<String> stop() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(30, TimeUnit.SECONDS);
        return List.copyOf(answers);
    }

    /** How many were saved, and read back: edit-0 and those after it. */
    int saved() {
        return saved;
    }

    static long lost(List<String> answers) {
        return answers.stream().filter(answer -> !answer.endsWith(" fine")).count();
    }

    static String failures(List<String> answers) {
        Map<String, Long> kinds = answers.stream()
                .filter(answer -> !answer.endsWith(" fine"))
                .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        return kinds.isEmpty() ? "" : " " + kinds;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
