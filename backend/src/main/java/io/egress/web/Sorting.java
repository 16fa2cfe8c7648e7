package io.egress.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a list can be sorted.
 *
 * @param id the property that decides ties, in the language of queries; a text, different in every row
 * @param idOf the same of an item
 * @param keys the first is the one that a list is sorted by if nothing else is asked for
 */
public record Sorting<E>(String id, Function<E, String> idOf, List<SortKey<E>> keys) {
    public Sorting {
        keys = List.copyOf(keys);
    }

    Optional<SortKey<E>> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    List<String> names() {
        return keys.stream().map(SortKey::name).toList();
    }
}
