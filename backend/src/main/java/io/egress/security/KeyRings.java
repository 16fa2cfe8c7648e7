package io.egress.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys for what PostgreSQL keeps, and apart from them those for what proxies get. */
@ApplicationScoped
class KeyRings {
    private static final String AT_REST_FILE = "EGRESS_AT_REST_KEYS_FILE";
    private static final String AT_REST = "EGRESS_AT_REST_KEYS";
    private static final String PROXY_FILE = "EGRESS_PROXY_KEYS_FILE";

    private final KeyRing atRest;
    private final KeyRing toProxies;

    @Inject
    KeyRings(
            @ConfigProperty(name = "egress.at-rest-keys-file") Optional<String> atRestFile,
            @ConfigProperty(name = "egress.at-rest-keys") Optional<String> atRestText,
            @ConfigProperty(name = "egress.proxy-keys-file") Optional<String> proxyFile) {
        try {
            if (atRestFile.isPresent() == atRestText.isPresent()) {
                throw new IllegalArgumentException("Set one of " + AT_REST_FILE + " and " + AT_REST + ".");
            }
            atRest = atRestFile
                    .map(file -> KeyRing.ofFile(AT_REST_FILE, file))
                    .orElseGet(() -> KeyRing.ofText(AT_REST, atRestText.orElseThrow()));
            toProxies = KeyRing.ofFile(
                    PROXY_FILE, proxyFile.orElseThrow(() -> new IllegalArgumentException("Set " + PROXY_FILE + ".")));
        } catch (IllegalArgumentException e) {
            throw new NotStarted(e.getMessage());
        }
        if (atRest.sharesKeyWith(toProxies)) {
            throw new NotStarted(atRest.setting() + " and " + PROXY_FILE
                    + " hold the same key. Make another one: proxies must not be able to read what PostgreSQL keeps.");
        }
    }

    KeyRing atRest() {
        return atRest;
    }

    KeyRing toProxies() {
        return toProxies;
    }
}
