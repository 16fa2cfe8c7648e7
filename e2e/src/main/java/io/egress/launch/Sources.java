package io.egress.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Files below a folder, and when they were written last. */
final class Sources {
    private final Path root;
    private final Predicate<Path> which;
    private Map<Path, FileTime> seen;

    Sources(Path root, Predicate<Path> which) {
        this.root = root;
        this.which = which;
        seen = look();
    }

    /** Those that were written or made since the last look. */
    List<Path> changed() {
        var before = seen;
        seen = look();
        return seen.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Map<Path, FileTime> look() {
        var times = new HashMap<Path, FileTime>();
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.filter(which)::iterator) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        } catch (NoSuchFileException e) {
            // An editor replaces a file by another one: the next look sees it.
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }
}
