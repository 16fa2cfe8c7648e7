package io.egress.trunk;

import io.egress.trunk.TrunkStatus.State;
import io.egress.trunk.TrunkStatusSource.Asked;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many trunks of all teams are in which state. */
@ApplicationScoped
public class TrunkCensus {
    private final TrunkStore store;
    private final TrunkStatusSource statuses;

    TrunkCensus(TrunkStore store, TrunkStatusSource statuses) {
        this.store = store;
        this.statuses = statuses;
    }

    /** States that no trunk is in are left out. */
    public Map<State, Integer> states() {
        var counts = new EnumMap<State, Integer>(State.class);
        List<Asked> all = QuarkusTransaction.requiringNew().call(store::askedAboutAll);
        statuses.of(all).values().forEach(status -> counts.merge(status.state(), 1, Integer::sum));
        return counts;
    }
}
