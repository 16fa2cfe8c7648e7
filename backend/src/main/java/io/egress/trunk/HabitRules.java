package io.egress.trunk;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.NOT_ALLOWED;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.UNKNOWN_VALUE;

import io.egress.problem.Violations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The rules of what carriers differ in. */
final class HabitRules {
    private static final String COUNTRY_CODE = "^[1-9][0-9]{0,2}$";

    private HabitRules() {}

    /**
     * The habits that the request asks for; what it breaks is in the violations.
     *
     * @param method how the trunk proves who we are, if that is known
     */
    static Habits of(TrunkRequest request, Optional<SipUri> uri, Optional<AuthMethod> method, Violations violations) {
        boolean userPhone = request.userPhone() != null && request.userPhone();
        if (userPhone && uri.filter(known -> known.hasParameter("user")).isPresent()) {
            violations.add("/userPhone", NOT_ALLOWED, "Say false, or leave ;user= out of the SIP URI.");
        }
        return new Habits(
                fromDomain(request.fromDomain(), violations),
                fromUser(request, method, violations),
                identityHeader(request.identityHeader(), violations),
                numberFormat(request, violations),
                userPhone);
    }

    private static Optional<String> fromDomain(String text, Violations violations) {
        if (!Fields.given(text)) {
            return Optional.empty();
        }
        try {
            var uri = SipUri.parse("sip:" + text.trim());
            if (uri.equals(new SipUri(false, Optional.empty(), uri.host(), OptionalInt.empty(), List.of()))) {
                return Optional.of(uri.host());
            }
        } catch (SipUri.Malformed e) {
            // Said below: its own sentence speaks of a URI.
        }
        violations.add(
                "/fromDomain",
                BAD_FORMAT,
                "Give a domain such as ims.carrier.example, an IPv4 address, or an IPv6 address in brackets.");
        return Optional.empty();
    }

    private static FromUser fromUser(TrunkRequest request, Optional<AuthMethod> method, Violations violations) {
        if (!Fields.given(request.fromUser())) {
            return FromUser.CALLER;
        }
        var user = FromUser.of(request.fromUser());
        if (user.isEmpty()) {
            violations.add("/fromUser", UNKNOWN_VALUE, "Give caller or auth_user.");
        }
        if (user.isPresent()
                && user.get() == FromUser.AUTH_USER
                && method.isPresent()
                && method.get().answer().isEmpty()) {
            violations.add(
                    "/fromUser",
                    NOT_ALLOWED,
                    "Give caller: " + method.get().wireName() + " has no credentials, hence no user name.");
        }
        return user.orElse(FromUser.CALLER);
    }

    private static IdentityHeader identityHeader(String text, Violations violations) {
        if (!Fields.given(text)) {
            return IdentityHeader.PAI;
        }
        return IdentityHeader.of(text).orElseGet(() -> {
            violations.add("/identityHeader", UNKNOWN_VALUE, "Give pai, ppi, rpid or none.");
            return IdentityHeader.PAI;
        });
    }

    private static NumberFormat numberFormat(TrunkRequest request, Violations violations) {
        var format = Fields.given(request.numberFormat()) ? request.numberFormat() : "e164_plus";
        if (format.equals("national")) {
            return national(request.countryCode(), violations);
        }
        Fields.refuse(
                "/countryCode",
                request.countryCode(),
                "Leave it out, or choose the number format national.",
                violations);
        if (format.equals("e164")) {
            return new NumberFormat.E164();
        }
        if (!format.equals("e164_plus")) {
            violations.add("/numberFormat", UNKNOWN_VALUE, "Give e164_plus, e164 or national.");
        }
        return new NumberFormat.E164Plus();
    }

    private static NumberFormat national(String countryCode, Violations violations) {
        if (!Fields.given(countryCode)) {
            violations.add("/countryCode", REQUIRED, "Give the country code, such as 49.");
            return new NumberFormat.E164Plus();
        }
        if (!countryCode.matches(COUNTRY_CODE)) {
            violations.add(
                    "/countryCode", BAD_FORMAT, "Give 1 to 3 digits without plus and leading zeros, such as 49.");
        }
        return new NumberFormat.National(countryCode);
    }
}
