package io.egress.preview;

import static io.egress.preview.RoutePreview.Direction.FROM_CARRIER;
import static io.egress.preview.RoutePreview.Direction.TO_CARRIER;

import io.egress.preview.RoutePreview.Direction;
import io.egress.preview.RoutePreview.Kind;
import io.egress.preview.RoutePreview.Step;
import io.egress.trunk.AuthMethod;
import io.egress.trunk.Transport;
import io.egress.trunk.Trunk;
import java.util.ArrayList;
import java.util.List;

/** How a trunk's carrier lets a call in: the messages between us, when all goes well. */
final class Ladder {
    private final List<Step> steps = new ArrayList<>();

    private Ladder() {}

    static List<Step> of(Trunk trunk) {
        var ladder = new Ladder();
        var method = trunk.authMethod();
        if (trunk.transport() == Transport.TLS) {
            ladder.add(TO_CARRIER, "ClientHello", Kind.TLS_HANDSHAKE);
        }
        if (method instanceof AuthMethod.TlsMutual) {
            ladder.add(TO_CARRIER, "Certificate", Kind.TLS_CLIENT_CERTIFICATE);
        }
        if (method instanceof AuthMethod.Registration) {
            ladder.register();
        }
        ladder.call(method.answer().isPresent());
        return List.copyOf(ladder.steps);
    }

    private void register() {
        add(TO_CARRIER, "REGISTER", Kind.REGISTER);
        add(FROM_CARRIER, "401 Unauthorized", Kind.REGISTER_CHALLENGE);
        add(TO_CARRIER, "REGISTER", Kind.REGISTER_WITH_PASSWORD);
        add(FROM_CARRIER, "200 OK", Kind.REGISTERED);
    }

    private void call(boolean isChallenged) {
        add(TO_CARRIER, "INVITE", Kind.INVITE);
        if (isChallenged) {
            add(FROM_CARRIER, "407 Proxy Authentication Required", Kind.CHALLENGE);
            add(TO_CARRIER, "INVITE", Kind.INVITE_WITH_PASSWORD);
        }
        add(FROM_CARRIER, "180 Ringing", Kind.RINGING);
        add(FROM_CARRIER, "200 OK", Kind.ANSWER);
    }

    private void add(Direction direction, String message, Kind kind) {
        steps.add(new Step(direction, message, kind));
    }
}
