package io.egress.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which alarm sounds when, as Prometheus' own tool judges it. */
class AlarmRulesTest {
    private static final Path SITUATIONS = Checkout.PROMETHEUS.resolve("test");

    private static List<Path> situations() throws IOException {
        try (var files = Files.list(SITUATIONS)) {
            return files.sorted().toList();
        }
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder(Stream.concat(Stream.of(Prometheus.program("promtool")), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void prometheusTakesTheConfiguration() throws Exception {
        promtool(
                "check", "config", Checkout.PROMETHEUS.resolve("prometheus.yml").toString());
    }

    @TestFactory
    Stream<DynamicTest> theAlarmsThatAreNamedSoundAndNoOthers() throws IOException {
        return situations().stream()
                .map(file ->
                        dynamicTest(file.getFileName().toString(), () -> promtool("test", "rules", file.toString())));
    }

    @Test
    void thereIsASituationForEachAlarm() throws IOException {
        var told = new StringBuilder();
        for (var file : situations()) {
            told.append(Files.readString(file));
        }
        var expected = Checkout.all("alertname=\"(Egress\\w+)\"", told.toString());
        expected.addAll(Checkout.all("(?m)^ +- alertname: (Egress\\w+)\\n.*\\n +exp_alerts:", told.toString()));
        assertEquals(Checkout.alarms(), expected);
    }
}
