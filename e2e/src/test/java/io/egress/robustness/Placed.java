package io.egress.robustness;

/**
 * A call of the traffic, in the history that the validator reads.
 *
 * @param at nanoseconds, as System.nanoTime, when its INVITE was sent
 * @param status of the final answer, 0 for none
 * @param reason X-Egress-Reason, "" for none
 * @param carrier the tag of To, which simulated carriers make of their names
 * @param took nanoseconds to the final answer
 * @param ended status of the BYE's answer, 0 for none
 */
record Placed(String number, long at, int status, String reason, String carrier, long took, int ended) {
    boolean isRouted() {
        return status == 200 && ended == 200;
    }
}
