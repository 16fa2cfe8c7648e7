package io.egress.events;

/** A row that changed last at a revision, or was deleted at it. */
record RowChange(Followed of, String key, long revision, boolean deleted) {}
