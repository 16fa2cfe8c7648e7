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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** What lists sort and search the name by; the database makes it. */
    @Column(name = "name_key", insertable = false, updatable = false)
    String nameKey;

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

    @Column(name = "ring_timeout")
    Integer ringTimeout;

    @Column(name = "codec_preferences")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> codecPreferences;

    @Column(name = "from_domain")
    String fromDomain;

    @Column(name = "from_user")
    String fromUser;

    @Column(name = "identity_header")
    String identityHeader;

    @Column(name = "number_format")
    String numberFormat;

    @Column(name = "country_code")
    String countryCode;

    @Column(name = "user_phone")
    boolean userPhone;

    @Column(name = "outbound_proxy")
    String outboundProxy;

    @Column(name = "tls_ca_variable")
    String tlsCaVariable;

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
        var credentials = trunk.authMethod().answer();
        authUser = credentials.map(Credentials::user).orElse(null);
        authRealm = credentials.flatMap(Credentials::realm).orElse(null);
        if (credentials.isEmpty()) {
            authPass = null;
            authPassChangedAt = null;
        }
        allowedIps = trunk.allowedIps().map(AllowedIps::texts).orElse(List.of());
        tlsCertVariable = trunk.authMethod() instanceof AuthMethod.TlsMutual mutual
                ? mutual.certificate().name()
                : null;
        callerIdMode = trunk.callerId().wireName();
        callerIdOverride = trunk.callerId() instanceof CallerId.Override override ? override.value() : null;
        maxConcurrentCalls = trunk.maxConcurrentCalls();
        ringTimeout = trunk.ringTimeout().orElse(null);
        codecPreferences = trunk.codecs();
        outboundProxy = trunk.outboundProxy().map(SipUri::text).orElse(null);
        tlsCaVariable = trunk.tlsCa().map(PemVariable::name).orElse(null);
        write(trunk.habits());
    }

    private void write(Habits habits) {
        fromDomain = habits.fromDomain().orElse(null);
        fromUser = habits.fromUser().wireName();
        identityHeader = habits.identityHeader().wireName();
        numberFormat = habits.numberFormat().wireName();
        countryCode = habits.numberFormat() instanceof NumberFormat.National national ? national.countryCode() : null;
        userPhone = habits.userPhone();
    }

    /**
     * The first version of the Redis contract that says all of a trunk: a proxy that reads an earlier one leaves something out.
     * Of the fields that later versions brought, so that queries can ask for no more than them.
     */
    static int contract(Integer ringTimeout) {
        return ringTimeout == null ? 1 : 2;
    }

    /** The variables that it uses. */
    Stream<String> variables() {
        return Stream.of(tlsCertVariable, tlsCaVariable).filter(Objects::nonNull);
    }

    /**
     * @param password the clear text of {@link #authPass}
     * @param certificate what {@link #tlsCertVariable} holds
     * @param authorities what {@link #tlsCaVariable} holds
     */
    Trunk read(Optional<Secret> password, Optional<PemVariable> certificate, Optional<PemVariable> authorities) {
        return new Trunk(
                trunkId,
                name,
                uri(sipUri),
                Optional.ofNullable(outboundProxy).map(this::uri),
                enabled,
                priority,
                Transport.of(transport).orElseThrow(),
                method(password, certificate),
                readAllowedIps(),
                authorities,
                callerId(),
                habits(),
                maxConcurrentCalls,
                Optional.ofNullable(ringTimeout),
                List.copyOf(codecPreferences));
    }

    private SipUri uri(String text) {
        try {
            return SipUri.parse(text);
        } catch (SipUri.Malformed e) {
            throw new IllegalStateException("trunk " + trunkId + " has an unreadable SIP URI", e);
        }
    }

    private AuthMethod method(Optional<Secret> password, Optional<PemVariable> certificate) {
        return switch (authMethod) {
            case "ip_only" -> new AuthMethod.IpOnly();
            case "digest" -> new AuthMethod.Digest(credentials(password));
            case "registration" -> new AuthMethod.Registration(credentials(password));
            case "ip_and_digest" -> new AuthMethod.IpAndDigest(credentials(password));
            case "tls_mutual" -> new AuthMethod.TlsMutual(certificate.orElseThrow());
            default -> throw new IllegalStateException("trunk " + trunkId + " has an unknown auth method");
        };
    }

    private Optional<AllowedIps> readAllowedIps() {
        return allowedIps.isEmpty()
                ? Optional.empty()
                : Optional.of(new AllowedIps(allowedIps.stream()
                        .map(text -> IpAddress.Network.parse(text).orElseThrow())
                        .toList()));
    }

    private Habits habits() {
        return new Habits(
                Optional.ofNullable(fromDomain),
                FromUser.of(fromUser).orElseThrow(),
                IdentityHeader.of(identityHeader).orElseThrow(),
                numberFormat(),
                userPhone);
    }

    private NumberFormat numberFormat() {
        return switch (numberFormat) {
            case "e164_plus" -> new NumberFormat.E164Plus();
            case "e164" -> new NumberFormat.E164();
            case "national" -> new NumberFormat.National(countryCode);
            default -> throw new IllegalStateException("trunk " + trunkId + " has an unknown number format");
        };
    }

    private Credentials credentials(Optional<Secret> password) {
        return new Credentials(authUser, password.orElseThrow(), Optional.ofNullable(authRealm));
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
