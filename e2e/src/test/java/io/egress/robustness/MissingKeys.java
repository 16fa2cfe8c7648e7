package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/** Services that are started with keys that are not in order: each ends, and says in one sentence why. */
final class MissingKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final TwoServices services;
    private int tried;
    private int refused;
    private String wrong = "";

    MissingKeys(TwoServices services) {
        this.services = services;
    }

    void judge(Notes notes) throws IOException {
        var keys = services.keys();
        refuses("lacks the key 'k3'; stored values that need it: ", keys.line("k1") + ";" + keys.line("k2"));
        refuses(
                "has another key 'k3' than what is stored needs; values that it does not open: ",
                keys.line("k1").replace("k1 ", "k3 "));
        refuses(
                "hold the same key.",
                keys.line("k3") + ";" + services.proxyKeys().replaceFirst("^\\S+", "k4"));
        refuses("has no '<id> <base64 of 32 bytes>' in line 1.", "k3");
        notes.hold(
                refused == tried,
                "%d of %d starts with missing, wrong or shared keys refused in one sentence%s",
                refused,
                tried,
                wrong);
    }

    private void refuses(String sentence, String keys) throws IOException {
        tried++;
        var one = services.another(
                "refusing-" + tried, Map.of("EGRESS_AT_REST_KEYS", keys, "EGRESS_AT_REST_KEYS_FILE", ""));
        one.part().start();
        var code = one.part().exitCode(PATIENCE);
        var log = Files.readAllLines(one.part().log());
        boolean said = log.stream()
                        .filter(line -> line.startsWith("The service does not start. ") && line.contains(sentence))
                        .count()
                == 1;
        boolean quiet = log.stream().noneMatch(line -> line.startsWith("\tat "));
        if (code.orElse(0) == 1 && said && quiet) {
            refused++;
        } else {
            wrong += " [exit " + code + ", see " + one.part().log() + "]";
        }
    }
}
