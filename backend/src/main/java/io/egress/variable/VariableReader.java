package io.egress.variable;

import io.egress.security.CertificateFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Variables with their values, for those that use them. Reads within the caller's transaction. */
public interface VariableReader {
    Optional<TeamVariable> variable(String team, String name);

    /** Those of these names, of every team. */
    List<TeamVariable> named(Collection<String> names);

    /** What is known of the certificates that the team's variables of these names hold; those without any are missing. */
    Map<String, CertificateFacts> certificates(String team, Collection<String> names);
}
