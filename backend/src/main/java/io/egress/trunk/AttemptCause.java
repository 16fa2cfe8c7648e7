package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why an attempt ended as it did. */
public enum AttemptCause {
    @JsonProperty("answered")
    ANSWERED,
    @JsonProperty("busy")
    BUSY,
    @JsonProperty("no_answer")
    NO_ANSWER,
    @JsonProperty("declined")
    DECLINED,
    @JsonProperty("number_unknown")
    NUMBER_UNKNOWN,
    @JsonProperty("callee_rejected")
    CALLEE_REJECTED,
    @JsonProperty("carrier_asks_for_password")
    CARRIER_ASKS_FOR_PASSWORD,
    @JsonProperty("password_refused")
    PASSWORD_REFUSED,
    @JsonProperty("carrier_refuses_caller")
    CARRIER_REFUSES_CALLER,
    @JsonProperty("carrier_overloaded")
    CARRIER_OVERLOADED,
    @JsonProperty("carrier_failed")
    CARRIER_FAILED,
    @JsonProperty("redirected")
    REDIRECTED,
    @JsonProperty("no_reply")
    NO_REPLY,
    @JsonProperty("could_not_send")
    COULD_NOT_SEND,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("codec_refused")
    CODEC_REFUSED,
    @JsonProperty("other")
    OTHER
}
