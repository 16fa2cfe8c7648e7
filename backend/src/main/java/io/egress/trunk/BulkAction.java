package io.egress.trunk;

import static io.egress.trunk.LinkedNumbers.BASE_NUMBERS;

import io.egress.audit.Difference;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is done to many trunks at once. */
sealed interface BulkAction {
    /** @param moved the numbers that the trunk would be linked to, or unlinked from */
    boolean changes(TrunkEntity trunk, Set<String> moved);

    /** Does it to trunks that it changes. */
    void write(BulkStore store, String team, List<String> trunkIds);

    /** What becomes of a trunk. */
    Difference difference(TrunkEntity before, Set<String> moved);

    /** Whether base numbers may have no enabled trunk left. */
    default boolean takesAway() {
        return false;
    }

    /** The base numbers whose links alone are meant; empty: all. */
    default Optional<Set<String>> numbers() {
        return Optional.empty();
    }

    /** Turns them on or off. */
    record Switch(boolean enabled) implements BulkAction {
        @Override
        public boolean changes(TrunkEntity trunk, Set<String> moved) {
            return trunk.enabled != enabled;
        }

        @Override
        public void write(BulkStore store, String team, List<String> trunkIds) {
            store.setEnabled(trunkIds, enabled);
        }

        @Override
        public Difference difference(TrunkEntity before, Set<String> moved) {
            return Difference.none().field("enabled", before.enabled, enabled);
        }

        @Override
        public boolean takesAway() {
            return !enabled;
        }
    }

    /** @param priority 0 to 100 */
    record SetPriority(int priority) implements BulkAction {
        @Override
        public boolean changes(TrunkEntity trunk, Set<String> moved) {
            return trunk.priority != priority;
        }

        @Override
        public void write(BulkStore store, String team, List<String> trunkIds) {
            store.setPriority(trunkIds, priority);
        }

        @Override
        public Difference difference(TrunkEntity before, Set<String> moved) {
            return Difference.none().field("priority", before.priority, priority);
        }
    }

    /** @param wanted base numbers of the team; other links stay */
    record Link(Set<String> wanted) implements BulkAction {
        @Override
        public boolean changes(TrunkEntity trunk, Set<String> moved) {
            return !moved.isEmpty();
        }

        @Override
        public void write(BulkStore store, String team, List<String> trunkIds) {
            store.link(team, trunkIds, wanted);
        }

        @Override
        public Difference difference(TrunkEntity before, Set<String> moved) {
            return Difference.none().links(BASE_NUMBERS, Set.of(), moved);
        }

        @Override
        public Optional<Set<String>> numbers() {
            return Optional.of(wanted);
        }
    }

    /** @param unwanted base numbers of the team; other links stay */
    record Unlink(Set<String> unwanted) implements BulkAction {
        @Override
        public boolean changes(TrunkEntity trunk, Set<String> moved) {
            return !moved.isEmpty();
        }

        @Override
        public void write(BulkStore store, String team, List<String> trunkIds) {
            store.unlink(trunkIds, unwanted);
        }

        @Override
        public Difference difference(TrunkEntity before, Set<String> moved) {
            return Difference.none().links(BASE_NUMBERS, moved, Set.of());
        }

        @Override
        public boolean takesAway() {
            return true;
        }

        @Override
        public Optional<Set<String>> numbers() {
            return Optional.of(unwanted);
        }
    }

    record Delete() implements BulkAction {
        @Override
        public boolean changes(TrunkEntity trunk, Set<String> moved) {
            return true;
        }

        @Override
        public void write(BulkStore store, String team, List<String> trunkIds) {
            store.delete(trunkIds);
        }

        @Override
        public Difference difference(TrunkEntity before, Set<String> moved) {
            return AuditedTrunk.difference(AuditedTrunk.of(before), null, false).links(BASE_NUMBERS, moved, Set.of());
        }

        @Override
        public boolean takesAway() {
            return true;
        }
    }
}
