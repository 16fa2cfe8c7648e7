package io.egress.number;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.TOO_LONG;
import static io.egress.problem.ViolationCode.UNKNOWN_MEMBER;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.web.StrictJson;
import io.egress.web.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads base numbers as CSV (RFC 4180), as people and spreadsheets write it: comma, semicolon or tab, as the first line has it. */
final class NumberCsv {
    static final String NUMBER = "number";
    static final String NAME = "name";
    static final String TRUNKS = "egressTrunks";
    static final List<String> COLUMNS = List.of(NUMBER, NAME, TRUNKS);

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int MOST_LINES = 2_000;
    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

    private NumberCsv() {}

    /**
     * A line below the first.
     *
     * @param at where it begins; the first line of the text is 1
     * @param cells column → what stands there; a column that the text does not have is missing
     */
    record Line(int at, Map<String, String> cells) {
        String pointer(String column) {
            return "/" + at + "/" + column;
        }
    }

    /** The cells of a line, whatever columns they are of. */
    private record Cells(int at, List<String> texts) {}

    /**
     * What can be read of it; complains at the rest.
     *
     * @throws Problem.Unreadable for what is not CSV in UTF-8
     */
    static List<Line> lines(byte[] body, Violations violations) {
        var text = Utf8.text(body == null ? new byte[0] : body);
        var all = cells(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        if (all.isEmpty()) {
            throw new Problem.Unreadable(
                    "The body is empty; send CSV whose first line is " + String.join(",", COLUMNS) + ".");
        }
        if (all.size() > MOST_LINES + 1) {
            violations.add("", TOO_LONG, "Send at most " + MOST_LINES + " lines below the first at once.");
            return List.of();
        }
        var columns = columns(all.get(0), violations);
        return all.stream()
                .skip(1)
                .filter(line -> fits(line, columns, violations))
                .map(line -> {
                    var cells = new HashMap<String, String>();
                    for (int at = 0; at < columns.size(); at++) {
                        cells.put(columns.get(at), SafeText.read(line.texts().get(at)));
                    }
                    return new Line(line.at(), cells);
                })
                .toList();
    }

    private static List<Cells> cells(String text) {
        var lines = new ArrayList<Cells>();
        boolean isFirst = false;
        var schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
        try (var parser = MAPPER.readerFor(String[].class).with(schema).createParser(text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    isFirst = true;
                } else if (token == JsonToken.VALUE_STRING) {
                    if (isFirst) {
                        lines.add(new Cells(parser.currentTokenLocation().getLineNr(), new ArrayList<>()));
                        isFirst = false;
                    }
                    lines.get(lines.size() - 1).texts().add(parser.getText().strip());
                }
            }
            // Spreadsheets leave rows behind in which nothing stands any more.
            lines.removeIf(line -> line.texts().stream().allMatch(String::isEmpty));
            return lines;
        } catch (StreamReadException e) {
            throw new Problem.Unreadable("Not CSV at line %d: a quote that does not end, or text behind one."
                    .formatted(e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char separator(String text) {
        var first = text.lines().findFirst().orElse("");
        return first.contains("\t") ? '\t' : first.contains(";") ? ';' : ',';
    }

    private static List<String> columns(Cells header, Violations violations) {
        var columns = header.texts();
        for (int at = 0; at < columns.size(); at++) {
            var pointer = "/" + header.at() + "/" + (at + 1);
            if (!COLUMNS.contains(columns.get(at))) {
                violations.add(pointer, UNKNOWN_MEMBER, "Name the columns " + String.join(", ", COLUMNS) + ".");
            } else if (columns.indexOf(columns.get(at)) < at) {
                violations.add(pointer, DUPLICATE, "Name each column once.");
            }
        }
        if (!columns.contains(NUMBER)) {
            violations.add("/" + header.at() + "/" + NUMBER, REQUIRED, "Name a column number.");
        }
        return columns;
    }

    private static boolean fits(Cells line, List<String> columns, Violations violations) {
        if (line.texts().size() != columns.size()) {
            violations.add(
                    "/" + line.at(),
                    BAD_FORMAT,
                    "Give %d cells, as many as the first line has: there are %d."
                            .formatted(columns.size(), line.texts().size()));
            return false;
        }
        if (!line.texts().stream().allMatch(StrictJson::isStorable)) {
            violations.add("/" + line.at(), BAD_FORMAT, "Leave out NUL.");
            return false;
        }
        return columns.contains(NUMBER);
    }
}
