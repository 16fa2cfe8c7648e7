package io.egress.events;

import io.egress.problem.ProblemDetails;
import io.egress.web.LongAnswers;
import io.egress.web.Role;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/events")
@Blocking
@Tag(name = "Sync", description = "How far the proxies are")
@SecurityRequirement(name = "token")
class EventResource {
    private final Streams streams;
    private final LongAnswers answers;

    EventResource(Streams streams, LongAnswers answers) {
        this.streams = streams;
        this.answers = answers;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Follow what changes", description = """
            Server-sent events (HTML Standard §9.2) of the own team, for as long as the connection lasts. Open it first, \
            read the lists after the first `sync`, then read again what events name.

            | event | data | when |
            |---|---|---|
            | `trunk`, `base-number`, `variable` | `{"id":"acme","revision":1843,"deleted":false}` | it was saved, \
            linked, or deleted; `id` is its key |
            | `status` | `{"trunkId":"acme","status":…}`, as `status` of a trunk | it has another status |
            | `sync` | as GET /sync | at the beginning, and whenever it says something else |
            | `reset` | `{"of":"trunks"}`, or `base-numbers`, `variables`, `status` | more than 1000 changed, or what was \
            missed is not known: read all of them again |

            Each event has an id. Whoever comes back with the last one, as browsers do by themselves, is told what was \
            missed, on any replica; changes of one object in between are told as one. A comment every 15 seconds says that \
            the stream lives. A stream ends within a minute when its session or token does.""")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING, examples = """
            "retry: 2000\\nid: 1843/k3f9x2.57\\nevent: sync\\ndata: {…}\\n\\n\\
            id: 1844.trunk.acme/k3f9x2.57\\nevent: trunk\\ndata: {\\"id\\":\\"acme\\",\\"revision\\":1844,\\"deleted\\":false}\\n\\n"\
            """)))
    @APIResponse(
            responseCode = "429",
            description = "The team has as many streams as may be",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds",
                            schema = @Schema(implementation = int.class)),
            content =
                    @Content(
                            mediaType = ProblemDetails.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDetails.class)))
    @APIResponse(
            responseCode = "503",
            description = "The service has as many streams as may be",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds",
                            schema = @Schema(implementation = int.class)),
            content =
                    @Content(
                            mediaType = ProblemDetails.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDetails.class)))
    public Multi<OutboundSseEvent> followEvents(
            @Parameter(description = "The id of the last event that was read", example = "1843/k3f9x2.57")
                    @HeaderParam("Last-Event-ID")
                    String lastEventId,
            @Context RoutingContext request,
            @Context Sse sse) {
        return streams.open(answers.to(request), lastEventId).map(message -> event(sse, message));
    }

    private static OutboundSseEvent event(Sse sse, Message message) {
        var event = sse.newEventBuilder();
        if (message.name() == null) {
            return event.comment("").build();
        }
        if (message.id() != null) {
            event.id(message.id());
        }
        if (message.retry() != null) {
            event.reconnectDelay(message.retry());
        }
        return event.name(message.name()).data(String.class, message.data()).build();
    }
}
