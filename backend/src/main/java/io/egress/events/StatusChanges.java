package io.egress.events;

import java.util.List;

/**
 * What became of the status of a team's trunks.
 *
 * @param tooMany all of them are to be read anew
 * @param trunks otherwise, in the order of their numbers
 * @param number of the last
 */
record StatusChanges(boolean tooMany, List<Trunk> trunks, long number) {
    /** A change and the data of its event. */
    record Trunk(long number, String data) {}
}
