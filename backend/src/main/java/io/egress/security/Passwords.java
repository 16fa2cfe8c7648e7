package io.egress.security;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.egress.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Keeps passwords as Argon2id (RFC 9106) with a salt each, in PHC format. A hash takes 19 MiB and some tenths of a second
 * of a core, so that few are made at once.
 */
@ApplicationScoped
public class Passwords {
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private static final int AT_ONCE = 2;
    private static final int WAITING = 16;
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Semaphore places = new Semaphore(AT_ONCE + WAITING);
    private final Semaphore running = new Semaphore(AT_ONCE, true);
    private final String nobodys = made(Secret.of(Opaque.random()));

    /** @throws Problem.TooManyRequests if too many wait for theirs */
    public String hash(Secret password) {
        return inTurn(() -> made(password));
    }

    /**
     * @param hash null if there is no such user: it takes as long, and is false
     * @throws Problem.TooManyRequests if too many wait for theirs
     */
    public boolean match(Secret password, String hash) {
        var compared = hash == null ? nobodys : hash;
        return inTurn(() ->
                        Password.check(password.reveal(), compared).with(Argon2Function.getInstanceFromHash(compared)))
                && hash != null;
    }

    private static String made(Secret password) {
        return Password.hash(password.reveal())
                .addRandomSalt(SALT_BYTES)
                .with(ARGON2)
                .getResult();
    }

    /** Whoever waits holds a thread of the API: a storm of log-ins must not take them all. */
    private <T> T inTurn(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new Problem.TooManyRequests(RETRY_AFTER_SECONDS);
        }
        try {
            running.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                running.release();
            }
        } finally {
            places.release();
        }
    }
}
