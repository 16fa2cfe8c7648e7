package io.egress.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;

/** An Accept without any media type says nothing (RFC 9110 §12.5.1 lets it be disregarded); what reads it would fail. */
final class EmptyAccept {
    private static final int BEFORE_RESOURCES = 800;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    var headers = request.request().headers();
                    if (headers.contains(HttpHeaders.ACCEPT)
                            && headers.get(HttpHeaders.ACCEPT).isBlank()) {
                        headers.remove(HttpHeaders.ACCEPT);
                    }
                    request.next();
                },
                BEFORE_RESOURCES);
    }
}
