package io.farthing.persistence.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** What a unit of work does between a conflict and its next attempt. Thread-safe. */
@FunctionalInterface
interface Pause {

    /** Waits a little, the longer the more attempts have failed. */
    void after(int failedAttempts);

    /** Waits for a random time, so that those who stood in each other's way do not meet again: at most 64 ms. */
    static Pause random() {
        return failedAttempts -> {
            long longest = Duration.ofMillis(1L << Math.min(failedAttempts, 6)).toNanos();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
        };
    }
}
