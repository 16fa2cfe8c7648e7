package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.egress.trunk.TrunkStatus.RegistrationState;
import io.egress.trunk.TrunkStatus.State;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many trunks a team has, and how many of them need a look. Each figure is the total of the list with that filter. */
@Schema(
        name = "TrunkSummary",
        description = "How many trunks the team has, and how many of them need a look. Each figure is "
                + "the total of the list with the filter of that name.")
record TrunkSummary(
        @Schema(required = true, examples = "12") int total,
        @Schema(required = true, examples = "11") int enabled,
        @Schema(required = true) States states,
        @Schema(required = true) Registrations registrations,

        @Schema(required = true, description = "Enabled trunks that register with their carrier", examples = "3")
        int registrationTrunks,

        @Schema(required = true, description = "Early and answered calls over all trunks and proxies", examples = "7")
        int callsNow,

        @Schema(
                required = true,
                description = "Trunks that calls pass over because they have as many as they may",
                examples = "0")
        int atCap,

        @Schema(required = true, description = "Trunks that no base number uses", examples = "1")
        int unlinked,

        @Schema(
                required = true,
                description = "Trunks whose client certificate has at most 30 days left, or has ended",
                examples = "1")
        int certificatesExpiring) {

    static final int CERTIFICATE_DAYS = 30;

    /** Trunks in each state. */
    @Schema(name = "TrunkStateCounts", description = "How many trunks are in which state")
    record States(
            @Schema(required = true) int live,
            @Schema(required = true) int pending,

            @JsonProperty("not_ready") @Schema(required = true)
            int notReady,

            @Schema(required = true) int refused,
            @Schema(required = true) int disabled,
            @Schema(required = true) int unknown) {}

    /** Registrations in each state. */
    @Schema(
            name = "RegistrationStateCounts",
            description =
                    "How many registrations are in which state, of those of which " + "proxies have said something")
    record Registrations(
            @Schema(required = true) int registering,
            @Schema(required = true) int registered,
            @Schema(required = true) int failing,
            @Schema(required = true) int rejected) {}

    /**
     * @param unlinked trunks that no base number uses
     * @param ending variables with certificates that are about to end
     */
    static TrunkSummary of(List<ReportedTrunk> trunks, int unlinked, Set<String> ending) {
        return new TrunkSummary(
                trunks.size(),
                count(trunks, trunk -> trunk.saved().enabled()),
                states(trunks),
                registrations(trunks),
                count(trunks, trunk -> trunk.saved().enabled() && trunk.saved().registers()),
                trunks.stream().mapToInt(trunk -> trunk.status().callsNow()).sum(),
                count(trunks, ReportedTrunk::isAtCap),
                unlinked,
                count(trunks, trunk -> ending.contains(trunk.saved().tlsCertVariable())));
    }

    private static States states(List<ReportedTrunk> trunks) {
        return new States(
                count(trunks, State.LIVE),
                count(trunks, State.PENDING),
                count(trunks, State.NOT_READY),
                count(trunks, State.REFUSED),
                count(trunks, State.DISABLED),
                count(trunks, State.UNKNOWN));
    }

    private static Registrations registrations(List<ReportedTrunk> trunks) {
        return new Registrations(
                count(trunks, RegistrationState.REGISTERING),
                count(trunks, RegistrationState.REGISTERED),
                count(trunks, RegistrationState.FAILING),
                count(trunks, RegistrationState.REJECTED));
    }

    private static int count(List<ReportedTrunk> trunks, State state) {
        return count(trunks, trunk -> trunk.status().state() == state);
    }

    private static int count(List<ReportedTrunk> trunks, RegistrationState state) {
        return count(
                trunks,
                trunk -> trunk.status().registration() != null
                        && trunk.status().registration().state() == state);
    }

    private static int count(List<ReportedTrunk> trunks, Predicate<ReportedTrunk> which) {
        return (int) trunks.stream().filter(which).count();
    }
}
