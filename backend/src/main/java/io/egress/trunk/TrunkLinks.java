package io.egress.trunk;

import io.egress.number.NumberLinks;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.web.Caller;
import io.egress.web.Conditions;
import io.egress.web.LinkSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What base numbers ask of trunks. */
@ApplicationScoped
class TrunkLinks implements NumberLinks {
    private final TrunkStore trunks;
    private final LinkStore links;
    private final Revisions revisions;
    private final Caller caller;
    private final Clock clock;

    TrunkLinks(TrunkStore trunks, LinkStore links, Revisions revisions, Caller caller, Clock clock) {
        this.trunks = trunks;
        this.links = links;
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
    public Map<String, LinkSummary> trunksOfEach(Collection<String> numbers) {
        return links.trunksOfEach(numbers);
    }

    @Override
    public Conditions linkedTo(String trunkId, Conditions numbers) {
        return numbers.and(
                "exists (select 1 from LinkEntity l where l.number = n.number and l.trunkId = :linkedTo)",
                "linkedTo",
                trunkId);
    }

    @Override
    public Conditions linked(boolean linked, Conditions numbers) {
        return numbers.and((linked ? "" : "not ") + "exists (select 1 from LinkEntity l where l.number = n.number)");
    }

    @Override
    public boolean replace(String team, String number, Collection<String> trunkIds, long revision) {
        var before = links.trunksOf(number);
        var added = new TreeSet<>(trunkIds);
        added.removeAll(before);
        var removed = new TreeSet<>(before);
        removed.removeAll(Set.copyOf(trunkIds));
        links.linkTrunks(team, number, added);
        links.unlinkTrunks(number, removed);
        added.addAll(removed);
        move(added, revision);
        return !added.isEmpty();
    }

    @Override
    public void change(String team, Map<String, Set<String>> added, Map<String, Set<String>> removed, long revision) {
        links.linkEach(team, added);
        links.unlinkEach(removed);
        var moved = new TreeSet<String>();
        Stream.of(added, removed).flatMap(some -> some.values().stream()).forEach(moved::addAll);
        move(moved, revision);
    }

    @Override
    public boolean isLinked(String number, String trunkId) {
        return links.isLinked(trunkId, number);
    }

    @Override
    public boolean link(String team, String number, String trunkId, long revision) {
        if (links.isLinked(trunkId, number)) {
            return false;
        }
        links.linkTrunks(team, number, List.of(trunkId));
        move(List.of(trunkId), revision);
        return true;
    }

    @Override
    public boolean unlink(String number, String trunkId, long revision) {
        if (!links.isLinked(trunkId, number)) {
            return false;
        }
        links.unlinkTrunks(number, List.of(trunkId));
        move(List.of(trunkId), revision);
        return true;
    }

    private void move(Collection<String> trunkIds, long revision) {
        trunks.touch(trunkIds, revision, clock.instant(), caller.name());
        revisions.mark(RowKind.TRUNK, trunkIds, revision);
    }
}
