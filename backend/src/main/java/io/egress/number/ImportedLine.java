package io.egress.number;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.TOO_LONG;

import io.egress.number.NumberCsv.Line;
import io.egress.problem.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a line of an import asks for.
 *
 * @param number E.164
 * @param plusMissing whether the text had none: then only a number that is there already can be meant
 * @param name the column, if there is one; empty: no name
 * @param trunkIds the column, if there is one
 */
record ImportedLine(
        Line line, String number, boolean plusMissing, Optional<String> name, Optional<List<String>> trunkIds) {

    private static final int LONGEST_NAME = 100;
    private static final Pattern ROUNDED = Pattern.compile("[0-9][.,]?[0-9]*[eE]\\+?[0-9]+");

    /** Empty if there is no number in it. */
    static Optional<ImportedLine> of(Line line, Violations violations) {
        var cell = line.cells().get(NumberCsv.NUMBER);
        var text = cell.startsWith("'") ? cell.substring(1) : cell;
        var whole = E164.parse(text);
        var number = whole.or(() -> E164.parse("+" + text));
        if (text.isEmpty()) {
            violations.add(line.pointer(NumberCsv.NUMBER), REQUIRED, "Give a number such as +493012345.");
        } else if (number.isEmpty()) {
            violations.add(
                    line.pointer(NumberCsv.NUMBER),
                    BAD_FORMAT,
                    ROUNDED.matcher(text).matches()
                            ? "A spreadsheet has rounded it: import its column as text, and give all digits."
                            : "Give an E.164 number: + and 7 to 15 digits, such as +493012345.");
        }
        var name = Optional.ofNullable(line.cells().get(NumberCsv.NAME));
        if (name.filter(given -> given.length() > LONGEST_NAME).isPresent()) {
            violations.add(line.pointer(NumberCsv.NAME), TOO_LONG, "Give at most 100 characters.");
        }
        var trunkIds = Optional.ofNullable(line.cells().get(NumberCsv.TRUNKS))
                .map(ids -> Arrays.stream(ids.split("\\s+"))
                        .filter(id -> !id.isEmpty())
                        .toList());
        return number.map(found -> new ImportedLine(line, found, whole.isEmpty(), name, trunkIds));
    }

    /** @param before null: none */
    String nameAfter(String before) {
        return name.isEmpty() ? before : name.filter(given -> !given.isEmpty()).orElse(null);
    }
}
