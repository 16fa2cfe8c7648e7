package io.egress.trunk;

import java.util.List;
import java.util.Optional;

/** The RTP encoding names (RFC 3551, IANA) that a trunk may prefer, as they are written. */
public final class Codecs {
    public static final List<String> KNOWN = List.of(
            "PCMA", "PCMU", "G722", "G729", "opus", "GSM", "iLBC", "AMR", "AMR-WB", "L16", "speex", "G723", "G728",
            "EVS");
    static final List<String> DEFAULT = List.of("PCMA", "PCMU");

    private Codecs() {}

    static Optional<String> canonical(String name) {
        return KNOWN.stream()
                .filter(known -> known.equalsIgnoreCase(name.trim()))
                .findFirst();
    }
}
