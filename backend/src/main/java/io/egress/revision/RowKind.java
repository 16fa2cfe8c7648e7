package io.egress.revision;

/** The kinds of rows that proxies know. */
public enum RowKind {
    TRUNK,
    NUMBER
}
