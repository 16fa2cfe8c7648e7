package io.egress.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.ContractVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The goldens of the Redis contract (kamailio/contract/README.md), which Kamailio's tests read as well. */
public final class Goldens {
    private static final Path ROOT = Path.of("../kamailio/contract/goldens");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Goldens() {}

    /** The names of all fixtures, sorted. */
    public static List<String> fixtures() {
        try (var entries = Files.list(ROOT)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The dump that comes of a fixture; those of earlier versions are kept beside the goldens. */
    public static JsonNode rows(ContractVersion version, String fixture) {
        return json(
                version == ContractVersion.NEWEST
                        ? fixture + "/redis.json"
                        : "../version-" + version.number() + "/" + fixture + ".json");
    }

    public static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
