package io.egress.number;

import java.util.Collection;
import java.util.Set;

/** The base numbers of a team. Reads within the caller's transaction. */
public interface TeamNumbers {
    /** Which of these the team does not have. */
    Set<String> unknown(String team, Collection<String> numbers);
}
