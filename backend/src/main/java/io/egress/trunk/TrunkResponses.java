package io.egress.trunk;

import io.egress.trunk.TrunkResponse.TlsCertificate;
import io.egress.trunk.TrunkStore.Held;
import io.egress.web.LinkSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows trunks with what is known of them elsewhere: links, certificates, status. */
@ApplicationScoped
class TrunkResponses {
    private final TrunkStore store;
    private final LinkStore links;
    private final TrunkStatusSource statuses;
    private final Clock clock;

    TrunkResponses(TrunkStore store, LinkStore links, TrunkStatusSource statuses, Clock clock) {
        this.store = store;
        this.links = links;
        this.statuses = statuses;
        this.clock = clock;
    }

    /** With all its base numbers. */
    TrunkResponse of(TrunkEntity trunk) {
        return of(List.of(trunk),
                Map.of(trunk.trunkId, LinkSummary.whole(List.copyOf(links.numbersOf(trunk.trunkId))))).get(0);
    }

    /** As rows of a list. */
    List<TrunkResponse> of(List<TrunkEntity> trunks) {
        return of(trunks, links.numbersOfEach(trunks.stream().map(trunk -> trunk.trunkId).toList()));
    }

    private List<TrunkResponse> of(List<TrunkEntity> trunks, Map<String, LinkSummary> numbers) {
        var status = statuses.of(trunks.stream().map(trunk -> new TrunkStatusSource.Asked(trunk.trunkId, trunk.enabled,
                trunk.stamps.revision, trunk.authMethod.equals("registration"))).toList());
        var held = store.variables(trunks);
        return trunks.stream().map(trunk -> TrunkResponse.of(trunk,
                Optional.ofNullable(trunk.tlsCertVariable)
                        .flatMap(name -> held.get(new Held(trunk.team, name)).certificate())
                        .map(facts -> TlsCertificate.of(facts, clock.instant())),
                numbers.getOrDefault(trunk.trunkId, LinkSummary.NONE), status.get(trunk.trunkId))).toList();
    }
}
