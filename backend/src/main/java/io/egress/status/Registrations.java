package io.egress.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.RedisKeys;
import io.egress.trunk.TrunkStatus.Registration;
import io.egress.trunk.TrunkStatus.RegistrationState;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads how far registrations are, from what the proxies that own the trunks say. */
@ApplicationScoped
class Registrations {
    private final RedisDataSource redis;
    private final ObjectMapper json;

    Registrations(RedisDataSource redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** An entry as the contract has it; times are Unix milliseconds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Entry(
            String node,
            RegistrationState state,
            Long until,
            Integer code,
            String reason,
            Long nextAt,
            int tries,
            Long changedAt) {

        Optional<Registration> registration() {
            return node == null || state == null || changedAt == null
                    ? Optional.empty()
                    : Optional.of(new Registration(
                            state, node, time(until), code, reason, time(nextAt), tries, time(changedAt)));
        }

        private static Instant time(Long milliseconds) {
            return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
        }
    }

    /** Of those trunks of which something is known; empty while Redis does not answer. */
    Optional<Map<String, Registration>> known(Collection<String> trunkIds) {
        var registrations = new HashMap<String, Registration>();
        if (trunkIds.isEmpty()) {
            return Optional.of(registrations);
        }
        try {
            redis.hash(String.class)
                    .hmget(RedisKeys.REGISTRATIONS, trunkIds.toArray(String[]::new))
                    .forEach((trunkId, text) -> read(text).ifPresent(known -> registrations.put(trunkId, known)));
            return Optional.of(registrations);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Registration> read(String text) {
        try {
            return Optional.ofNullable(text == null ? null : json.readValue(text, Entry.class))
                    .flatMap(Entry::registration);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
