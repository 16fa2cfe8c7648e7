package io.egress.variable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Variables with their values, for those that use them. Reads within the caller's transaction. */
public interface VariableReader {
    Optional<TeamVariable> variable(String team, String name);

    /** Those of these names, of every team. */
    List<TeamVariable> named(Collection<String> names);
}
