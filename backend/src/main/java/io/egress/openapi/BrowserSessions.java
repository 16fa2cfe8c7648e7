package io.egress.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme.In;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme.Type;

/** Whatever a token may, the cookie of a browser session may too. */
final class BrowserSessions {
    private static final String NAME = "session";

    private BrowserSessions() {}

    static void offer(OpenAPI contract) {
        contract.getComponents()
                .addSecurityScheme(
                        NAME,
                        OASFactory.createSecurityScheme()
                                .type(Type.APIKEY)
                                .in(In.COOKIE)
                                .name("__Host-egress_session")
                                .description(
                                        "The cookie of a browser session, made by POST /api/v1/session; over plain http its name is"
                                                + " egress_session. POST, PUT, PATCH and DELETE need the session's csrfToken as X-CSRF-Token beside it."));
        PlacedOperation.of(contract).stream()
                .filter(PlacedOperation::needsSignIn)
                .forEach(placed -> placed.operation()
                        .addSecurityRequirement(
                                OASFactory.createSecurityRequirement().addScheme(NAME, List.of())));
    }
}
