package io.egress.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where somebody goes on says the id of the last event. */
class EventIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1843",
                "1843/k3f9.57",
                "1844.trunk.acme",
                "1844.base-number.+493012345/x.0",
                "1844.variable.ACME_CERT/x.1"
            })
    void whatIsWrittenCanBeRead(String id) {
        assertEquals(Optional.of(id), EventId.parse(id).map(EventId::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-1",
                "1843/",
                "1843/k3f9",
                "1843.",
                "1843.trunk",
                "1843.tank.acme",
                "1843.trunk.a b",
                "99999999999999999999",
                "1843/K.1",
                "1843\n"
            })
    void whatIsNoIdIsNone(String id) {
        assertEquals(Optional.empty(), EventId.parse(id));
    }

    @Test
    void withinARevisionEventsHaveAnOrder() {
        var ordered = List.of(
                new RowChange(Followed.TRUNK, "a", 7, false),
                new RowChange(Followed.TRUNK, "b", 7, true),
                new RowChange(Followed.BASE_NUMBER, "+49", 7, false),
                new RowChange(Followed.VARIABLE, "A", 7, false),
                new RowChange(Followed.TRUNK, "a", 8, false));
        for (int at = 0; at < ordered.size(); at++) {
            var position = Position.at(ordered.get(at));
            for (int other = 0; other < ordered.size(); other++) {
                assertEquals(at < other, position.isBefore(ordered.get(other)), at + " and " + other);
            }
        }
        assertFalse(Position.after(7).isBefore(ordered.get(3)));
        assertTrue(Position.after(7).isBefore(ordered.get(4)));
    }
}
