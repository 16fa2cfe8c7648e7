package io.egress.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.RedisKeys;
import io.egress.problem.Problem;
import io.egress.trunk.HistorySource;
import io.egress.trunk.TrunkHistory;
import io.egress.trunk.TrunkHistory.RegistrationChange;
import io.egress.trunk.TrunkStatus.RegistrationState;
import io.quarkus.logging.Log;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.StreamRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the proxies counted, slot by slot, and how registrations went. */
@ApplicationScoped
class Histories implements HistorySource {
    /** Slots of a week of ten proxies; of more the oldest are left out. */
    private static final int MOST_SLOTS = 20_160;

    private static final int MOST_CHANGES = 200;

    private final RedisDataSource redis;
    private final ObjectMapper json;
    private final Clock clock;

    Histories(RedisDataSource redis, ObjectMapper json, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
    }

    /** As the contract has it; the time is Unix milliseconds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Change(String node, long at, RegistrationState state, Integer code, String reason) {
        boolean isWhole() {
            return node != null && state != null;
        }

        RegistrationChange told() {
            return new RegistrationChange(Instant.ofEpochMilli(at), node, state, code, reason);
        }
    }

    @Override
    public TrunkHistory latest(String trunkId, Instant since, Duration back) {
        var now = clock.instant();
        long from = now.minus(back).toEpochMilli();
        var told = told(trunkId, from);
        long born = since.toEpochMilli();
        int seconds = Slots.seconds(told.slots());
        long beginning = Slots.beginning(from, seconds);
        var slots = told.slots().stream()
                .filter(slot -> slot.since() >= born && slot.at() >= beginning)
                .toList();
        return new TrunkHistory(
                Instant.ofEpochMilli(beginning),
                now,
                seconds,
                Slots.merged(slots, seconds),
                told.changes().stream()
                        .filter(change -> change.at() >= Math.max(born, from))
                        .map(Change::told)
                        .toList());
    }

    private record Told(Collection<SlotEntry> slots, List<Change> changes) {}

    private Told told(String trunkId, long from) {
        try {
            return new Told(slots(trunkId, from), changes(trunkId, from));
        } catch (RuntimeException e) {
            Log.debugf("The history can't be read: %s", e.getMessage());
            throw new Problem.Unavailable("Redis, which holds the history, does not answer; try again shortly.");
        }
    }

    /** A slot that ends meanwhile is met twice rather than missed: the open ones come first. */
    private Collection<SlotEntry> slots(String trunkId, long from) {
        var byName = new LinkedHashMap<SlotEntry.Name, SlotEntry>();
        var open = redis.hash(String.class).hgetall(RedisKeys.historyOpen(trunkId)).values().stream()
                .flatMap(text -> read(text, SlotEntry.class).stream());
        var ended = entries(RedisKeys.history(trunkId), from, MOST_SLOTS).flatMap(fields -> slot(fields).stream());
        Stream.concat(open, ended).filter(SlotEntry::isWhole).forEach(entry -> byName.put(entry.name(), entry));
        return byName.values();
    }

    private List<Change> changes(String trunkId, long from) {
        return entries(RedisKeys.registrationLog(trunkId), from, MOST_CHANGES)
                .flatMap(fields -> read(fields.get("registration"), Change.class).stream())
                .filter(Change::isWhole)
                .toList();
    }

    /** The newest first. What was told of a time was told after it. */
    private Stream<Map<String, String>> entries(String key, long from, int most) {
        return redis.stream(String.class).xrevrange(key, StreamRange.of("+", Long.toString(from)), most).stream()
                .map(StreamMessage::payload);
    }

    private Optional<SlotEntry> slot(Map<String, String> fields) {
        try {
            return Optional.of(json.convertValue(fields, SlotEntry.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(String text, Class<T> kind) {
        try {
            return Optional.ofNullable(text == null ? null : json.readValue(text, kind));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
