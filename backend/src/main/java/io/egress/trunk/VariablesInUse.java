package io.egress.trunk;

import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.variable.TeamVariable;
import io.egress.variable.VariableUses;
import io.egress.web.Caller;
import io.egress.web.Conditions;
import io.egress.web.LinkSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What variables ask of trunks. */
@ApplicationScoped
class VariablesInUse implements VariableUses {
    private final TrunkStore trunks;
    private final VariableUseStore uses;
    private final TlsVariables tls;
    private final Revisions revisions;
    private final Caller caller;
    private final Clock clock;

    VariablesInUse(
            TrunkStore trunks,
            VariableUseStore uses,
            TlsVariables tls,
            Revisions revisions,
            Caller caller,
            Clock clock) {
        this.trunks = trunks;
        this.uses = uses;
        this.tls = tls;
        this.revisions = revisions;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public List<String> trunksUsing(String team, String name) {
        return uses.trunksUsing(team, name);
    }

    @Override
    public Map<String, LinkSummary> trunksUsingEach(String team, Collection<String> names) {
        return uses.trunksUsingEach(team, names);
    }

    @Override
    public Conditions used(boolean used, Conditions variables) {
        return variables.and((used ? "" : "not ") + """
                exists (select 1 from TrunkEntity t
                    where t.team = v.team and (t.tlsCertVariable = v.name or t.tlsCaVariable = v.name))""");
    }

    @Override
    public void judge(TeamVariable replacement, Violations violations) {
        judge(replacement, uses.byCertificate(replacement.team(), replacement.name()), true, violations);
        judge(replacement, uses.byAuthorities(replacement.team(), replacement.name()), false, violations);
    }

    private void judge(TeamVariable replacement, List<String> users, boolean asCertificate, Violations violations) {
        if (!users.isEmpty()) {
            tls.judgeReplacement(replacement, asCertificate, String.join(", ", users), violations);
        }
    }

    @Override
    public void changed(String team, String name, long revision) {
        var users = uses.trunksUsing(team, name);
        trunks.touch(users, revision, clock.instant(), caller.name());
        revisions.mark(RowKind.TRUNK, users, revision);
    }
}
