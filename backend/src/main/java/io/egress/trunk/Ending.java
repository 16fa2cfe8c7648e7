package io.egress.trunk;

import static io.egress.trunk.AttemptCause.ANSWERED;
import static io.egress.trunk.AttemptCause.BUSY;
import static io.egress.trunk.AttemptCause.CALLEE_REJECTED;
import static io.egress.trunk.AttemptCause.CANCELLED;
import static io.egress.trunk.AttemptCause.CARRIER_ASKS_FOR_PASSWORD;
import static io.egress.trunk.AttemptCause.CARRIER_FAILED;
import static io.egress.trunk.AttemptCause.CARRIER_OVERLOADED;
import static io.egress.trunk.AttemptCause.CARRIER_REFUSES_CALLER;
import static io.egress.trunk.AttemptCause.CODEC_REFUSED;
import static io.egress.trunk.AttemptCause.COULD_NOT_SEND;
import static io.egress.trunk.AttemptCause.DECLINED;
import static io.egress.trunk.AttemptCause.NO_ANSWER;
import static io.egress.trunk.AttemptCause.NO_REPLY;
import static io.egress.trunk.AttemptCause.NUMBER_UNKNOWN;
import static io.egress.trunk.AttemptCause.OTHER;
import static io.egress.trunk.AttemptCause.PASSWORD_REFUSED;
import static io.egress.trunk.AttemptCause.REDIRECTED;
import static io.egress.trunk.AttemptSide.AGENT;
import static io.egress.trunk.AttemptSide.CALLEE;
import static io.egress.trunk.AttemptSide.CARRIER;
import static io.egress.trunk.AttemptSide.US;

import java.util.regex.Pattern;

/**
 * Why an attempt ended as it did, and whose doing that was. Kamailio counts by the same rules: goldens/endings.json of the
 * Redis contract holds both to them.
 */
public record Ending(AttemptCause cause, AttemptSide side) {
    private static final Pattern OF_THE_CALLER = Pattern.compile("(?i)\\b(caller|cli|ani|from|identity)\\b");

    /**
     * What was heard of an attempt.
     *
     * @param code the final answer; 408 after silence, 503 when it could not be sent
     * @param reason the carrier's phrase, may be null
     * @param given whether code and reason are the carrier's
     * @param rang whether a provisional answer other than 100 came
     * @param challenged whether the trunk's credentials were sent
     * @param cancelled whether the agent gave up before there was an answer
     */
    public record Heard(int code, String reason, boolean given, boolean rang, boolean challenged, boolean cancelled) {
        /** Whether the carrier had taken the credentials, if any, when it refused: a wrong password never rings. */
        private boolean speaksOfTheCaller() {
            return !challenged
                    || rang
                    || (reason != null && OF_THE_CALLER.matcher(reason).find());
        }
    }

    public static Ending of(Heard heard) {
        if (heard.code() / 100 == 2) {
            return new Ending(ANSWERED, CALLEE);
        }
        if (heard.cancelled()) {
            return new Ending(CANCELLED, AGENT);
        }
        return heard.given() ? given(heard) : ours(heard);
    }

    private static Ending ours(Heard heard) {
        if (heard.code() == 503) {
            return new Ending(COULD_NOT_SEND, US);
        }
        return heard.rang() ? new Ending(NO_ANSWER, CALLEE) : new Ending(NO_REPLY, CARRIER);
    }

    /** RFC 3261 §21, RFC 5079 (433), RFC 8197 (607), RFC 8224 (428, 436 to 438), RFC 8688 (608). */
    private static Ending given(Heard heard) {
        return switch (heard.code()) {
            case 401, 407 -> new Ending(heard.challenged() ? PASSWORD_REFUSED : CARRIER_ASKS_FOR_PASSWORD, CARRIER);
            case 403 -> new Ending(heard.speaksOfTheCaller() ? CARRIER_REFUSES_CALLER : PASSWORD_REFUSED, CARRIER);
            case 428, 433, 436, 437, 438, 608 -> new Ending(CARRIER_REFUSES_CALLER, CARRIER);
            case 408 -> heard.rang() ? new Ending(NO_ANSWER, CALLEE) : new Ending(NO_REPLY, CARRIER);
            case 487 -> heard.rang() ? new Ending(NO_ANSWER, CALLEE) : new Ending(OTHER, CARRIER);
            case 480 -> new Ending(NO_ANSWER, CALLEE);
            case 486, 600 -> new Ending(BUSY, CALLEE);
            case 603, 607 -> new Ending(DECLINED, CALLEE);
            case 404, 410, 484, 485, 604 -> new Ending(NUMBER_UNKNOWN, CALLEE);
            case 415, 488, 606 -> new Ending(CODEC_REFUSED, CARRIER);
            case 503 -> new Ending(CARRIER_OVERLOADED, CARRIER);
            default -> byClass(heard);
        };
    }

    private static Ending byClass(Heard heard) {
        return switch (heard.code() / 100) {
            case 3 -> new Ending(REDIRECTED, CARRIER);
            case 5 -> new Ending(CARRIER_FAILED, CARRIER);
            case 6 -> new Ending(CALLEE_REJECTED, CALLEE);
            default -> heard.rang() ? new Ending(CALLEE_REJECTED, CALLEE) : new Ending(OTHER, CARRIER);
        };
    }
}
