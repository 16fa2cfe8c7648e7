package io.egress.events;

import io.egress.trunk.TrunkStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The status of each trunk of a team as it was seen last, and in which order they changed. */
final class Statuses {
    private final Data data;
    private final Map<String, Known> known = new HashMap<>();
    private long number;

    Statuses(Data data) {
        this.data = data;
    }

    private record Known(long number, String trunkId, TrunkStatus status) {}

    /** Of the last change. */
    long number() {
        return number;
    }

    /** @param now of all trunks that there are */
    StatusChanges take(Map<String, TrunkStatus> now) {
        long before = number;
        known.keySet().retainAll(now.keySet());
        now.forEach((trunkId, status) -> {
            var last = known.get(trunkId);
            if (last == null || !last.status().equals(status)) {
                number++;
                known.put(trunkId, new Known(number, trunkId, status));
            }
        });
        return since(before);
    }

    /** What has changed after a number, each trunk as it is now. */
    StatusChanges since(long before) {
        var changed = new ArrayList<Known>();
        known.values().stream().filter(one -> one.number() > before).forEach(changed::add);
        if (changed.size() > ChangeReader.MOST) {
            return new StatusChanges(true, List.of(), number);
        }
        changed.sort(Comparator.comparingLong(Known::number));
        return new StatusChanges(
                false,
                changed.stream()
                        .map(one -> new StatusChanges.Trunk(one.number(), data.status(one.trunkId(), one.status())))
                        .toList(),
                number);
    }
}
