package io.egress.events;

import io.egress.web.LongAnswer;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who reads a stream, and how far. One thread sends. What a slow reader has not taken is kept for a while only:
 * it is cut off then, and goes on where it was when it comes back.
 */
final class Reader {
    private static final int MOST_WAITING = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    /** They come back one after the other when a replica dies. */
    private static final long RETRY_FROM_MS = 1000;

    private static final long RETRY_TO_MS = 3000;

    private final LongAnswer answer;
    private final MultiEmitter<? super Message> emitter;
    private final String lastEventId;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicLong taken = new AtomicLong();
    private volatile long takenAt = System.nanoTime();
    private long sent;
    private long sentAt = System.nanoTime();
    private long checkedAt = System.nanoTime();

    private Position rows;
    private String watch;
    private long status;

    /**
     * @param emitter of which one message was asked for already; each further one says that one more was written
     * @param lastEventId null or empty for somebody new
     * @param left run once when this ends, on any thread
     */
    Reader(LongAnswer answer, MultiEmitter<? super Message> emitter, String lastEventId, Runnable left) {
        this.answer = answer;
        this.emitter = emitter;
        this.lastEventId = lastEventId;
        emitter.onRequest(more -> {
            taken.addAndGet(more);
            takenAt = System.nanoTime();
        });
        emitter.onTermination(() -> {
            if (gone.compareAndSet(false, true)) {
                left.run();
            }
        });
    }

    String team() {
        return answer.actor().team();
    }

    /** Whether it was here before, on whichever replica. */
    boolean returns() {
        return lastEventId != null && !lastEventId.isEmpty();
    }

    /** Where it was; empty if it is new or that can't be read. */
    Optional<EventId> was() {
        return returns() ? EventId.parse(lastEventId) : Optional.empty();
    }

    boolean isGone() {
        return gone.get();
    }

    void tell(Changes changes, Data data) {
        changes.tooMany().forEach(of -> send(null, "reset", data.reset(of.all())));
        changes.rows().forEach(row -> {
            rows = Position.at(row.change());
            send(id(), row.change().of().one(), row.data());
        });
        rows = Position.after(changes.revision());
    }

    /** From now on statuses are those of a watch. */
    void follow(String watchName, long number) {
        watch = watchName;
        status = number;
    }

    void tell(StatusChanges changes, Data data) {
        changes.trunks().forEach(trunk -> {
            status = trunk.number();
            send(id(), "status", trunk.data());
        });
        status = changes.number();
        if (changes.tooMany()) {
            tellToReadStatuses(data);
        }
    }

    void tellToReadStatuses(Data data) {
        send(id(), "reset", data.reset("status"));
    }

    void tellSync(String data) {
        send(id(), "sync", data);
    }

    private String id() {
        return new EventId(rows, watch, status).toString();
    }

    private void send(String id, String name, String data) {
        send(new Message(
                id, name, data, sent == 0 ? ThreadLocalRandom.current().nextLong(RETRY_FROM_MS, RETRY_TO_MS) : null));
    }

    private void send(Message message) {
        sent++;
        sentAt = System.nanoTime();
        emitter.emit(message);
    }

    /** Says that the stream lives if nothing else was to be said, and cuts off who does not read. */
    void attend() {
        long now = System.nanoTime();
        long waiting = sent - taken.get();
        if (waiting > MOST_WAITING || waiting > 0 && now - takenAt > LONGEST_WAIT.toNanos()) {
            answer.hangUp();
        } else if (now - sentAt > SILENCE.toNanos()) {
            send(Message.SIGN_OF_LIFE);
        }
    }

    /** Ends the stream of somebody who may not read it any more. */
    void recheck(Duration every) {
        long now = System.nanoTime();
        if (now - checkedAt > every.toNanos()) {
            checkedAt = now;
            answer.recheck(this::end);
        }
    }

    void end() {
        if (sent - taken.get() > 0) {
            answer.hangUp();
        }
        emitter.complete();
    }
}
