package io.egress.trunk;

import io.egress.problem.Violations;
import io.egress.security.Secret;
import io.egress.variable.VariableReader;
import io.egress.web.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Trunks as they are asked for, judged by every rule. Reads within the caller's transaction. */
@ApplicationScoped
public class TrunkDrafts {
    /** Where nobody typed a password yet: who only looks at a draft does not need one. */
    private static final Secret NOT_TYPED_YET = Secret.of("");

    private final TrunkStore store;
    private final LinkStore links;
    private final LinkedNumbers numbers;
    private final TrunkRules rules;
    private final VariableReader variables;
    private final Caller caller;

    TrunkDrafts(
            TrunkStore store,
            LinkStore links,
            LinkedNumbers numbers,
            TrunkRules rules,
            VariableReader variables,
            Caller caller) {
        this.store = store;
        this.links = links;
        this.numbers = numbers;
        this.rules = rules;
        this.variables = variables;
        this.caller = caller;
    }

    /**
     * What a request asks for, with every rule kept.
     *
     * @param baseNumbers in the order of the request; empty: the links stay as they are
     */
    public record Draft(Trunk trunk, Optional<Set<String>> baseNumbers) {}

    /** @throws io.egress.problem.Problem.Invalid if there is any violation */
    Draft checked(String trunkId, Wanted wanted, Violations violations) {
        var draft = judged(trunkId, wanted, wanted.password(), violations);
        violations.throwIfAny();
        return draft.orElseThrow();
    }

    /**
     * A draft that nobody saves, so that a password may be missing.
     *
     * @return empty if there is any violation
     */
    public Optional<Draft> judged(TrunkRequest request, Violations violations) {
        var wanted = Wanted.of(request, Optional.empty());
        return judged(request.trunkId(), wanted, wanted.password().or(() -> Optional.of(NOT_TYPED_YET)), violations);
    }

    private Optional<Draft> judged(String trunkId, Wanted wanted, Optional<Secret> password, Violations violations) {
        var baseNumbers = wanted.baseNumbers().map(texts -> numbers.checked("/baseNumbers", texts, violations));
        return rules.check(
                        trunkId, wanted.trunk(), password, name -> variables.variable(caller.team(), name), violations)
                .map(trunk -> new Draft(trunk, baseNumbers));
    }

    /** A base number that calls over the draft may have; empty: it is linked to none. */
    public Optional<String> firstNumber(Draft draft) {
        return draft.baseNumbers()
                .map(given -> given.stream().findFirst())
                .orElseGet(
                        () -> links.firstNumberOf(caller.team(), draft.trunk().trunkId()));
    }

    public boolean isLinked(Draft draft, String number) {
        return draft.baseNumbers()
                .map(given -> given.contains(number))
                .orElseGet(
                        () -> links.isLinkedWithin(caller.team(), draft.trunk().trunkId(), number));
    }

    /** The trunks of a number as they will be when the draft is saved, which is one of them; in no order. */
    public List<LinkedTrunk> linkedWith(Draft draft, String number) {
        var others = links.trunksOf(caller.team(), number).stream()
                .filter(trunk -> !trunk.trunkId().equals(draft.trunk().trunkId()));
        return Stream.concat(Stream.of(LinkedTrunk.of(draft.trunk())), others).toList();
    }
}
