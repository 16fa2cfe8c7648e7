package io.egress.trunk;

import io.egress.problem.Problem;
import java.time.Instant;
import java.util.List;

/** Tells what became of calls over a trunk. */
public interface AttemptSource {
    /**
     * The last attempts, the newest first.
     *
     * @param since a trunk of the same ID that was there before is another one
     * @throws Problem.Unavailable while they can't be read
     */
    List<TrunkAttempt> latest(String trunkId, Instant since, int limit);
}
