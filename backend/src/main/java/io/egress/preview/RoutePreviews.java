package io.egress.preview;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.REQUIRED;

import io.egress.number.E164;
import io.egress.preview.RoutePreview.Candidate;
import io.egress.preview.RoutePreview.PreviewedRefusal;
import io.egress.problem.Violations;
import io.egress.routing.Address;
import io.egress.routing.Attempt;
import io.egress.routing.Call;
import io.egress.routing.CallerIdRule;
import io.egress.routing.Ranked;
import io.egress.trunk.Codecs;
import io.egress.trunk.LinkedTrunk;
import io.egress.trunk.TrunkDrafts;
import io.egress.trunk.TrunkDrafts.Draft;
import io.egress.trunk.TrunkRequest;
import io.egress.web.Constraints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what becomes of a call by a trunk that nobody saved. */
@ApplicationScoped
class RoutePreviews {
    static final String DESTINATION = "+4989123456";
    static final String FROM = "sip:+4915112345678@agent.example";
    private static final String SAMPLE_NUMBER = "+493012345678";
    private static final List<String> EVERY_CODEC =
            Stream.concat(Codecs.KNOWN.stream(), Stream.of("telephone-event")).toList();

    private final TrunkDrafts drafts;
    private final Constraints constraints;

    RoutePreviews(TrunkDrafts drafts, Constraints constraints) {
        this.drafts = drafts;
        this.constraints = constraints;
    }

    @Transactional
    RoutePreview of(RoutePreviewRequest request) {
        var asked = Optional.ofNullable(request.call()).orElse(CallRequest.USUAL);
        var violations = new Violations();
        check(asked, violations);
        var draft = draft(request.trunk(), violations);
        violations.throwIfAny();
        return of(draft.orElseThrow(), asked);
    }

    private RoutePreview of(Draft draft, CallRequest asked) {
        var trunk = draft.trunk();
        var number = Optional.ofNullable(asked.baseNumber())
                .flatMap(E164::parse)
                .or(() -> drafts.firstNumber(draft))
                .orElse(SAMPLE_NUMBER);
        boolean isLinked = drafts.isLinked(draft, number);
        var call = call(asked);
        var linked = isLinked ? drafts.linkedWith(draft, number) : List.of(LinkedTrunk.of(trunk));
        var ranked = Ranked.of(linked, call.codecs());
        return new RoutePreview(
                number,
                !isLinked,
                Attempt.of(trunk, number, call)
                        .map(attempt -> PreviewedAttempt.of(attempt, trunk))
                        .orElse(null),
                CallerIdRule.of(trunk.callerId(), call).wireName(),
                call.refusal()
                        .or(() -> Ranked.refusal(ranked))
                        .map(refusal -> new PreviewedRefusal(refusal.status(), refusal.reason()))
                        .orElse(null),
                Ladder.of(trunk),
                ranked.stream().map(each -> Candidate.of(each, trunk.trunkId())).toList());
    }

    private static Call call(CallRequest asked) {
        return new Call(
                Optional.ofNullable(asked.destination()).orElse(DESTINATION),
                Optional.empty(),
                Optional.ofNullable(asked.callerId()),
                List.of(),
                Optional.ofNullable(asked.from()).orElse(FROM),
                Optional.ofNullable(asked.codecs()).orElse(EVERY_CODEC));
    }

    private Optional<Draft> draft(TrunkRequest request, Violations violations) {
        if (request == null) {
            violations.add("/trunk", REQUIRED, "Give the trunk.");
            return Optional.empty();
        }
        var found = new Violations();
        var draft = drafts.judged(request, found);
        violations.addAll("/trunk", found);
        return draft;
    }

    private void check(CallRequest asked, Violations violations) {
        var found = new Violations();
        constraints.check(asked, found);
        if (asked.baseNumber() != null && E164.parse(asked.baseNumber()).isEmpty() && !found.concern("/baseNumber")) {
            found.add("/baseNumber", BAD_FORMAT, "Give an E.164 number such as +493012345.");
        }
        if (asked.from() != null && Address.parse(asked.from()).isEmpty() && !found.concern("/from")) {
            found.add("/from", BAD_FORMAT, "Give a SIP, SIPS or tel URI, perhaps in brackets behind a name.");
        }
        violations.addAll("/call", found);
    }
}
