package io.egress.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.egress.problem.Problem;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often something may be done a minute, by key. Each replica of the service counts for itself. */
final class Throttle {
    private static final int KEYS = 100_000;
    private static final Duration REFILLED = Duration.ofMinutes(1);

    private final LoadingCache<String, Bucket> buckets;

    Throttle(int perMinute) {
        buckets = Caffeine.newBuilder()
                .maximumSize(KEYS)
                .expireAfterAccess(REFILLED)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, REFILLED))
                        .build());
    }

    /** @throws Problem.TooManyRequests if the key has had its number */
    void take(String key) {
        var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refusal(probe.getNanosToWaitForRefill());
        }
    }

    /** What was taken turned out to be harmless. */
    void giveBack(String key) {
        buckets.get(key).addTokens(1);
    }

    /** @throws Problem.TooManyRequests if the key has had its number; takes nothing */
    void requireRoom(String key) {
        var probe = buckets.get(key).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw refusal(probe.getNanosToWaitForRefill());
        }
    }

    /** Takes one if there is any. */
    void count(String key) {
        buckets.get(key).tryConsume(1);
    }

    private static Problem.TooManyRequests refusal(long nanoseconds) {
        return new Problem.TooManyRequests(TimeUnit.NANOSECONDS.toSeconds(nanoseconds) + 1);
    }
}
