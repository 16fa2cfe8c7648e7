package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One attempt to place a call over a trunk, at one of its carrier's addresses; it has ended. */
@Schema(name = "Attempt", description = "One attempt to place a call over the trunk; it has ended")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrunkAttempt(
        @Schema(required = true, description = "Call-ID of the agent", examples = "843817637684230@998sdasdh09")
        String callId,

        @Schema(required = true, examples = "proxy-1") String node,

        @Schema(required = true, description = "The revision of the trunk that it was placed by", examples = "42")
        long revision,

        @Schema(examples = "+493012345") String baseNumber,

        @Schema(
                description = "Why this caller was shown; transfer: the agent asked for it",
                enumeration = {"transfer", "passthrough", "base_number", "override"})
        String callerIdRule,

        @Schema(required = true, description = "Where it was sent", examples = "192.0.2.1:5060")
        String carrier,

        @Schema(
                required = true,
                enumeration = {"udp", "tcp", "tls"})
        String transport,

        @Schema(
                required = true,
                description = "The final answer; 408 after silence, 503 when it could not be sent",
                examples = "200")
        int code,

        @Schema(examples = "OK") String reason,

        @Schema(
                required = true,
                description = "Why it ended as it did. carrier_asks_for_password: a challenge that the "
                        + "trunk has no answer to; password_refused: challenged again, or refused, after credentials were sent; "
                        + "carrier_refuses_caller: this caller, or calls from here; carrier_overloaded: 503; carrier_failed: "
                        + "another 5xx; redirected: 3xx, which is not followed")
        AttemptCause cause,

        @Schema(required = true, description = "Whose doing that was; us: this product")
        AttemptSide side,

        @Schema(enumeration = {"agent", "carrier", "proxy"}) String endedBy,
        @Schema(required = true) Instant startedAt,
        @Schema(description = "The carrier's 100") Instant tryingAt,

        @Schema(description = "The carrier's first challenge that was answered with the trunk's credentials")
        Instant challengedAt,

        @Schema(description = "Of that challenge: 401 or 407", examples = "401")
        Integer challengeCode,

        @Schema(description = "The carrier's first other provisional answer")
        Instant ringingAt,

        @Schema(description = "Of that answer", examples = "180")
        Integer ringingCode,

        @Schema(description = "The final answer") Instant finalAt,
        @Schema(required = true) Instant endedAt) {}
