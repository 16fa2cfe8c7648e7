package io.egress.snapshot;

import static io.egress.contract.ContractVersion.V2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.egress.contract.ContractVersion;
import io.egress.number.PublishedNumber;
import io.egress.security.Seal;
import io.egress.security.Secret;
import io.egress.trunk.AuthMethod;
import io.egress.trunk.CallerId;
import io.egress.trunk.FromUser;
import io.egress.trunk.Habits;
import io.egress.trunk.IdentityHeader;
import io.egress.trunk.NumberFormat;
import io.egress.trunk.PublishedTrunk;
import io.egress.trunk.SipUri;
import io.egress.trunk.Trunk;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Renders rows as one version of the contract says: the same state gives the same bytes. */
final class Rows {
    private static final JsonFactory JSON = new JsonFactory();

    private final ContractVersion version;
    private final Seal seal;

    Rows(ContractVersion version, Seal seal) {
        this.version = version;
        this.seal = seal;
    }

    /** Writes the members of one JSON object. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    String trunk(PublishedTrunk published) {
        var trunk = published.trunk();
        if (!trunk.enabled()) {
            return disabledTrunk(trunk.trunkId(), published.revision());
        }
        return object(json -> {
            writeHead(json, trunk.trunkId(), published.revision(), true);
            writeRoute(json, trunk);
        });
    }

    /** A trunk that takes no calls. */
    String disabledTrunk(String trunkId, long revision) {
        return object(json -> writeHead(json, trunkId, revision, false));
    }

    private static void writeHead(JsonGenerator json, String trunkId, long revision, boolean enabled)
            throws IOException {
        json.writeStringField("trunkId", trunkId);
        json.writeNumberField("revision", revision);
        json.writeBooleanField("enabled", enabled);
    }

    private void writeRoute(JsonGenerator json, Trunk trunk) throws IOException {
        json.writeNumberField("priority", trunk.priority());
        json.writeStringField("transport", trunk.transport().wireName());
        writePlace(json, trunk.sipUri());
        writeIfPresent(json, "params", trunk.sipUri().parametersOnTheWire());
        if (trunk.outboundProxy().isPresent()) {
            json.writeObjectFieldStart("outboundProxy");
            writePlace(json, trunk.outboundProxy().get());
            json.writeEndObject();
        }
        writeAuth(json, trunk);
        if (trunk.allowedIps().isPresent()) {
            writeList(json, "allowedIps", trunk.allowedIps().get().texts());
        }
        writeIfPresent(json, "tlsCa", trunk.tlsCa().map(ca -> sealed(ca.pem(), trunk, "tlsCa")));
        json.writeObjectFieldStart("callerId");
        json.writeStringField("mode", trunk.callerId().wireName());
        if (trunk.callerId() instanceof CallerId.Override override) {
            json.writeStringField("value", override.value());
        }
        json.writeEndObject();
        writeHabits(json, trunk.habits());
        if (trunk.maxConcurrentCalls() > 0) {
            json.writeNumberField("maxCalls", trunk.maxConcurrentCalls());
        }
        if (version.includes(V2) && trunk.ringTimeout().isPresent()) {
            json.writeNumberField("ringTimeout", trunk.ringTimeout().get());
        }
        writeList(json, "codecs", trunk.codecs());
    }

    private static void writePlace(JsonGenerator json, SipUri uri) throws IOException {
        json.writeStringField("host", uri.host());
        if (uri.port().isPresent()) {
            json.writeNumberField("port", uri.port().getAsInt());
        }
    }

    private void writeAuth(JsonGenerator json, Trunk trunk) throws IOException {
        json.writeObjectFieldStart("auth");
        json.writeStringField("method", trunk.authMethod().wireName());
        var credentials = trunk.authMethod().answer();
        if (credentials.isPresent()) {
            json.writeStringField("user", credentials.get().user());
            json.writeStringField("password", sealed(credentials.get().password(), trunk, "auth.password"));
            writeIfPresent(json, "realm", credentials.get().realm());
        }
        writeIfPresent(json, "identity", trunk.registeredUser());
        if (trunk.authMethod() instanceof AuthMethod.TlsMutual mutual) {
            json.writeStringField("certificate", sealed(mutual.certificate().pem(), trunk, "auth.certificate"));
        }
        json.writeEndObject();
    }

    /** What is usual is left out. */
    private static void writeHabits(JsonGenerator json, Habits habits) throws IOException {
        writeIfPresent(json, "fromDomain", habits.fromDomain());
        if (habits.fromUser() != FromUser.CALLER) {
            json.writeStringField("fromUser", habits.fromUser().wireName());
        }
        if (habits.identityHeader() != IdentityHeader.PAI) {
            json.writeStringField("identityHeader", habits.identityHeader().wireName());
        }
        if (!(habits.numberFormat() instanceof NumberFormat.E164Plus)) {
            json.writeStringField("numberFormat", habits.numberFormat().wireName());
        }
        if (habits.numberFormat() instanceof NumberFormat.National national) {
            json.writeStringField("countryCode", national.countryCode());
        }
        if (habits.userPhone()) {
            json.writeBooleanField("userPhone", true);
        }
    }

    private String sealed(Secret value, Trunk trunk, String member) {
        return seal.seal(value, "trunk/" + trunk.trunkId() + "/" + member);
    }

    private static void writeIfPresent(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /** @param trunkIds all linked trunks, sorted */
    String number(PublishedNumber number, List<String> trunkIds) {
        return object(json -> {
            json.writeStringField("number", number.number());
            json.writeNumberField("revision", number.revision());
            writeList(json, "trunks", trunkIds);
        });
    }

    private static void writeList(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String object(Members members) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
