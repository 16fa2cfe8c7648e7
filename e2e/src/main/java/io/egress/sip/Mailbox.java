package io.egress.sip;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;

/** What a peer heard and nobody has asked for yet; the oldest go when it is full. */
final class Mailbox {
    private static final int LARGEST = 5_000;

    private final Deque<SipPeer.Heard> waiting = new ArrayDeque<>();

    synchronized void put(SipPeer.Heard heard) {
        if (waiting.size() == LARGEST) {
            waiting.removeFirst();
        }
        waiting.addLast(heard);
        notifyAll();
    }

    /** The first one that fits, waited for; the others stay. */
    synchronized Optional<SipPeer.Heard> take(Duration patience, Predicate<SipMessage> fits) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                for (Iterator<SipPeer.Heard> all = waiting.iterator(); all.hasNext(); ) {
                    var heard = all.next();
                    if (fits.test(heard.message())) {
                        all.remove();
                        return Optional.of(heard);
                    }
                }
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return Optional.empty();
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
