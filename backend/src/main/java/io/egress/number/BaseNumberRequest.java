package io.egress.number;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "BaseNumberRequest", description = "A base number as it shall be")
record BaseNumberRequest(
        @Schema(
                description = "E.164; the key: needed on create, can't be changed",
                pattern = E164.FORMAT,
                examples = "+493012345")
        String number,

        @Schema(description = "A name for people") @Size(max = 100, message = "Give at most 100 characters.")
        String name,

        @Schema(description = "The linked trunks; absent: they stay as they are")
        List<String> egressTrunks) {}
