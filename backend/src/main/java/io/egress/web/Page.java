package io.egress.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of a list.
 *
 * @param nextCursor where the next page begins; null on the last
 * @param total items of all pages; null where it is not counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        @Schema(required = true) List<T> items,

        @Schema(description = "For the parameter cursor of the next page; absent on the last")
        String nextCursor,

        @Schema(description = "Items of all pages", examples = "137")
        Long total) {}
