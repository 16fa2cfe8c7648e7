package io.egress.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.web.Actor;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Session", description = "Who calls, and by which way")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionResponse(
        @Schema(required = true, readOnly = true, examples = "ada")
        String username,

        @Schema(required = true, readOnly = true, examples = "default")
        String team,

        @Schema(
                required = true,
                readOnly = true,
                enumeration = {"viewer", "editor", "admin", "operator"},
                examples = "editor")
        String role,

        @Schema(
                required = true,
                readOnly = true,
                description = "web: a browser session; token: an API token; oidc: a token "
                        + "of an outside identity provider; operator: the token of the settings",
                enumeration = {"web", "token", "oidc", "operator"})
        String way,

        @Schema(readOnly = true, description = "Of the API token", examples = "ci")
        String tokenName,

        @Schema(
                readOnly = true,
                description =
                        "Of a browser session: to be sent as X-CSRF-Token with every POST, PUT, PATCH " + "and DELETE",
                extensions = @Extension(name = "x-sensitivity", value = "secret"))
        String csrfToken,

        @Schema(readOnly = true, description = "Of a browser session: when it ends at the latest")
        Instant expiresAt) {

    static SessionResponse of(Session session) {
        return of(session.actor(), session.csrfToken(), session.expiresAt());
    }

    static SessionResponse of(Actor actor) {
        return of(actor, null, null);
    }

    private static SessionResponse of(Actor actor, String csrfToken, Instant expiresAt) {
        return new SessionResponse(
                actor.name(),
                actor.team(),
                actor.role(),
                actor.way().wireName(),
                actor.tokenName(),
                csrfToken,
                expiresAt);
    }
}
