package io.egress.variable;

import io.egress.problem.Violations;
import java.util.List;
import java.util.Map;

/** What variables need to know of those that name them. */
public interface VariableUses {
    /** The trunks of the team that use each variable. */
    Map<String, List<String>> trunksByVariable(String team);

    /** Complains at the value if a trunk that uses the variable could not go on with it. */
    void judge(TeamVariable replacement, Violations violations);

    /** The variable has another value: whoever uses it has changed at this revision. */
    void changed(String team, String name, long revision);
}
