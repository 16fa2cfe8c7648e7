package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose doing it was that an attempt ended as it did. */
public enum AttemptSide {
    @JsonProperty("callee")
    CALLEE,
    @JsonProperty("carrier")
    CARRIER,
    @JsonProperty("us")
    US,
    @JsonProperty("agent")
    AGENT
}
