package io.egress.number;

import java.util.Collection;
import java.util.List;

/** What is to be published, across teams. Reads within the caller's transaction. */
public interface NumberReader {
    List<PublishedNumber> all();

    /** Those that are there. */
    List<PublishedNumber> byNumbers(Collection<String> numbers);
}
