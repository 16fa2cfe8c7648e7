package io.egress.variable;

import io.egress.problem.Violations;
import io.egress.web.Conditions;
import io.egress.web.LinkSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What variables need to know of those that name them. */
public interface VariableUses {
    /** The trunks of the team that use the variable, sorted. */
    List<String> trunksUsing(String team, String name);

    /** The same for the rows of a list; one that nobody uses is missing. */
    Map<String, LinkSummary> trunksUsingEach(String team, Collection<String> names);

    /** Leaves the variables {@code v} that are used, or those that are not, in the language of queries. */
    Conditions used(boolean used, Conditions variables);

    /** Complains at the value if a trunk that uses the variable could not go on with it. */
    void judge(TeamVariable replacement, Violations violations);

    /** The variable has another value: whoever uses it has changed at this revision. */
    void changed(String team, String name, long revision);
}
