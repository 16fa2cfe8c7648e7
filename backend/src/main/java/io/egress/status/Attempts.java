package io.egress.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.RedisKeys;
import io.egress.problem.Problem;
import io.egress.trunk.AttemptSource;
import io.egress.trunk.Ending;
import io.egress.trunk.TrunkAttempt;
import io.quarkus.logging.Log;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.StreamRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the proxies say of attempts that have ended. */
@ApplicationScoped
class Attempts implements AttemptSource {
    private final RedisDataSource redis;
    private final ObjectMapper json;

    Attempts(RedisDataSource redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** An entry as the contract has it; times are Unix milliseconds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Entry(
            String callId,
            String trunkId,
            Long revision,
            String node,
            String baseNumber,
            String callerIdRule,
            String carrier,
            String transport,
            Integer code,
            String reason,
            String endedBy,
            Long startedAt,
            Long tryingAt,
            Long challengedAt,
            Integer challengeCode,
            Long ringingAt,
            Integer ringingCode,
            Long finalAt,
            Long endedAt) {

        boolean isWhole() {
            return Stream.of(callId, trunkId, revision, node, carrier, transport, code, startedAt, endedAt)
                    .allMatch(Objects::nonNull);
        }

        TrunkAttempt attempt() {
            var ending = Ending.of(new Ending.Heard(
                    code, reason, finalAt != null, ringingAt != null, challengedAt != null, "agent".equals(endedBy)));
            return new TrunkAttempt(
                    callId,
                    node,
                    revision,
                    baseNumber,
                    callerIdRule,
                    carrier,
                    transport,
                    code,
                    reason,
                    ending.cause(),
                    ending.side(),
                    endedBy,
                    time(startedAt),
                    time(tryingAt),
                    time(challengedAt),
                    challengeCode,
                    time(ringingAt),
                    ringingCode,
                    time(finalAt),
                    time(endedAt));
        }

        private static Instant time(Long milliseconds) {
            return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
        }
    }

    @Override
    public List<TrunkAttempt> latest(String trunkId, Instant since, int limit) {
        return entries(trunkId, limit).stream()
                .flatMap(entry -> read(entry).stream())
                .filter(entry -> entry.trunkId().equals(trunkId))
                .map(Entry::attempt)
                .filter(attempt -> !attempt.startedAt().isBefore(since))
                .toList();
    }

    private List<StreamMessage<String, String, String>> entries(String trunkId, int limit) {
        try {
            return redis.stream(String.class).xrevrange(RedisKeys.attempts(trunkId), StreamRange.of("+", "-"), limit);
        } catch (RuntimeException e) {
            Log.debugf("Attempts can't be read: %s", e.getMessage());
            throw new Problem.Unavailable("Redis, which holds the attempts, does not answer; try again shortly.");
        }
    }

    private Optional<Entry> read(StreamMessage<String, String, String> message) {
        var text = message.payload().get("attempt");
        try {
            return Optional.ofNullable(text == null ? null : json.readValue(text, Entry.class))
                    .filter(Entry::isWhole);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
