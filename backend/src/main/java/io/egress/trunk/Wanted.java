package io.egress.trunk;

import io.egress.security.Secret;
import io.egress.web.MergePatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request asks for, seen beside what is there.
 *
 * @param trunk as it shall be
 * @param newPassword to be stored
 * @param password in force afterwards
 * @param baseNumbers empty: the links stay as they are
 */
record Wanted(
        TrunkRequest trunk,
        Optional<Secret> newPassword,
        Optional<Secret> password,
        Optional<List<String>> baseNumbers) {
    private static final String PASSWORD = "authPass";
    private static final String BASE_NUMBERS = "baseNumbers";

    /** @param present the password that is there */
    static Wanted of(TrunkRequest request, Optional<Secret> present) {
        var given = given(request);
        return new Wanted(request, given, given.or(() -> present), Optional.ofNullable(request.baseNumbers()));
    }

    /** @param present the password that is there */
    static Wanted of(MergePatch<TrunkRequest> patch, TrunkRequest trunk, Optional<Secret> present) {
        var whole = patch.removing(leftBehind(patch));
        var given = given(patch.given());
        return new Wanted(
                whole.on(trunk),
                given,
                whole.names(PASSWORD) ? given : present,
                patch.names(BASE_NUMBERS)
                        ? Optional.of(Objects.requireNonNullElse(patch.given().baseNumbers(), List.of()))
                        : Optional.empty());
    }

    private static Optional<Secret> given(TrunkRequest request) {
        return Optional.ofNullable(request.authPass())
                .filter(text -> !text.isEmpty())
                .map(Secret::of);
    }

    /** Members that have no meaning beside what is chosen now: who chooses otherwise wants them gone. */
    private static List<String> leftBehind(MergePatch<TrunkRequest> patch) {
        var chosen = patch.given();
        var members = new ArrayList<String>();
        if (patch.names("authMethod") && hasNoCredentials(chosen.authMethod())) {
            members.addAll(List.of("authUser", PASSWORD, "authRealm", "fromUser"));
        }
        if (patch.names("authMethod") && !"tls_mutual".equals(chosen.authMethod())) {
            members.add("tlsCertVariable");
        }
        if (patch.names("transport") && !"tls".equals(chosen.transport())) {
            members.add("tlsCaVariable");
        }
        if (patch.names("callerIdMode") && !"override".equals(chosen.callerIdMode())) {
            members.add("callerIdOverride");
        }
        if (patch.names("numberFormat") && !"national".equals(chosen.numberFormat())) {
            members.add("countryCode");
        }
        return members;
    }

    private static boolean hasNoCredentials(String method) {
        return "ip_only".equals(method) || "tls_mutual".equals(method);
    }
}
