package io.egress.status;

import io.egress.trunk.TrunkHistory.RingDelay;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Delays of several proxies as one, by buckets: bucket k counts those from 2^(k/4) to below 2^((k+1)/4) milliseconds
 * (contract, "history").
 */
final class RingDelays {
    private static final Pattern TEXT = Pattern.compile("|\\d{1,2}:\\d{1,9}(?: \\d{1,2}:\\d{1,9})*");
    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double IN_A_DOUBLING = 4;

    private final SortedMap<Integer, Long> counts = new TreeMap<>();

    static boolean areReadable(String text) {
        return text != null && TEXT.matcher(text).matches();
    }

    /** @param text {@code <bucket>:<how many>} with blanks between */
    void add(String text) {
        for (var part : text.isEmpty() ? new String[0] : text.split(" ")) {
            var colon = part.indexOf(':');
            counts.merge(Integer.valueOf(part.substring(0, colon)), Long.valueOf(part.substring(colon + 1)), Long::sum);
        }
    }

    /** Empty if there was none. */
    Optional<RingDelay> quantiles() {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? Optional.empty() : Optional.of(new RingDelay(quantile(MEDIAN, all), quantile(P95, all)));
    }

    /** The middle of the bucket in which the one of that rank is. */
    private int quantile(double share, long all) {
        long before = 0;
        for (var bucket : counts.entrySet()) {
            before += bucket.getValue();
            if (before >= share * all) {
                return (int) Math.round(Math.pow(2, (bucket.getKey() + 0.5) / IN_A_DOUBLING));
            }
        }
        throw new IllegalStateException("The share of " + all + " is above 1.");
    }
}
