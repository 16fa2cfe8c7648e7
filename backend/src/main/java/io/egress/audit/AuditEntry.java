package io.egress.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry as it is told.
 *
 * @param changes empty: saved as it was
 */
@Schema(description = "One change of one object; never altered and never removed")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntry(
        @Schema(
                required = true,
                description = "Rises; an object's entries are in the order of its changes",
                examples = "4711")
        long id,

        @Schema(required = true) Instant at,

        @Schema(required = true, description = "Who: a user, the maker of a token, or system", examples = "alice")
        String actor,

        @Schema(
                required = true,
                description = "How they came in",
                enumeration = {"operator", "web", "token", "oidc", "system"})
        String way,

        @Schema(description = "The API token's name; absent for the other ways", examples = "deploy")
        String tokenName,

        @Schema(description = "The client's IP address; absent if no request asked for it", examples = "192.0.2.17")
        String address,

        @Schema(description = "X-Request-Id of the request; absent if none asked for it", examples = "deploy-42")
        String requestId,

        @Schema(
                required = true,
                description = "What was changed",
                enumeration = {"trunk", "base_number", "variable", "user", "token", "session", "team", "keys"})
        String kind,

        @Schema(required = true, description = "What names it among its kind", examples = "acme")
        String key,

        @Schema(
                required = true,
                enumeration = {"create", "update", "delete", "rotate"})
        String action,

        @Schema(
                description = "At which it happened. What changed with it, as the trunks of a variable or the other "
                        + "side of a link, is of the same revision. Absent if proxies need not know of it",
                examples = "1843")
        Long revision,

        @Schema(required = true, description = "By field; empty: saved as it was")
        List<FieldChange> changes) {}
