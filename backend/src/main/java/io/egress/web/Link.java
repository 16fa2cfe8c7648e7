package io.egress.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a base number uses a trunk. */
@Schema(description = "A base number uses a trunk")
public record Link(
        @Schema(required = true, examples = "acme") String trunkId,
        @Schema(required = true, examples = "+493012345") String number) {}
