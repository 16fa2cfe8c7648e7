package io.egress.events;

import io.egress.audit.SavedChanges;
import io.egress.audit.SavedChanges.Deleted;
import io.egress.revision.ChangedRow;
import io.egress.revision.ChangedRows;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;

/** Reads what changed from the rows themselves, and from the audit log what is gone. */
@ApplicationScoped
class ChangeReader {
    /** More of one kind are not told one by one. */
    static final int MOST = 1000;

    private final List<ChangedRows> rows;
    private final SavedChanges saved;
    private final Data data;

    ChangeReader(@All List<ChangedRows> rows, SavedChanges saved, Data data) {
        this.rows = rows;
        this.saved = saved;
        this.data = data;
    }

    /**
     * Reads within the caller's transaction.
     *
     * @param revision that of the transaction
     */
    Changes since(String team, Position position, long revision) {
        if (position.of() == null && position.revision() >= revision) {
            return Changes.none(revision);
        }
        long from = position.of() == null ? position.revision() + 1 : position.revision();
        var tooMany = EnumSet.noneOf(Followed.class);
        var some = new ArrayList<RowChange>();
        for (var kind : rows) {
            Followed.of(kind.kind()).ifPresent(of -> {
                var gone = saved.deleted(of.kind(), team, from, MOST + 1);
                var there = kind.changed(team, from, MOST + 1);
                if (gone.size() + there.size() > MOST) {
                    tooMany.add(of);
                } else {
                    some.addAll(last(of, gone, there));
                }
            });
        }
        return new Changes(
                tooMany,
                some.stream()
                        .filter(position::isBefore)
                        .sorted(Position.ORDER)
                        .map(change -> new Changes.Row(change, data.row(change)))
                        .toList(),
                revision);
    }

    /** Of each what became of it last: one that is there again is not told as gone. */
    private static Collection<RowChange> last(Followed of, List<Deleted> gone, List<ChangedRow> there) {
        var last = new HashMap<String, RowChange>();
        gone.forEach(row -> last.put(row.key(), new RowChange(of, row.key(), row.revision(), true)));
        there.forEach(row -> last.put(row.key(), new RowChange(of, row.key(), row.revision(), false)));
        return last.values();
    }
}
