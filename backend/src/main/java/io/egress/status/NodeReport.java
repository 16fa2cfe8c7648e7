package io.egress.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.egress.contract.ContractVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a proxy says of itself, as the contract has it.
 *
 * @param draining whether it is about to stop and takes no new calls; false for those that don't say
 * @param contract the version of the contract that it reads; 1 for those that don't say
 * @param version of its release; null for those that don't say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeReport(
        String node,
        String epoch,
        long revision,
        long seenAt,
        long startedAt,
        boolean draining,
        Integer contract,
        String version,
        List<ListeningAddress> addresses,
        List<RefusedRow> refused,
        List<NotReady> notReady,
        Counters counters) {
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+-]{1,40}");

    public NodeReport {
        contract = contract == null ? 1 : contract;
        version = version != null && VERSION.matcher(version).matches() ? version : null;
        addresses = whole(
                addresses, address -> address.transport() != null && address.host() != null && address.port() > 0);
        refused = whole(refused, row -> row.kind() != null && row.key() != null && row.reason() != null);
        notReady = whole(notReady, row -> row.trunkId() != null && row.reason() != null);
        counters = counters == null ? new Counters(0, Map.of(), Map.of()) : counters;
    }

    private static <T> List<T> whole(List<T> rows, Predicate<T> isWhole) {
        return rows == null
                ? List.of()
                : rows.stream().filter(Objects::nonNull).filter(isWhole).toList();
    }

    /** Whether it says whose it is. */
    boolean isSigned() {
        return node != null;
    }

    /** Empty: what it reads this release does not write. */
    Optional<ContractVersion> reads() {
        return ContractVersion.of(contract);
    }

    Instant seen() {
        return Instant.ofEpochMilli(seenAt);
    }

    /**
     * Where the node listens for carriers and from where its calls come.
     *
     * @param host an address, IPv6 in brackets
     */
    @Schema(name = "NodeAddress", description = "Where a proxy listens for carriers and from where its calls come")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ListeningAddress(
            @Schema(
                    required = true,
                    enumeration = {"udp", "tcp", "tls"})
            String transport,

            @Schema(required = true, description = "An address; IPv6 in brackets", examples = "192.0.2.9")
            String host,

            @Schema(required = true, examples = "5060") int port) {}

    /** A row that the node could not use; its last good one stays in force. */
    @Schema(description = "A row that the proxy could not use; the last good one stays in force")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RefusedRow(
            @Schema(
                    required = true,
                    enumeration = {"trunk", "number"})
            String kind,

            @Schema(required = true) String key,
            Long revision,
            @Schema(required = true) String reason) {}

    /** An enabled trunk that the node can't send calls to now. */
    @Schema(description = "An enabled trunk that the proxy can't send calls to now")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NotReady(
            @Schema(required = true) String trunkId,
            @Schema(required = true) String reason) {}

    /**
     * What the node has counted since it was started.
     *
     * @param attempts by what became of them
     * @param refusals by the reason
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Counters(long calls, Map<String, Long> attempts, Map<String, Long> refusals) {
        /** As many names as the contract has, and some that are to come. */
        private static final int NAMES = 30;

        private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,40}");

        public Counters {
            attempts = good(attempts);
            refusals = good(refusals);
        }

        private static Map<String, Long> good(Map<String, Long> counts) {
            return counts == null
                    ? Map.of()
                    : counts.entrySet().stream()
                            .filter(count -> NAME.matcher(count.getKey()).matches() && count.getValue() != null)
                            .limit(NAMES)
                            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
