package io.egress.matrix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the table says of one operation.
 *
 * @param statuses in the order of the callers
 * @param body null: none
 */
record Row(String operation, List<Integer> statuses, String body) {
    private static final String TABLE = "/authorisation.txt";

    static List<Row> all() {
        try (var lines = new BufferedReader(
                new InputStreamReader(Row.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row of(String line) {
        int callers = Caller.values().length;
        var words = line.split("\\s+", callers + 2);
        var statuses = new ArrayList<Integer>();
        for (int at = 1; at <= callers; at++) {
            statuses.add(Integer.parseInt(words[at]));
        }
        return new Row(words[0], List.copyOf(statuses), words.length > callers + 1 ? words[callers + 1].strip() : null);
    }
}
