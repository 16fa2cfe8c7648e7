package io.egress.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.ContractVersion;
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
     * What Redis holds in one version of the contract.
     *
     * @param revision -1 when there is none
     */
    record Head(String epoch, long revision) {}

    /**
     * Reports, and what Redis holds for those who report.
     *
     * @param heads in the newest version of the contract, and in those that proxies read which are alive
     * @param calls of each proxy that is alive: trunk ID → calls
     */
    public record Seen(
            Map<ContractVersion, Head> heads, List<NodeReport> nodes, Map<String, Map<String, Integer>> calls) {
        /** The revision that Redis holds for all of them; -1 when for some there is none. */
        public long revision() {
            return heads.values().stream().mapToLong(Head::revision).min().orElse(-1);
        }

        /** Whether what the proxy routes by can be compared with what Redis holds for it. */
        boolean isComparable(NodeReport report) {
            return report.reads()
                    .map(heads::get)
                    .filter(head -> head.epoch().equals(report.epoch()))
                    .isPresent();
        }

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
            var names = redis.set(String.class).smembers(RedisKeys.NODES);
            var texts = texts(names.stream().flatMap(name -> Stream.of(RedisKeys.node(name), RedisKeys.calls(name))));
            var nodes = nodes(texts, names);
            var calls = names.stream()
                    .filter(name -> texts.get(RedisKeys.node(name)) != null)
                    .collect(Collectors.toMap(name -> name, name -> calls(texts.get(RedisKeys.calls(name)))));
            return Optional.of(new Seen(heads(read(nodes)), nodes, calls));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The versions of the contract that proxies read which are alive. Empty when Redis does not answer. */
    public Optional<Set<ContractVersion>> versionsRead() {
        try {
            var names = redis.set(String.class).smembers(RedisKeys.NODES);
            return Optional.of(read(nodes(texts(names.stream().map(RedisKeys::node)), names)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Set<ContractVersion> read(List<NodeReport> nodes) {
        return nodes.stream().flatMap(report -> report.reads().stream()).collect(Collectors.toSet());
    }

    private Map<ContractVersion, Head> heads(Set<ContractVersion> read) {
        return Stream.concat(Stream.of(ContractVersion.NEWEST), read.stream())
                .distinct()
                .collect(Collectors.toMap(version -> version, this::head));
    }

    private Head head(ContractVersion version) {
        var fields = redis.hash(String.class).hmget(version.head(), "epoch", "revision");
        var revision = fields.get("revision");
        return new Head(fields.getOrDefault("epoch", ""), revision == null ? -1 : Long.parseLong(revision));
    }

    /** MGET passes over what is no string and what has expired meanwhile. */
    private Map<String, String> texts(Stream<String> keys) {
        var all = keys.toArray(String[]::new);
        return all.length == 0 ? Map.of() : redis.value(String.class).mget(all);
    }

    private List<NodeReport> nodes(Map<String, String> texts, Set<String> names) {
        return names.stream()
                .flatMap(name -> report(texts.get(RedisKeys.node(name))).stream())
                .filter(NodeReport::isSigned)
                .sorted(Comparator.comparing(NodeReport::node))
                .toList();
    }

    private Map<String, Integer> calls(String text) {
        try {
            var calls = text == null ? null : json.readValue(text, CALLS);
            return calls == null || calls.containsValue(null) ? Map.of() : calls;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    private Optional<NodeReport> report(String text) {
        try {
            return Optional.ofNullable(text == null ? null : json.readValue(text, NodeReport.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
