package io.egress.trunk;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The trunks of a team, for those who follow how they fare. Reads within the caller's transaction. */
public interface TeamTrunks {
    List<TrunkStatusSource.Asked> all(String team);

    /** Those of these that are the team's. */
    List<TrunkStatusSource.Asked> some(String team, Collection<String> trunkIds);

    /** Which of these the team does not have. */
    Set<String> unknown(String team, Collection<String> trunkIds);
}
