package io.egress.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a key file: one a line, {@code <id> <standard base64 of 32 random bytes>}, {@code #} begins a comment. The
 * first one is used for what is new, all of them for what is there.
 */
final class KeyRing {
    private static final Pattern LINE = Pattern.compile("([a-z0-9]{1,16})\\s+(\\S+)");
    private static final int KEY_BYTES = 32;

    private final Map<String, String> keys;

    private KeyRing(Map<String, String> keys) {
        this.keys = keys;
    }

    /** @throws IllegalStateException with a sentence that names file and line, never a key */
    static KeyRing read(String setting, String file) {
        try {
            return parse(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new IllegalStateException(setting + ": the key file " + file + " can't be read");
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(setting + ": the key file " + file + " " + e.getMessage());
        }
    }

    static KeyRing parse(String text) {
        var keys = new LinkedHashMap<String, String>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var content = line.replaceAll("#.*", "").trim();
            if (content.isEmpty()) {
                continue;
            }
            var matcher = LINE.matcher(content);
            if (!matcher.matches() || !isKey(matcher.group(2))) {
                throw new IllegalArgumentException("has no '<id> <base64 of 32 bytes>' in line " + number);
            }
            if (keys.put(matcher.group(1), matcher.group(2)) != null) {
                throw new IllegalArgumentException("repeats a key id in line " + number);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("holds no key");
        }
        return new KeyRing(keys);
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    String activeId() {
        return keys.keySet().iterator().next();
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    /** The key's base64 text as it stands in the file. */
    Optional<String> text(String id) {
        return Optional.ofNullable(keys.get(id));
    }
}
