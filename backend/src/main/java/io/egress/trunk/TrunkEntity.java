package io.egress.trunk;

import io.egress.security.Secret;
import io.egress.web.Stamps;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The trunk as its table has it: flat, the password encrypted. Beside the JSON mapping the only place that is flat. */
@Entity
@DynamicUpdate
@Table(name = "trunk")
class TrunkEntity {
    @Id
    @Column(name = "trunk_id")
    String trunkId;

    String team;
    String name;

    @Column(name = "sip_uri")
    String sipUri;

    boolean enabled;
    int priority;
    String transport;

    @Column(name = "auth_method")
    String authMethod;

    @Column(name = "auth_user")
    String authUser;

    @Column(name = "auth_pass")
    String authPass;

    @Column(name = "auth_pass_changed_at")
    Instant authPassChangedAt;

    @Column(name = "auth_realm")
    String authRealm;

    @Column(name = "allowed_ips")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> allowedIps;

    @Column(name = "tls_cert_variable")
    String tlsCertVariable;

    @Column(name = "caller_id_mode")
    String callerIdMode;

    @Column(name = "caller_id_override")
    String callerIdOverride;

    @Column(name = "max_concurrent_calls")
    int maxConcurrentCalls;

    @Column(name = "codec_preferences")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> codecPreferences;

    @Embedded
    Stamps stamps;

    /** Takes over everything but the password, which changes only when a new one is given. */
    void write(Trunk trunk) {
        name = trunk.name();
        sipUri = trunk.sipUri().text();
        enabled = trunk.enabled();
        priority = trunk.priority();
        transport = trunk.transport().wireName();
        authMethod = trunk.authMethod().wireName();
        var credentials = credentials(trunk.authMethod());
        authUser = credentials.map(Credentials::user).orElse(null);
        authRealm = credentials.flatMap(Credentials::realm).orElse(null);
        if (credentials.isEmpty()) {
            authPass = null;
            authPassChangedAt = null;
        }
        allowedIps = trunk.authMethod() instanceof AuthMethod.IpAndDigest method ? method.allowedIps().texts() : List.of();
        tlsCertVariable = trunk.authMethod() instanceof AuthMethod.TlsMutual method ? method.certVariable() : null;
        callerIdMode = trunk.callerId().wireName();
        callerIdOverride = trunk.callerId() instanceof CallerId.Override override ? override.value() : null;
        maxConcurrentCalls = trunk.maxConcurrentCalls();
        codecPreferences = trunk.codecs();
    }

    private static Optional<Credentials> credentials(AuthMethod method) {
        if (method instanceof AuthMethod.Digest digest) {
            return Optional.of(digest.credentials());
        }
        if (method instanceof AuthMethod.Registration registration) {
            return Optional.of(registration.credentials());
        }
        return method instanceof AuthMethod.IpAndDigest both ? Optional.of(both.credentials()) : Optional.empty();
    }

    /** @param decrypted gives the clear text of {@link #authPass} */
    Trunk read(Function<String, Secret> decrypted) {
        return new Trunk(trunkId, name, uri(), enabled, priority, Transport.of(transport).orElseThrow(),
                method(decrypted), callerId(), maxConcurrentCalls, List.copyOf(codecPreferences));
    }

    private SipUri uri() {
        try {
            return SipUri.parse(sipUri);
        } catch (SipUri.Malformed e) {
            throw new IllegalStateException("trunk " + trunkId + " has an unreadable SIP URI", e);
        }
    }

    private AuthMethod method(Function<String, Secret> decrypted) {
        return switch (authMethod) {
            case "ip_only" -> new AuthMethod.IpOnly();
            case "digest" -> new AuthMethod.Digest(credentials(decrypted));
            case "registration" -> new AuthMethod.Registration(credentials(decrypted));
            case "ip_and_digest" -> new AuthMethod.IpAndDigest(credentials(decrypted), allowedIps());
            case "tls_mutual" -> new AuthMethod.TlsMutual(tlsCertVariable);
            default -> throw new IllegalStateException("trunk " + trunkId + " has an unknown auth method");
        };
    }

    private AllowedIps allowedIps() {
        return new AllowedIps(allowedIps.stream().map(text -> IpAddress.Network.parse(text).orElseThrow()).toList());
    }

    private Credentials credentials(Function<String, Secret> decrypted) {
        return new Credentials(authUser, decrypted.apply(authPass), Optional.ofNullable(authRealm));
    }

    private CallerId callerId() {
        return switch (callerIdMode) {
            case "passthrough" -> new CallerId.Passthrough();
            case "base_number" -> new CallerId.BaseNumber();
            case "override" -> new CallerId.Override(callerIdOverride);
            default -> throw new IllegalStateException("trunk " + trunkId + " has an unknown caller-ID mode");
        };
    }
}
