package io.egress.testing;

import io.quarkus.redis.datasource.RedisDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The Redis of the tests as a process, to be killed, stopped in its tracks, and brought back. */
public final class RedisProcess {
    private final String port;
    private ProcessHandle handle;

    private RedisProcess(String port, ProcessHandle handle) {
        this.port = port;
        this.handle = handle;
    }

    /** The one that the service is connected to. */
    public static RedisProcess behind(RedisDataSource redis) {
        var info = redis.execute("INFO", "server").toString();
        return new RedisProcess(
                said(info, "tcp_port"),
                ProcessHandle.of(Long.parseLong(said(info, "process_id"))).orElseThrow());
    }

    private static String said(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1)
                .trim();
    }

    public void kill() throws Exception {
        handle.destroyForcibly();
        handle.onExit().get(5, TimeUnit.SECONDS);
    }

    /** Comes back empty: the Redis of the tests keeps nothing on disk. */
    public void startAgain() throws IOException {
        var parts = Path.of("../.parts/debian").toAbsolutePath().normalize();
        var builder = new ProcessBuilder(
                parts.resolve("usr/bin/redis-server").toString(), "--bind", "127.0.0.1", "--port", port, "--save", "");
        builder.environment()
                .put(
                        "LD_LIBRARY_PATH",
                        parts.resolve("usr/lib/x86_64-linux-gnu").toString());
        var process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        handle = process.toHandle();
    }

    /** Hung: connections stay open, nothing is answered. */
    public void hang() throws Exception {
        signal("STOP");
    }

    public void goOn() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid()))
                .start()
                .waitFor();
    }
}
