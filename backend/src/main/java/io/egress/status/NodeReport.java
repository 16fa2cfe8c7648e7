package io.egress.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a proxy says of itself, as the contract has it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record NodeReport(String node, String epoch, long revision, long seenAt, List<RefusedRow> refused,
        List<NotReady> notReady) {

    NodeReport {
        refused = whole(refused, row -> row.kind() != null && row.key() != null && row.reason() != null);
        notReady = whole(notReady, row -> row.trunkId() != null && row.reason() != null);
    }

    private static <T> List<T> whole(List<T> rows, Predicate<T> isWhole) {
        return rows == null ? List.of() : rows.stream().filter(Objects::nonNull).filter(isWhole).toList();
    }

    /** Whether it says whose it is. */
    boolean isSigned() {
        return node != null;
    }

    Instant seen() {
        return Instant.ofEpochMilli(seenAt);
    }

    /** A row that the node could not use; its last good one stays in force. */
    @Schema(description = "A row that the proxy could not use; the last good one stays in force")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RefusedRow(@Schema(required = true, enumeration = {"trunk", "number"}) String kind,
            @Schema(required = true) String key, Long revision, @Schema(required = true) String reason) {}

    /** An enabled trunk that the node can't send calls to now. */
    @Schema(description = "An enabled trunk that the proxy can't send calls to now")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NotReady(@Schema(required = true) String trunkId, @Schema(required = true) String reason) {}
}
