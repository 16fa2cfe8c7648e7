package io.egress.trunk;

import java.util.List;

/** Trunks to be published, and those of which something stored can't be opened. */
public record PublishedTrunks(List<PublishedTrunk> trunks, List<Unopenable> unopenable) {

    /** A trunk of which no more can be said. */
    public record Unopenable(String trunkId, long revision) {}
}
