package io.egress.bench;

/** What a number of calls took. */
record Sample(double cpuPerCall, double callsPerSecond) {}
