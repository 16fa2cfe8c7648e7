package io.egress.trunk;

import io.egress.variable.VariableReader;
import io.egress.web.Caller;
import io.egress.web.Conditions;
import io.egress.web.Page;
import io.egress.web.Slice;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The trunks of the caller's team as a list, and how many of them need a look. */
@ApplicationScoped
class TrunkLists {
    private final TrunkStore store;
    private final TeamTrunkStore team;
    private final TrunkResponses responses;
    private final TrunkStatusSource statuses;
    private final VariableReader variables;
    private final Caller caller;
    private final Clock clock;

    TrunkLists(
            TrunkStore store,
            TeamTrunkStore team,
            TrunkResponses responses,
            TrunkStatusSource statuses,
            VariableReader variables,
            Caller caller,
            Clock clock) {
        this.store = store;
        this.team = team;
        this.responses = responses;
        this.statuses = statuses;
        this.variables = variables;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws io.egress.problem.Problem.Unavailable if the filter asks for what Redis alone knows, and it is away */
    Page<TrunkResponse> page(TrunkFilter filter, Slice<TrunkEntity> slice) {
        if (!filter.status().leavesOut()) {
            return inTransaction(() -> store.page(conditions(filter), slice).shown(responses::of));
        }
        var fitting = reported().stream()
                .filter(filter.status()::fits)
                .collect(Collectors.toMap(trunk -> trunk.saved().trunkId(), ReportedTrunk::status));
        return inTransaction(
                () -> store.page(TrunkStore.among("t.trunkId", fitting.keySet(), conditions(filter)), slice)
                        .shown(trunks -> responses.of(trunks, fitting)));
    }

    private Conditions conditions(TrunkFilter filter) {
        var conditions = filter.of(caller.team());
        filter.certificateDays()
                .ifPresent(days -> TrunkStore.among(
                        "t.tlsCertVariable", ending(team.certificateVariables(caller.team()), days), conditions));
        return conditions;
    }

    /** @throws io.egress.problem.Problem.Unavailable if Redis is away */
    TrunkSummary summary() {
        var trunks = reported();
        var certificates = trunks.stream()
                .map(trunk -> trunk.saved().tlsCertVariable())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return inTransaction(() -> TrunkSummary.of(
                trunks, team.unlinked(caller.team()), ending(certificates, TrunkSummary.CERTIFICATE_DAYS)));
    }

    /** Read outside of the transaction that saved trunks are read in: others may wait for its end. */
    private List<ReportedTrunk> reported() {
        var saved = inTransaction(() -> team.saved(caller.team()));
        Map<String, TrunkStatus> known =
                statuses.known(saved.stream().map(ReportedTrunk.Saved::asked).toList());
        return saved.stream()
                .map(trunk -> new ReportedTrunk(trunk, known.get(trunk.trunkId())))
                .toList();
    }

    /** Which of these variables hold a certificate that has so few days left, or has ended. */
    private Set<String> ending(Collection<String> certificateVariables, int days) {
        var now = clock.instant();
        var ending = new HashSet<String>();
        variables.certificates(caller.team(), certificateVariables).forEach((name, facts) -> {
            if (facts.daysLeft(now) <= days) {
                ending.add(name);
            }
        });
        return ending;
    }

    private static <T> T inTransaction(Callable<T> read) {
        return QuarkusTransaction.requiringNew().call(read);
    }
}
