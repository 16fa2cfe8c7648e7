package io.egress.number;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.egress.number.ImportStore.Present;
import io.egress.web.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the base numbers of the caller's team as CSV, as an import takes it. */
@ApplicationScoped
class NumberExport {
    private static final int AT_ONCE = 2_000;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
            .build();
    private static final CsvSchema SCHEMA = CsvSchema.builder()
            .addColumn(NumberCsv.NUMBER)
            .addColumn(NumberCsv.NAME)
            .addColumn(NumberCsv.TRUNKS)
            .build()
            .withHeader()
            .withLineSeparator("\r\n");

    private final ImportStore store;
    private final NumberLinks links;
    private final Caller caller;

    NumberExport(ImportStore store, NumberLinks links, Caller caller) {
        this.store = store;
        this.links = links;
        this.caller = caller;
    }

    /** Numbers with what belongs to them. */
    private record Portion(List<Present> numbers, Map<String, List<String>> trunks) {}

    /** All of them, in their order; each portion is of one moment, for readers may take their time. */
    void write(OutputStream out) throws IOException {
        // Spreadsheets take a text without it for one of the country's old encoding.
        out.write(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        try (var csv = MAPPER.writer(SCHEMA).writeValues(out)) {
            for (var portion = after(""); !portion.numbers().isEmpty(); portion = after(last(portion))) {
                for (var number : portion.numbers()) {
                    csv.write(Map.of(
                            NumberCsv.NUMBER,
                            number.number(),
                            NumberCsv.NAME,
                            number.name() == null ? "" : SafeText.written(number.name()),
                            NumberCsv.TRUNKS,
                            String.join(" ", portion.trunks().getOrDefault(number.number(), List.of()))));
                }
            }
        }
    }

    private Portion after(String number) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var numbers = store.after(caller.team(), number, AT_ONCE);
            return new Portion(
                    numbers,
                    links.inWinningOrder(numbers.stream().map(Present::number).toList()));
        });
    }

    private static String last(Portion portion) {
        return portion.numbers().get(portion.numbers().size() - 1).number();
    }
}
