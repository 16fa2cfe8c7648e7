package io.egress.bench;

import java.util.stream.Stream;

/** A Kamailio that calls are sent through. */
interface Kamailio extends AutoCloseable {
    int sipPort();

    Stream<Long> processes();

    @Override
    void close();
}
