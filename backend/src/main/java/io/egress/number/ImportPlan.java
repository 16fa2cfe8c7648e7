package io.egress.number;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an import comes to, before it is made: a row for each line, in their order. */
record ImportPlan(List<PlannedRow> rows) {
    List<PlannedRow> rows(Predicate<PlannedRow> which) {
        return rows.stream().filter(which).toList();
    }

    List<String> numbers(Predicate<PlannedRow> which) {
        return rows(which).stream().map(PlannedRow::number).toList();
    }

    /** Number → IDs of trunks, of those that have any. */
    Map<String, Set<String>> links(Function<PlannedRow, Set<String>> which) {
        return rows(row -> !which.apply(row).isEmpty()).stream().collect(Collectors.toMap(PlannedRow::number, which));
    }

    long countLinks() {
        return rows.stream()
                .mapToLong(row -> row.added().size() + row.removed().size())
                .sum();
    }
}
