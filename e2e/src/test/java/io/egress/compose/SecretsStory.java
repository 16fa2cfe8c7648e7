package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets are files, and nowhere else. */
@ExtendWith(RunningStack.class)
class SecretsStory {
    /** What is public all the same: certificates. */
    private static List<String> secrets(Stack stack) throws IOException {
        try (var files = Files.list(stack.directory().resolve(".secrets"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".crt") && !name.endsWith(".acl"))
                    .toList();
        }
    }

    /** Of a file of several lines the one that says most. */
    private static String telling(String text) {
        return text.lines()
                .max(java.util.Comparator.comparingInt(String::length))
                .orElseThrow()
                .replaceFirst("^k1 ", "");
    }

    @Test
    void noSecretIsInWhatContainersAreToldOrTell(Stack stack) throws IOException {
        for (var service : stack.file().inOrder(Set.of())) {
            var told = stack.inspect(service) + stack.logs(service);
            for (var name : secrets(stack)) {
                var secret = telling(stack.secret(name));
                assertTrue(secret.length() >= 24, name);
                assertFalse(told.contains(secret), service + " shows " + name);
            }
        }
    }

    @Test
    void noContainerGetsWhatItDoesNotNeed(Stack stack) throws IOException {
        for (var service : stack.file().inOrder(Set.of())) {
            assertFalse(
                    stack.exec(service, "test", "-e", "/run/secrets/ca.key").isFine(),
                    service + " could sign certificates");
        }
        assertFalse(stack.exec("kamailio", "sh", "-c", "ls /run/secrets | grep -E 'at-rest|admin|service'")
                .isFine());
        assertFalse(stack.exec("web", "sh", "-c", "ls /run/secrets | grep -vE '^web\\.(crt|key)$'")
                .isFine());
    }

    @Test
    void onlyTheOperatorReadsThemOnThisMachine(Stack stack) throws IOException {
        assertEquals(
                "rwx------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(stack.directory().resolve(".secrets"))));
    }
}
