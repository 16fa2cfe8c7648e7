package io.egress.trunk;

import io.egress.number.NumberLinks;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.variable.TeamVariable;
import io.egress.variable.VariableUses;
import io.egress.web.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.ArrayList;
import java.util.function.Function;

/** What base numbers and variables ask of trunks. */
@ApplicationScoped
class TrunkLinks implements NumberLinks, VariableUses {
    private final TrunkStore trunks;
    private final LinkStore links;
    private final TlsVariables tls;
    private final Revisions revisions;
    private final Caller caller;
    private final Clock clock;

    TrunkLinks(TrunkStore trunks, LinkStore links, TlsVariables tls, Revisions revisions, Caller caller,
            Clock clock) {
        this.trunks = trunks;
        this.links = links;
        this.tls = tls;
        this.revisions = revisions;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public Map<String, List<String>> inWinningOrder(Collection<String> numbers) {
        return links.inWinningOrder(numbers);
    }

    @Override
    public Set<String> unknownTrunks(String team, Collection<String> trunkIds) {
        return trunks.unknown(team, trunkIds);
    }

    @Override
    public boolean replace(String team, String number, Collection<String> trunkIds, long revision) {
        var before = links.trunksOf(number);
        var changed = new TreeSet<>(trunkIds);
        changed.addAll(before);
        changed.removeIf(trunkId -> before.contains(trunkId) && trunkIds.contains(trunkId));
        for (var trunkId : changed) {
            if (before.contains(trunkId)) {
                links.delete("number = ?1 and trunkId = ?2", number, trunkId);
            } else {
                links.persist(LinkEntity.of(team, trunkId, number));
            }
            trunks.findByIdOptional(trunkId).ifPresent(trunk ->
                    trunk.stamps.changed(revision, clock.instant(), caller.name()));
            revisions.mark(RowKind.TRUNK, trunkId, revision);
        }
        links.flush();
        return !changed.isEmpty();
    }

    @Override
    public Map<String, List<String>> trunksByVariable(String team) {
        var uses = new TreeMap<String, List<String>>();
        trunks.usingVariables(team).forEach(trunk -> trunk.variables().distinct().forEach(name ->
                uses.computeIfAbsent(name, unused -> new ArrayList<>()).add(trunk.trunkId)));
        return uses;
    }

    @Override
    public void judge(TeamVariable replacement, Violations violations) {
        judge(replacement, trunk -> trunk.tlsCertVariable, true, violations);
        judge(replacement, trunk -> trunk.tlsCaVariable, false, violations);
    }

    private void judge(TeamVariable replacement, Function<TrunkEntity, String> use, boolean asCertificate,
            Violations violations) {
        var users = trunks.usingVariables(replacement.team()).stream()
                .filter(trunk -> replacement.name().equals(use.apply(trunk))).map(trunk -> trunk.trunkId).toList();
        if (!users.isEmpty()) {
            tls.judgeReplacement(replacement, asCertificate, String.join(", ", users), violations);
        }
    }

    @Override
    public void changed(String team, String name, long revision) {
        var users = trunks.usingVariables(team).stream().filter(trunk -> trunk.variables().anyMatch(name::equals));
        users.forEach(trunk -> {
            trunk.stamps.changed(revision, clock.instant(), caller.name());
            revisions.mark(RowKind.TRUNK, trunk.trunkId, revision);
        });
    }
}
