package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One character of each stored value becomes another one, at every position in turn: none of them opens any more. */
final class AlteredValues {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final TwoServices services;
    private final Connection sql;
    private final Random random;

    AlteredValues(TwoServices services, Connection sql, long seed) {
        this.services = services;
        this.sql = sql;
        random = new Random(seed);
    }

    void judge(Notes notes) throws Exception {
        services.hold("k4", "k3");
        services.restart();
        int altered = alterAll();
        services.rotate(services.first());
        Patience.await(
                "the rotation has seen them all",
                LONG.toNanos(),
                () -> !services.rotation().path("state").asText().equals("running"));
        var state = services.rotation();
        notes.hold(
                state.path("unopenable").asInt() == altered
                        && state.path("remaining").asInt() == altered,
                "%d of %d values with one other character refused",
                state.path("unopenable").asInt(),
                altered);
        var pages = List.of(
                "/api/v1/egress-trunks?limit=500",
                "/api/v1/egress-trunks/kept-0",
                "/api/v1/variables?limit=500",
                "/api/v1/variables/KEPT_0");
        var answers = new ArrayList<String>();
        for (var page : pages) {
            answers.add(services.answer(page).substring(0, 3));
        }
        notes.hold(answers.stream().allMatch("200"::equals), "shown all the same: %s", answers);
    }

    private int alterAll() throws SQLException {
        var stored = WrittenSecrets.stored(sql);
        stored.remove("trunk/called/authPass");
        int at = 0;
        for (var value : stored.entrySet()) {
            var place = value.getKey().split("/");
            var statement = place[0].equals("trunk")
                    ? "UPDATE trunk SET auth_pass = ? WHERE trunk_id = ?"
                    : "UPDATE variable SET value = ? WHERE name = ?";
            try (var update = sql.prepareStatement(statement)) {
                update.setString(
                        1, altered(value.getValue(), at++ % value.getValue().length()));
                update.setString(2, place[0].equals("trunk") ? place[1] : place[2]);
                update.executeUpdate();
            }
        }
        return stored.size();
    }

    private String altered(String text, int at) {
        while (true) {
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            if (other != text.charAt(at)) {
                return text.substring(0, at) + other + text.substring(at + 1);
            }
        }
    }
}
