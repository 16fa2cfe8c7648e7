package io.egress.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.web.Actor;
import io.egress.web.LongAnswer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whoever does not read does not make the service keep what it would have read. */
class ReaderTest {
    /** A connection that notes what is done to it. */
    private static final class Line implements LongAnswer {
        private final AtomicInteger hungUp = new AtomicInteger();
        private Runnable otherwise;

        @Override
        public Actor actor() {
            return Actor.system("ours");
        }

        @Override
        public void hangUp() {
            hungUp.incrementAndGet();
        }

        @Override
        public void recheck(Runnable then) {
            otherwise = then;
        }
    }

    private final Line line = new Line();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicReference<Reader> reader = new AtomicReference<>();
    private final AssertSubscriber<Message> connection = Multi.createFrom()
            .<Message>emitter(emitter -> reader.set(new Reader(line, emitter, null, left::incrementAndGet)))
            .subscribe()
            .withSubscriber(AssertSubscriber.create(1));

    private void say(int times) {
        reader.get().tell(Changes.none(1), null);
        for (int at = 0; at < times; at++) {
            reader.get().tellSync("{}");
        }
    }

    @Test
    void whoTakesWhatIsSaidStays() {
        for (int at = 0; at < 5; at++) {
            say(900);
            connection.request(900);
            reader.get().attend();
        }
        assertEquals(0, line.hungUp.get());
        assertEquals(4500, connection.getItems().size());
    }

    @Test
    void whoDoesNotTakeAThousandIsCutOff() {
        say(1000);
        reader.get().attend();
        assertEquals(0, line.hungUp.get());
        say(1);
        reader.get().attend();
        assertEquals(1, line.hungUp.get());
        connection.cancel();
        assertTrue(reader.get().isGone());
        assertEquals(1, left.get());
    }

    @Test
    void whoMayNotReadAnyMoreIsSentAway() {
        reader.get().recheck(Duration.ofHours(1));
        assertFalse(line.otherwise != null);
        reader.get().recheck(Duration.ZERO);
        line.otherwise.run();
        connection.assertCompleted();
        assertTrue(reader.get().isGone());
    }
}
