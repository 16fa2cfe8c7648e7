package io.egress.preview;

import io.egress.trunk.TrunkRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is asked for. */
@Schema(description = "A trunk as it is being edited, and a call that it might take")
record RoutePreviewRequest(@Schema(required = true) TrunkRequest trunk, CallRequest call) {}
