package io.egress.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the reports of the proxies that are alive. */
@ApplicationScoped
public class NodeReports {
    private static final TypeReference<Map<String, Integer>> CALLS = new TypeReference<>() {};

    private final RedisDataSource redis;
    private final ObjectMapper json;

    NodeReports(RedisDataSource redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /**
     * Reports and the revision that Redis holds.
     *
     * @param revision -1 when there is none
     * @param calls of each proxy that is alive: trunk ID → calls
     */
    public record Seen(long revision, String epoch, List<NodeReport> nodes, Map<String, Map<String, Integer>> calls) {
        int callsNow(String trunkId) {
            return calls.values().stream()
                    .mapToInt(ofOne -> ofOne.getOrDefault(trunkId, 0))
                    .sum();
        }

        /** All that a proxy has. */
        public int callsOf(String node) {
            return calls.getOrDefault(node, Map.of()).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
    }

    /** Empty when Redis does not answer. */
    public Optional<Seen> now() {
        try {
            var head = redis.hash(String.class).hmget(RedisKeys.HEAD, "epoch", "revision");
            var names = redis.set(String.class).smembers(RedisKeys.NODES);
            var texts = texts(names);
            var nodes = names.stream()
                    .flatMap(name -> read(texts.get(RedisKeys.node(name))).stream())
                    .filter(NodeReport::isSigned)
                    .sorted(Comparator.comparing(NodeReport::node))
                    .toList();
            var calls = names.stream()
                    .filter(name -> texts.get(RedisKeys.node(name)) != null)
                    .collect(Collectors.toMap(name -> name, name -> calls(texts.get(RedisKeys.calls(name)))));
            var revision = head.get("revision");
            return Optional.of(new Seen(
                    revision == null ? -1 : Long.parseLong(revision), head.getOrDefault("epoch", ""), nodes, calls));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** MGET passes over what is no string and what has expired meanwhile. */
    private Map<String, String> texts(Set<String> names) {
        var keys = names.stream()
                .flatMap(name -> Stream.of(RedisKeys.node(name), RedisKeys.calls(name)))
                .toArray(String[]::new);
        return keys.length == 0 ? Map.of() : redis.value(String.class).mget(keys);
    }

    private Map<String, Integer> calls(String text) {
        try {
            var calls = text == null ? null : json.readValue(text, CALLS);
            return calls == null || calls.containsValue(null) ? Map.of() : calls;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    private Optional<NodeReport> read(String text) {
        try {
            return Optional.ofNullable(text == null ? null : json.readValue(text, NodeReport.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
