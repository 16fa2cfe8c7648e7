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

    /** A trunk as its transaction leaves it; what proxies say of it is not asked within, where others may wait for its end. */
    record Saved(TrunkEntity trunk, LinkSummary numbers, Optional<TlsCertificate> certificate) {
        private TrunkStatusSource.Asked asked() {
            return new TrunkStatusSource.Asked(
                    trunk.trunkId,
                    trunk.enabled,
                    trunk.stamps.revision,
                    trunk.authMethod.equals("registration"),
                    TrunkEntity.contract(trunk.ringTimeout));
        }
    }

    /** With all its base numbers. */
    Saved saved(TrunkEntity trunk) {
        return saved(
                        List.of(trunk),
                        Map.of(trunk.trunkId, LinkSummary.whole(List.copyOf(links.numbersOf(trunk.trunkId)))))
                .get(0);
    }

    private List<Saved> saved(List<TrunkEntity> trunks, Map<String, LinkSummary> numbers) {
        var held = store.variables(trunks);
        return trunks.stream()
                .map(trunk -> new Saved(
                        trunk,
                        numbers.getOrDefault(trunk.trunkId, LinkSummary.NONE),
                        Optional.ofNullable(trunk.tlsCertVariable)
                                .flatMap(name ->
                                        held.get(new Held(trunk.team, name)).certificate())
                                .map(facts -> TlsCertificate.of(facts, clock.instant()))))
                .toList();
    }

    TrunkResponse of(Saved saved) {
        return shown(List.of(saved)).get(0);
    }

    /** As rows of a list. */
    List<TrunkResponse> of(List<TrunkEntity> trunks) {
        return shown(savedOfList(trunks));
    }

    /** As rows of a list that was chosen by these statuses. */
    List<TrunkResponse> of(List<TrunkEntity> trunks, Map<String, TrunkStatus> status) {
        return shown(savedOfList(trunks), status);
    }

    private List<Saved> savedOfList(List<TrunkEntity> trunks) {
        return saved(
                trunks,
                links.numbersOfEach(trunks.stream().map(trunk -> trunk.trunkId).toList()));
    }

    private List<TrunkResponse> shown(List<Saved> trunks) {
        return shown(trunks, statuses.of(trunks.stream().map(Saved::asked).toList()));
    }

    private static List<TrunkResponse> shown(List<Saved> trunks, Map<String, TrunkStatus> status) {
        return trunks.stream()
                .map(saved -> TrunkResponse.of(
                        saved.trunk(), saved.certificate(), saved.numbers(), status.get(saved.trunk().trunkId)))
                .toList();
    }
}
