package io.egress.number;

/** A base number with the revision at which it last changed. */
public record PublishedNumber(String number, long revision) {}
