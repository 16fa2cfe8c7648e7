package io.egress.trunk;

import io.egress.problem.Violations;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * Refuses what the product will do but does not do yet: nothing is accepted and then ignored. The rules for it stand in
 * {@link TrunkRules} all the same; what begins to work is taken out of here.
 */
final class NotSupportedYet {
    private static final String CODE = "not_supported_yet";
    private static final Set<String> AUTH_METHODS = Set.of("registration", "ip_and_digest", "tls_mutual");

    private NotSupportedYet() {}

    static void check(TrunkRequest request, Violations violations) {
        if (request.authMethod() != null && AUTH_METHODS.contains(request.authMethod())) {
            violations.add("/authMethod", CODE, request.authMethod() + " is not supported yet; choose ip_only or digest.");
        }
        if (request.allowedIps() != null && !request.allowedIps().isEmpty()) {
            violations.add("/allowedIps", CODE, "Allowed IPs are not supported yet; leave them out.");
        }
        if (request.maxConcurrentCalls() != null && request.maxConcurrentCalls() > 0) {
            violations.add("/maxConcurrentCalls", CODE, "A limit is not supported yet; give 0 for unlimited.");
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("tlsCertVariable", request.tlsCertVariable());
        members.put("fromDomain", request.fromDomain());
        members.put("fromUser", request.fromUser());
        members.put("identityHeader", request.identityHeader());
        members.put("numberFormat", request.numberFormat());
        members.put("countryCode", request.countryCode());
        members.put("userPhone", request.userPhone());
        members.put("outboundProxy", request.outboundProxy());
        members.put("tlsCaVariable", request.tlsCaVariable());
        members.forEach((name, value) -> {
            if (value != null) {
                violations.add("/" + name, CODE, name + " is not supported yet; leave it out.");
            }
        });
    }
}
