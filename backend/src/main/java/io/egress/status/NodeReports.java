package io.egress.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.contract.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the reports of the proxies that are alive. */
@ApplicationScoped
class NodeReports {
    private static final int SCAN_COUNT = 1000;

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
     */
    record Seen(long revision, String epoch, List<NodeReport> nodes) {}

    /** Empty when Redis does not answer. */
    Optional<Seen> now() {
        try {
            var head = redis.hash(String.class).hmget(RedisKeys.HEAD, "epoch", "revision");
            var keys = new ArrayList<String>();
            redis.key().scan(new KeyScanArgs().match(RedisKeys.NODES).count(SCAN_COUNT)).toIterable().forEach(keys::add);
            var nodes = reports(keys);
            var revision = head.get("revision");
            return Optional.of(new Seen(revision == null ? -1 : Long.parseLong(revision),
                    head.getOrDefault("epoch", ""), nodes));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** MGET passes over what is no string and what has expired meanwhile. */
    private List<NodeReport> reports(List<String> keys) {
        return keys.isEmpty() ? List.of() : redis.value(String.class).mget(keys.toArray(String[]::new)).values().stream()
                .flatMap(text -> read(text).stream()).filter(NodeReport::isSigned)
                .sorted(Comparator.comparing(NodeReport::node)).toList();
    }

    private Optional<NodeReport> read(String text) {
        try {
            return Optional.ofNullable(text == null ? null : json.readValue(text, NodeReport.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
