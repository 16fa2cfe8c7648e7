package io.egress.access;

import io.egress.problem.ProblemDetails;
import io.egress.web.Caller;
import io.egress.web.Role;
import io.egress.web.StrictJson;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Session", description = "Signing in and out of the page")
@SecurityRequirement(name = "token")
class SessionResource {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SecurityIdentity identity;
    private final Caller caller;

    SessionResource(Sessions sessions, SessionCookie cookie, SecurityIdentity identity, Caller caller) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.identity = identity;
        this.caller = caller;
    }

    @POST
    @Path("session")
    @PermitAll
    @SecurityRequirements
    @Operation(
            summary = "Sign in",
            description = "Begins a browser session: the answer sets its cookie. Requests that change "
                    + "something need csrfToken as X-CSRF-Token beside it. Scripts use a token instead.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SignInRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = SessionResponse.class)))
    @APIResponse(responseCode = "401", description = "Name or password are wrong, or the user is disabled")
    @APIResponse(responseCode = "429", description = "Too many tries")
    public Response signIn(byte[] body, UriInfo uri) {
        var signedIn = sessions.signIn(StrictJson.object(body, SignInRequest.class));
        return Response.created(uri.getAbsolutePath())
                .entity(SessionResponse.of(signedIn.session()))
                .cookie(cookie(signedIn.value()).build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("session")
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "Say who calls",
            description = "For every way to come in; csrfToken and expiresAt are those of a " + "browser session.")
    @APIResponse(
            responseCode = "200",
            description = "Who calls, and by which way",
            content = @Content(schema = @Schema(implementation = SessionResponse.class)))
    public Response getSession() {
        var session = present();
        return Response.ok(session == null ? SessionResponse.of(caller.actor()) : SessionResponse.of(session))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("session")
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "Sign out",
            description = "Ends the browser session; nothing happens to whoever came in otherwise.")
    @APIResponse(responseCode = "204", description = "The session is over")
    public Response signOut() {
        sessions.signOut(present());
        return gone();
    }

    @DELETE
    @Path("sessions")
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "Sign out everywhere",
            description = "Ends all browser sessions of the user whose session this is.")
    @APIResponse(responseCode = "204", description = "All sessions are over")
    public Response signOutEverywhere() {
        sessions.signOutEverywhere(present());
        return gone();
    }

    @PUT
    @Path("session/password")
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "Change one's password", description = "Only in a browser session. Ends all other sessions.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PasswordRequest.class)))
    @APIResponse(responseCode = "204", description = "Changed")
    public void changePassword(byte[] body) {
        sessions.changePassword(present(), StrictJson.object(body, PasswordRequest.class));
    }

    /** null: the caller came in by another way. */
    private Session present() {
        return identity.getAttribute(Session.ATTRIBUTE);
    }

    private Response gone() {
        return Response.noContent().cookie(cookie("").maxAge(0).build()).build();
    }

    private NewCookie.AbstractNewCookieBuilder<?> cookie(String value) {
        return new NewCookie.Builder(cookie.name())
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(cookie.isSecure())
                .sameSite(NewCookie.SameSite.STRICT);
    }
}
