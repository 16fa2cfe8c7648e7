package io.egress.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.ContractVersion;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The snapshot in Redis, as its only writer sees it. */
@ApplicationScoped
class RedisSnapshot {
    private final RedisDataSource redis;
    private final ObjectMapper json;
    private final String script;

    RedisSnapshot(RedisDataSource redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
        this.script = script();
    }

    /**
     * What Redis holds.
     *
     * @param epoch "" for none
     * @param revision -1 for none
     */
    record Head(String epoch, long revision) {}

    /** What became of a batch. */
    enum Outcome {
        APPLIED,
        /** Another writer began a new epoch. */
        MOVED,
        /** Redis is as new already. */
        STALE,
        /** Redis has lost what the batch builds on: it needs a full one. */
        BEHIND
    }

    Head head(ContractVersion version) {
        if (!"hash".equals(redis.execute("TYPE", version.head()).toString())) {
            return new Head("", -1);
        }
        var fields = redis.hash(String.class).hmget(version.head(), "epoch", "revision");
        var epoch = fields.get("epoch");
        var revision = fields.get("revision");
        return new Head(
                epoch == null ? "" : epoch,
                revision != null && revision.matches("\\d{1,15}") ? Long.parseLong(revision) : -1);
    }

    Outcome apply(ContractVersion version, Batch batch) {
        try {
            var answer = redis.execute(
                    "EVAL",
                    script,
                    "4",
                    version.head(),
                    version.trunks(),
                    version.numbers(),
                    version.changes(),
                    json.writeValueAsString(batch));
            return Outcome.valueOf(answer.toString().toUpperCase(java.util.Locale.ROOT));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether anything of this version is there. */
    boolean holds(ContractVersion version) {
        return redis.execute("EXISTS", version.head(), version.trunks(), version.numbers(), version.changes())
                        .toLong()
                > 0;
    }

    /** All of it in one step; whoever still reads it finds an empty Redis, and keeps what it has. */
    void remove(ContractVersion version) {
        redis.execute("DEL", version.head(), version.trunks(), version.numbers(), version.changes());
    }

    private static String script() {
        try (var stream = RedisSnapshot.class.getResourceAsStream("/publish.lua")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
