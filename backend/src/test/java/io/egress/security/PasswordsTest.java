package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.egress.problem.Problem;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void aPasswordIsKnownByItsHashAlone() {
        var hash = passwords.hash(Secret.of("correct horse"));
        assertTrue(hash.startsWith("$argon2id$"));
        assertTrue(passwords.match(Secret.of("correct horse"), hash));
        assertFalse(passwords.match(Secret.of("correct horse "), hash));
        assertNotEquals(hash, passwords.hash(Secret.of("correct horse")), "each has a salt of its own");
        assertFalse(passwords.match(Secret.of("correct horse"), null));
    }

    @Test
    void aHashOfWeakerSettingsIsStillUnderstood() {
        var old = Password.hash("correct horse")
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID))
                .getResult();
        assertTrue(passwords.match(Secret.of("correct horse"), old));
    }

    @Test
    void aStormOfLogInsIsTurnedAwayBeforeItTakesEveryThread() throws Exception {
        var hash = passwords.hash(Secret.of("correct horse"));
        var pool = Executors.newFixedThreadPool(60);
        try {
            Callable<Boolean> logIn = () -> {
                try {
                    return passwords.match(Secret.of("correct horse"), hash);
                } catch (Problem.TooManyRequests e) {
                    return false;
                }
            };
            int good = 0;
            for (Future<Boolean> each :
                    pool.invokeAll(Stream.generate(() -> logIn).limit(60).toList())) {
                good += each.get() ? 1 : 0;
            }
            assertTrue(good >= 18 && good < 60, "served: " + good);
        } finally {
            pool.shutdownNow();
        }
        assertTrue(passwords.match(Secret.of("correct horse"), hash), "later ones are served again");
    }
}
