package io.egress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time as /proc tells it (proc(5), utime and stime; USER_HZ is 100 on every Linux). */
final class Cpu {
    private static final double TICKS_A_SECOND = 100;
    private static final int UTIME = 11;

    private Cpu() {}

    /** Seconds that these processes have used so far. */
    static double seconds(Stream<Long> processes) {
        return processes.mapToLong(Cpu::ticks).sum() / TICKS_A_SECOND;
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name may hold blanks and parentheses; what follows its last one does not.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]);
        } catch (IOException e) {
            throw new BenchException("process " + pid + " ended while it was measured", e);
        }
    }
}
