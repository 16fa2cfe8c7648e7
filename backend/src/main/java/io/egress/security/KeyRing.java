package io.egress.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys with ids: one a line, {@code <id> <standard base64 of 32 random bytes>}, {@code #} begins a comment. The first
 * one is used for what is new, all of them for what is there.
 */
final class KeyRing {
    private static final Pattern LINE = Pattern.compile("([a-z0-9]{1,16})\\s+(\\S+)");
    private static final int KEY_BYTES = 32;

    private final String setting;
    private final Map<String, String> keys;

    private KeyRing(String setting, Map<String, String> keys) {
        this.setting = setting;
        this.keys = keys;
    }

    /** @throws IllegalArgumentException with a sentence that names setting, file and line, never a key */
    static KeyRing ofFile(String setting, String file) {
        try {
            return parse(setting, setting + " " + file, Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + " " + file + " can't be read.");
        }
    }

    /**
     * @param text lines that {@code ;} may end as well: an environment variable is easier to write in one line
     * @throws IllegalArgumentException with a sentence that names setting and line, never a key
     */
    static KeyRing ofText(String setting, String text) {
        return parse(setting, setting, text.replace(';', '\n'));
    }

    private static KeyRing parse(String setting, String source, String text) {
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
                throw new IllegalArgumentException(
                        source + " has no '<id> <base64 of 32 bytes>' in line " + number + ".");
            }
            if (keys.put(matcher.group(1), matcher.group(2)) != null) {
                throw new IllegalArgumentException(source + " repeats a key id in line " + number + ".");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(source + " holds no key.");
        }
        return new KeyRing(setting, keys);
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where the keys are from. */
    String setting() {
        return setting;
    }

    String activeId() {
        return keys.keySet().iterator().next();
    }

    List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    /** The key's base64 text as it stands in the file. */
    Optional<String> text(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    boolean sharesKeyWith(KeyRing other) {
        return keys.values().stream().map(KeyRing::bytes).anyMatch(key -> other.keys.values().stream()
                .map(KeyRing::bytes)
                .anyMatch(key::equals));
    }

    /** Comparable: several texts can stand for the same bytes. */
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text));
    }
}
