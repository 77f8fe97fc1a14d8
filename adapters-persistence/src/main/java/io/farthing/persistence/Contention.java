package io.farthing.persistence;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether batches should lock what they read. As long as nobody else changes the same rows they need not: what they write
 * is written only over what they have read, and a conflict is noticed. After one it is cheaper to wait for the others than
 * to be wrong again, for a while. Thread-safe.
 */
final class Contention {

    /** So many batches lock after a conflict: few to lose if it was a single one, and many enough to lose few if not. */
    private static final int CAUTIOUS_BATCHES = 64;

    private final AtomicInteger cautious = new AtomicInteger();

    /** Units of work stood in each other's way. */
    void happened() {
        cautious.set(CAUTIOUS_BATCHES);
    }

    /** Whether the next batch should lock. */
    boolean isExpected() {
        return cautious.get() > 0 && cautious.decrementAndGet() >= 0;
    }
}
