package io.egress.revision;

/**
 * A row that is there.
 *
 * @param revision at which it last changed
 */
public record ChangedRow(String key, long revision) {}
