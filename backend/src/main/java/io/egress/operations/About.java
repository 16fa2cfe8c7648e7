package io.egress.operations;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What runs here")
record About(
        @Schema(
                required = true,
                readOnly = true,
                description = "Of the service; proxies tell theirs in GET /sync",
                examples = "1.4.2")
        String version) {}
