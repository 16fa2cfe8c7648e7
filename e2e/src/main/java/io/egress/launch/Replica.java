package io.egress.launch;

/** A service beside others of the same kind, and the way to it alone. */
public record Replica(Part part, Api api) {}
