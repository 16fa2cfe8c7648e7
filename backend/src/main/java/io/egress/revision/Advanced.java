package io.egress.revision;

/** The revision was advanced; fired within the transaction, to be observed after its success. It carries no truth. */
public record Advanced(long revision) {}
