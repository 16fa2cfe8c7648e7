package io.egress.trunk;

import io.egress.problem.Problem;
import java.time.Duration;
import java.time.Instant;

/** Tells how a trunk fared in the course of time. */
public interface HistorySource {
    /**
     * @param since a trunk of the same ID that was there before is another one
     * @param back how far back
     * @throws Problem.Unavailable while it can't be read
     */
    TrunkHistory latest(String trunkId, Instant since, Duration back);
}
