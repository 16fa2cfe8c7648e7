package io.egress.number;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.TAKEN;
import static io.egress.problem.ViolationCode.TOO_LONG;
import static io.egress.problem.ViolationCode.UNKNOWN_TRUNK;

import io.egress.number.ImportStore.Present;
import io.egress.problem.Violations;
import io.egress.web.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what an import comes to. Changes nothing, within the caller's transaction. */
@ApplicationScoped
class ImportPlans {
    /** Others who save wait meanwhile. */
    private static final long MOST_LINKS = 20_000;

    private static final int MOST_TOLD = 100;

    private final ImportStore store;
    private final NumberLinks links;
    private final Caller caller;

    ImportPlans(ImportStore store, NumberLinks links, Caller caller) {
        this.store = store;
        this.links = links;
        this.caller = caller;
    }

    /** @throws io.egress.problem.Problem.Invalid if any line breaks a rule; at most 100 violations are told */
    ImportPlan of(byte[] csv) {
        var violations = new Violations();
        var lines = NumberCsv.lines(csv, violations).stream()
                .flatMap(line -> ImportedLine.of(line, violations).stream())
                .toList();
        var present = store.present(lines.stream().map(ImportedLine::number).collect(Collectors.toSet()));
        checkNumbers(lines, present, violations);
        checkTrunks(lines, violations);
        violations.throwIfAny(MOST_TOLD);
        var plan = planned(lines, present);
        if (plan.countLinks() > MOST_LINKS) {
            violations.add(
                    "",
                    TOO_LONG,
                    "Send fewer lines: %d links would change, and at most %d do so at once."
                            .formatted(plan.countLinks(), MOST_LINKS));
        }
        violations.throwIfAny();
        return plan;
    }

    private void checkNumbers(List<ImportedLine> lines, Map<String, Present> present, Violations violations) {
        var seen = new HashSet<String>();
        for (var line : lines) {
            var pointer = line.line().pointer(NumberCsv.NUMBER);
            var known = present.get(line.number());
            boolean isOurs = known != null && known.team().equals(caller.team());
            if (line.plusMissing() && !isOurs) {
                violations.add(
                        pointer,
                        BAD_FORMAT,
                        "Begin it with + and the country's code, such as +493012345: without, "
                                + "only a number that is there already is found.");
            } else if (known != null && !isOurs) {
                violations.add(pointer, TAKEN, line.number() + " is another team's.");
            } else if (!seen.add(line.number())) {
                violations.add(pointer, DUPLICATE, "Name each number once.");
            }
        }
    }

    private void checkTrunks(List<ImportedLine> lines, Violations violations) {
        var unknown = links.unknownTrunks(
                caller.team(),
                lines.stream()
                        .flatMap(line -> line.trunkIds().stream())
                        .flatMap(List::stream)
                        .collect(Collectors.toSet()));
        for (var line : lines) {
            var pointer = line.line().pointer(NumberCsv.TRUNKS);
            var named = new HashSet<String>();
            for (var trunkId : line.trunkIds().orElse(List.of())) {
                if (!named.add(trunkId)) {
                    violations.add(pointer, DUPLICATE, "Name " + trunkId + " once.");
                } else if (unknown.contains(trunkId)) {
                    violations.add(
                            pointer,
                            UNKNOWN_TRUNK,
                            "There is no trunk " + trunkId + ": give IDs of trunks with spaces between them.");
                }
            }
        }
    }

    private ImportPlan planned(List<ImportedLine> lines, Map<String, Present> present) {
        var linked = links.inWinningOrder(present.keySet());
        return new ImportPlan(lines.stream()
                .map(line -> {
                    var before = Set.copyOf(linked.getOrDefault(line.number(), List.of()));
                    var after = line.trunkIds().map(Set::copyOf).orElse(before);
                    var nameBefore = present.containsKey(line.number())
                            ? present.get(line.number()).name()
                            : null;
                    return new PlannedRow(
                            line.line().at(),
                            line.number(),
                            !present.containsKey(line.number()),
                            nameBefore,
                            line.nameAfter(nameBefore),
                            without(after, before),
                            without(before, after));
                })
                .toList());
    }

    private static TreeSet<String> without(Set<String> all, Set<String> some) {
        var left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }
}
