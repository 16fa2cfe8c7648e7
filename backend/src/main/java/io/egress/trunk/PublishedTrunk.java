package io.egress.trunk;

/** A trunk with the revision at which it last changed. */
public record PublishedTrunk(Trunk trunk, long revision) {}
