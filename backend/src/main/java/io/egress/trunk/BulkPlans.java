package io.egress.trunk;

import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.TOO_LONG;
import static io.egress.problem.ViolationCode.UNKNOWN_TRUNK;

import io.egress.problem.Violation;
import io.egress.problem.Violations;
import io.egress.trunk.BulkResponse.Effects;
import io.egress.trunk.TrunkStore.Held;
import io.egress.web.Caller;
import io.egress.web.Constraints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what a bulk change comes to. Changes nothing, within the caller's transaction. */
@ApplicationScoped
class BulkPlans {
    /** Others who save wait meanwhile. */
    private static final long MOST_LINKS = 20_000;

    private static final int MOST_TOLD = 20;

    private final BulkStore store;
    private final TrunkStore trunks;
    private final LinkedNumbers numbers;
    private final TrunkRules rules;
    private final Constraints constraints;
    private final Caller caller;

    BulkPlans(
            BulkStore store,
            TrunkStore trunks,
            LinkedNumbers numbers,
            TrunkRules rules,
            Constraints constraints,
            Caller caller) {
        this.store = store;
        this.trunks = trunks;
        this.numbers = numbers;
        this.rules = rules;
        this.constraints = constraints;
        this.caller = caller;
    }

    /** @throws io.egress.problem.Problem.Invalid if it can't be done to each of the trunks */
    BulkPlan of(BulkRequest request) {
        var violations = new Violations();
        constraints.check(request, violations);
        // Nobody looks up what is too long.
        var wanted = request.baseNumbers() == null || violations.concern("/baseNumbers")
                ? Set.<String>of()
                : numbers.checked("/baseNumbers", request.baseNumbers(), violations);
        var action = request.read(wanted, violations);
        var named = violations.concern("/trunkIds") ? List.<TrunkEntity>of() : named(request.trunkIds(), violations);
        if (action.equals(Optional.of(new BulkAction.Switch(true)))) {
            requireGood(request.trunkIds(), named, violations);
        }
        violations.throwIfAny();
        return plan(action.orElseThrow(), named);
    }

    /** In the order of the request. */
    private List<TrunkEntity> named(List<String> trunkIds, Violations violations) {
        var found = store
                .named(
                        caller.team(),
                        trunkIds.stream().filter(TrunkStore::canBe).toList())
                .stream()
                .collect(Collectors.toMap(trunk -> trunk.trunkId, Function.identity()));
        var seen = new TreeSet<String>();
        for (int at = 0; at < trunkIds.size(); at++) {
            if (!found.containsKey(trunkIds.get(at))) {
                violations.add("/trunkIds/" + at, UNKNOWN_TRUNK, "Leave it out: the team has no such trunk.");
            } else if (!seen.add(trunkIds.get(at))) {
                violations.add("/trunkIds/" + at, DUPLICATE, "Name each trunk once.");
            }
        }
        return trunkIds.stream()
                .distinct()
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    /** A trunk that is off may have gone bad, such as by the end of its certificate. */
    private void requireGood(List<String> trunkIds, List<TrunkEntity> named, Violations violations) {
        var off = named.stream().filter(trunk -> !trunk.enabled).toList();
        var held = trunks.variables(off);
        for (var trunk : off) {
            var wrong = new Violations();
            rules.check(
                    trunk.trunkId,
                    TrunkRequest.of(trunk).enabledOne(),
                    trunks.password(trunk),
                    name -> Optional.ofNullable(held.get(new Held(trunk.team, name))),
                    wrong);
            for (Violation violation : wrong.inOrder()) {
                violations.add(
                        "/trunkIds/" + trunkIds.indexOf(trunk.trunkId),
                        violation.code(),
                        trunk.trunkId + violation.pointer() + ": " + violation.detail());
            }
        }
    }

    private BulkPlan plan(BulkAction action, List<TrunkEntity> named) {
        var ids = ids(named);
        var moved = moved(action, ids);
        var changed = new ArrayList<TrunkEntity>();
        var unchanged = new ArrayList<String>();
        for (var trunk : named) {
            if (action.changes(trunk, moved.getOrDefault(trunk.trunkId, Set.of()))) {
                changed.add(trunk);
            } else {
                unchanged.add(trunk.trunkId);
            }
        }
        return new BulkPlan(action, changed, unchanged, moved, effects(action, ids, changed, moved));
    }

    /** Trunk ID → the numbers that it is to be linked to, or unlinked from. */
    private Map<String, Set<String>> moved(BulkAction action, List<String> ids) {
        if (action instanceof BulkAction.Link link) {
            requireFew((long) ids.size() * link.wanted().size() - store.countLinks(ids, action.numbers()));
            var present = store.links(ids, action.numbers());
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> {
                var missing = new TreeSet<>(link.wanted());
                missing.removeAll(present.getOrDefault(id, Set.of()));
                return missing;
            }));
        }
        if (action instanceof BulkAction.Unlink || action instanceof BulkAction.Delete) {
            requireFew(store.countLinks(ids, action.numbers()));
            return store.links(ids, action.numbers());
        }
        return Map.of();
    }

    private static void requireFew(long links) {
        if (links > MOST_LINKS) {
            var violations = new Violations();
            violations.add(
                    "/trunkIds",
                    TOO_LONG,
                    ("Name fewer: %d links would change, and at most %d do so at" + " once.")
                            .formatted(links, MOST_LINKS));
            violations.throwIfAny();
        }
    }

    private Effects effects(
            BulkAction action, List<String> ids, List<TrunkEntity> changed, Map<String, Set<String>> moved) {
        var left = action.takesAway() ? store.onlyBy(ids, action.numbers(), MOST_TOLD) : BulkStore.Left.NONE;
        boolean movesLinks = !(action instanceof BulkAction.Switch || action instanceof BulkAction.SetPriority);
        return new Effects(
                left.first(),
                left.count(),
                movesLinks ? BulkPlan.all(moved).size() : store.countNumbers(ids(changed)),
                action instanceof BulkAction.Switch to && to.enabled() ? registering(changed) : 0,
                action instanceof BulkAction.Switch || action instanceof BulkAction.Delete
                        ? registering(
                                changed.stream().filter(trunk -> trunk.enabled).toList())
                        : 0);
    }

    private static long registering(List<TrunkEntity> trunks) {
        return trunks.stream()
                .filter(trunk -> trunk.authMethod.equals("registration"))
                .count();
    }

    private static List<String> ids(Collection<TrunkEntity> trunks) {
        return trunks.stream().map(trunk -> trunk.trunkId).toList();
    }
}
