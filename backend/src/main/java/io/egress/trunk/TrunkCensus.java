package io.egress.trunk;

import io.egress.trunk.TrunkStatus.RegistrationState;
import io.egress.trunk.TrunkStatus.State;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How trunks of all teams fare, taken together. */
@ApplicationScoped
public class TrunkCensus {
    private final TrunkStore store;
    private final TrunkStatusSource statuses;

    TrunkCensus(TrunkStore store, TrunkStatusSource statuses) {
        this.store = store;
        this.statuses = statuses;
    }

    /**
     * How many there are. States that no trunk is in are left out.
     *
     * @param states of all trunks
     * @param registrations of enabled trunks of which a proxy has said how their registration goes
     * @param atCap enabled trunks that have as many calls as they may
     */
    public record Count(Map<State, Integer> states, Map<RegistrationState, Integer> registrations, int atCap) {}

    public Count count() {
        List<ReportedTrunk.Saved> saved = QuarkusTransaction.requiringNew().call(store::allSaved);
        var known = statuses.of(saved.stream().map(ReportedTrunk.Saved::asked).toList());
        var states = new EnumMap<State, Integer>(State.class);
        var registrations = new EnumMap<RegistrationState, Integer>(RegistrationState.class);
        int atCap = 0;
        for (var trunk : saved) {
            var status = known.get(trunk.trunkId());
            states.merge(status.state(), 1, Integer::sum);
            if (trunk.enabled() && status.registration() != null) {
                registrations.merge(status.registration().state(), 1, Integer::sum);
            }
            atCap += new ReportedTrunk(trunk, status).isAtCap() ? 1 : 0;
        }
        return new Count(states, registrations, atCap);
    }
}
