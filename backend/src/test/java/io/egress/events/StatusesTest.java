package io.egress.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.trunk.TrunkStatus;
import io.egress.trunk.TrunkStatus.State;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of each status that differs a reader hears once, however it comes and goes. */
class StatusesTest {
    private final Statuses statuses = new Statuses(new Data(new ObjectMapper()));

    private static TrunkStatus withCalls(int calls) {
        return new TrunkStatus(State.LIVE, 1, 1, List.of(), calls, null);
    }

    private static List<String> told(StatusChanges changes) {
        return changes.trunks().stream()
                .map(trunk -> trunk.data().replaceAll(".*\"trunkId\":\"(\\w+)\".*\"callsNow\":(\\d+).*", "$1 $2"))
                .sorted()
                .toList();
    }

    @Test
    void onlyWhatDiffersIsTold() {
        assertEquals(List.of("a 1", "b 1"), told(statuses.take(Map.of("a", withCalls(1), "b", withCalls(1)))));
        assertEquals(List.of("b 2"), told(statuses.take(Map.of("a", withCalls(1), "b", withCalls(2)))));
        assertEquals(List.of(), told(statuses.take(Map.of("b", withCalls(2)))));
        assertEquals(List.of("a 1"), told(statuses.take(Map.of("a", withCalls(1), "b", withCalls(2)))));
    }

    @Test
    void whoWasAwayHearsTheLastOfEach() {
        statuses.take(Map.of("a", withCalls(1), "b", withCalls(1)));
        long left = statuses.number();
        statuses.take(Map.of("a", withCalls(2), "b", withCalls(1)));
        statuses.take(Map.of("a", withCalls(3), "b", withCalls(1)));
        assertEquals(List.of("a 3"), told(statuses.since(left)));
        assertEquals(List.of(), told(statuses.since(statuses.number())));
    }

    @Test
    void moreThanAThousandAreToBeReadAgain() {
        var all = IntStream.range(0, 1001).boxed().collect(Collectors.toMap(at -> "t" + at, at -> withCalls(0)));
        assertTrue(statuses.take(all).tooMany());
        assertFalse(statuses.take(all).tooMany());
        all.replaceAll((trunk, status) -> trunk.equals("t7") ? status : withCalls(1));
        assertEquals(1000, statuses.take(all).trunks().size());
    }
}
