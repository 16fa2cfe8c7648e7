package io.egress.variable;

import java.util.List;
import java.util.Map;

/** What variables need to know of those that name them. */
public interface VariableUses {
    /** The trunks of the team that use each variable. */
    Map<String, List<String>> trunksByVariable(String team);
}
