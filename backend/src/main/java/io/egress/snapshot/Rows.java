package io.egress.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.egress.number.PublishedNumber;
import io.egress.security.Seal;
import io.egress.security.Secret;
import io.egress.trunk.AuthMethod;
import io.egress.trunk.CallerId;
import io.egress.trunk.Credentials;
import io.egress.trunk.PublishedTrunk;
import io.egress.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Renders rows as the contract says: the same state gives the same bytes. */
@ApplicationScoped
public class Rows {
    private static final JsonFactory JSON = new JsonFactory();

    private final Seal seal;

    public Rows(Seal seal) {
        this.seal = seal;
    }

    /** Writes the members of one JSON object. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    public String trunk(PublishedTrunk published) {
        var trunk = published.trunk();
        return object(json -> {
            json.writeStringField("trunkId", trunk.trunkId());
            json.writeNumberField("revision", published.revision());
            json.writeBooleanField("enabled", trunk.enabled());
            if (trunk.enabled()) {
                writeRoute(json, trunk);
            }
        });
    }

    private void writeRoute(JsonGenerator json, Trunk trunk) throws IOException {
        json.writeNumberField("priority", trunk.priority());
        json.writeStringField("transport", trunk.transport().wireName());
        json.writeStringField("host", trunk.sipUri().host());
        if (trunk.sipUri().port().isPresent()) {
            json.writeNumberField("port", trunk.sipUri().port().getAsInt());
        }
        if (trunk.sipUri().parametersOnTheWire().isPresent()) {
            json.writeStringField("params", trunk.sipUri().parametersOnTheWire().get());
        }
        json.writeObjectFieldStart("auth");
        json.writeStringField("method", trunk.authMethod().wireName());
        if (trunk.authMethod() instanceof AuthMethod.Digest digest) {
            writeCredentials(json, trunk.trunkId(), digest.credentials());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("callerId");
        json.writeStringField("mode", trunk.callerId().wireName());
        if (trunk.callerId() instanceof CallerId.Override override) {
            json.writeStringField("value", override.value());
        }
        json.writeEndObject();
        writeList(json, "codecs", trunk.codecs());
    }

    private void writeCredentials(JsonGenerator json, String trunkId, Credentials credentials) throws IOException {
        Secret password = credentials.password();
        json.writeStringField("user", credentials.user());
        json.writeStringField("password", seal.seal(password, "trunk/" + trunkId + "/auth.password"));
        if (credentials.realm().isPresent()) {
            json.writeStringField("realm", credentials.realm().get());
        }
    }

    /** @param trunkIds all linked trunks, sorted */
    public String number(PublishedNumber number, List<String> trunkIds) {
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
