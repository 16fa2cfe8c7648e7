package io.egress.matrix;

/** Who asks, in the order of the table's columns. */
enum Caller {
    NOBODY,
    VIEWER,
    EDITOR,
    ADMIN,
    OTHER,
    OPERATOR
}
