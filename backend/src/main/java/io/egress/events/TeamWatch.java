package io.egress.events;

import io.egress.status.Look;
import io.egress.status.Sync;
import io.egress.trunk.TeamTrunks;
import io.egress.trunk.TrunkStatusSource.Asked;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of one team, read once for all of its readers here. */
final class TeamWatch {
    /** So long after its last reader it goes on, so that one who comes back is told what was missed. */
    private static final Duration AFTERLIFE = Duration.ofSeconds(60);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String team;
    private final ChangeReader changes;
    private final TeamTrunks teamTrunks;
    private final Data data;

    private final String name = new BigInteger(40, RANDOM).toString(Character.MAX_RADIX);
    private final List<Reader> newcomers = new ArrayList<>();
    /** They know all rows, and no status yet. */
    private final List<Reader> arrived = new ArrayList<>();

    private final List<Reader> readers = new ArrayList<>();
    private final Map<String, Asked> trunks = new HashMap<>();
    private final Statuses statuses;
    private boolean begun;
    private long revision;
    private Sync sync;
    private long readAt = System.nanoTime();

    TeamWatch(String team, ChangeReader changes, TeamTrunks teamTrunks, Data data) {
        this.team = team;
        this.changes = changes;
        this.teamTrunks = teamTrunks;
        this.data = data;
        this.statuses = new Statuses(data);
    }

    void add(Reader reader) {
        newcomers.add(reader);
    }

    boolean waits() {
        return !newcomers.isEmpty() || !arrived.isEmpty();
    }

    /** Whether it knows less than this revision, or has newcomers that know nothing. */
    boolean lacks(long newest) {
        return !begun || revision != newest || !newcomers.isEmpty();
    }

    /** Takes up what changed, within a transaction of this revision. */
    void read(long now) {
        if (!begun) {
            readAllTrunks();
            begun = true;
        } else if (now != revision) {
            // A database that was set back is another world.
            var news = now < revision ? Changes.all(now) : changes.since(team, Position.after(revision), now);
            readTrunks(news);
            arrived.forEach(reader -> reader.tell(news, data));
            readers.forEach(reader -> reader.tell(news, data));
        }
        revision = now;
        newcomers.forEach(reader -> reader.tell(missed(reader), data));
        arrived.addAll(newcomers);
        newcomers.clear();
    }

    private Changes missed(Reader reader) {
        if (!reader.returns()) {
            return Changes.none(revision);
        }
        return reader.was()
                .filter(was -> was.rows().revision() <= revision)
                .map(was -> changes.since(team, was.rows(), revision))
                .orElse(Changes.all(revision));
    }

    private void readTrunks(Changes news) {
        if (news.tooMany().contains(Followed.TRUNK)) {
            readAllTrunks();
            return;
        }
        var changed = news.rows().stream()
                .map(Changes.Row::change)
                .filter(change -> change.of() == Followed.TRUNK)
                .map(RowChange::key)
                .toList();
        changed.forEach(trunks::remove);
        teamTrunks.some(team, changed).forEach(trunk -> trunks.put(trunk.trunkId(), trunk));
    }

    private void readAllTrunks() {
        trunks.clear();
        teamTrunks.all(team).forEach(trunk -> trunks.put(trunk.trunkId(), trunk));
    }

    /** Takes up what the proxies say. */
    void look(Look look) {
        if (!begun) {
            return;
        }
        var now = look.sync(revision, team);
        var news = statuses.take(look.statuses(trunks.values()));
        readers.forEach(reader -> reader.tell(news, data));
        arrived.forEach(this::begin);
        var text = data.sync(now);
        if (!now.agreesWith(sync)) {
            sync = now;
            readers.forEach(reader -> reader.tellSync(text));
        }
        arrived.forEach(reader -> reader.tellSync(text));
        readers.addAll(arrived);
        arrived.clear();
    }

    private void begin(Reader reader) {
        var here = reader.was().filter(was -> name.equals(was.watch()));
        reader.follow(name, here.map(EventId::status).orElse(statuses.number()));
        if (here.isPresent()) {
            reader.tell(statuses.since(here.get().status()), data);
        } else if (reader.returns()) {
            reader.tellToReadStatuses(data);
        }
    }

    /** Lets go of those who left, and looks after the others. */
    void attend(Duration recheck) {
        for (var some : List.of(newcomers, arrived, readers)) {
            some.removeIf(Reader::isGone);
            some.forEach(Reader::attend);
            some.forEach(reader -> reader.recheck(recheck));
            readAt = some.isEmpty() ? readAt : System.nanoTime();
        }
    }

    boolean isOver() {
        return System.nanoTime() - readAt > AFTERLIFE.toNanos();
    }

    void end() {
        List.of(newcomers, arrived, readers).forEach(some -> some.forEach(Reader::end));
    }
}
