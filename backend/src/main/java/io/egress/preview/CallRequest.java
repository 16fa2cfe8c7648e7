package io.egress.preview;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The call that is looked at. What is missing is null. */
@Schema(name = "PreviewedCall", description = "The agent's INVITE that is looked at; what is absent is made up")
record CallRequest(
        @Schema(description = "Absent: the first of the trunk's base numbers, else a sample", examples = "+493012345")
        @Size(max = 32, message = "Give an E.164 number.")
        String baseNumber,

        @Schema(description = "Whom to call", defaultValue = RoutePreviews.DESTINATION)
        @Size(max = 128, message = "Give at most 128 characters.")
        String destination,

        @Schema(description = "The callerId of transfer(), which wins over the trunk's mode", examples = "+4930777888")
        @Size(max = 128, message = "Give at most 128 characters.")
        String callerId,

        @Schema(
                description =
                        "The value of the agent's From header: a SIP, SIPS or tel URI, perhaps in brackets behind a "
                                + "name",
                defaultValue = RoutePreviews.FROM)
        @Size(max = 500, message = "Give at most 500 characters.")
        String from,

        @Schema(
                description =
                        "RTP encoding names that the agent offers; absent: every codec that a trunk may prefer, and "
                                + "telephone-event")
        @Size(max = 100, message = "Give at most 100 names.")
        List<String> codecs) {

    /** Nothing but what is made up. */
    static final CallRequest USUAL = new CallRequest(null, null, null, null, null);
}
