package io.egress.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where the newest revision is.
 *
 * @param publishedRevision null while Redis is away
 * @param nodes of rows that they can't use those of one team
 */
@Schema(description = "Where the newest revision is")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sync(
        @Schema(required = true, description = "The newest revision saved", examples = "1843")
        long revision,

        @Schema(description = "The revision that Redis holds; absent while Redis is away", examples = "1843")
        Long publishedRevision,

        @Schema(required = true) State state,

        @Schema(required = true, description = "Proxies seen in the last 15 seconds")
        List<Node> nodes) {

    /** Whether all proxies route by the newest revision. */
    @Schema(name = "SyncState")
    public enum State {
        @JsonProperty("in_sync")
        IN_SYNC,
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("redis_unreachable")
        REDIS_UNREACHABLE
    }

    /**
     * A proxy that is alive.
     *
     * @param lag null: it routes by what Redis held before it was filled anew, which can't be compared
     */
    @Schema(name = "Node", description = "A proxy that is alive")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            @Schema(required = true, examples = "proxy-1") String node,

            @Schema(required = true, description = "The revision that it routes by", examples = "1840")
            long revision,

            @Schema(description = "How far it is behind; absent until it has taken up a Redis that was filled anew")
            Lag lag,

            @Schema(required = true) Instant seenAt,

            @Schema(
                    required = true,
                    description =
                            "Whether it is about to stop: it takes no new calls, those that it has go on. Statuses of "
                                    + "trunks count it as before")
            boolean draining,

            @Schema(
                    required = true,
                    description = "The version of the Redis contract that it reads; what later versions brought is not "
                            + "in force on it",
                    examples = "2")
            int contract,

            @Schema(description = "Of its release; absent: it does not say", examples = "0.2.0")
            String version,

            @Schema(
                    required = true,
                    description = "For udp, tcp and tls, as it says itself; empty: it does not say. Over tls "
                            + "the calls of trunks with a certificate or a CA of their own leave from other ports")
            List<NodeReport.ListeningAddress> addresses,

            @Schema(required = true, description = "Rows of the team that it could not use")
            List<NodeReport.RefusedRow> refused,

            @Schema(required = true, description = "Trunks of the team that it can't send calls to")
            List<NodeReport.NotReady> notReady) {

        private Node withoutClocks() {
            return new Node(
                    node,
                    revision,
                    lag == null ? null : new Lag(lag.revisions, null),
                    null,
                    draining,
                    contract,
                    version,
                    addresses,
                    refused,
                    notReady);
        }
    }

    /**
     * How far a proxy is behind.
     *
     * @param seconds null when it is not known
     */
    @Schema(name = "Lag", description = "How far a proxy is behind")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lag(
            @Schema(required = true, description = "Revisions; 0: it routes by the newest", examples = "3")
            long revisions,

            @Schema(
                    description = "Since the oldest change that it does not route by was saved; absent when unknown",
                    examples = "2")
            Long seconds) {}

    /** Whether both say the same, whenever they say it. */
    public boolean agreesWith(Sync other) {
        return other != null && withoutClocks().equals(other.withoutClocks());
    }

    private Sync withoutClocks() {
        return new Sync(
                revision,
                publishedRevision,
                state,
                nodes.stream().map(Node::withoutClocks).toList());
    }
}
