package io.farthing.bench;

import java.util.concurrent.atomic.AtomicLong;

/** Hands out order numbers, all of sixteen digits, none of them twice in a run. Thread-safe. */
final class OrderNumbers {

    private static final long FIRST = 1_000_000_000_000_000L;
    private static final long BLOCK = 100_000_000;

    private static final AtomicLong NEXT = new AtomicLong(FIRST);

    private OrderNumbers() {}

    /** The first of more numbers than any single measurement takes. */
    static long block() {
        return NEXT.getAndAdd(BLOCK);
    }
}
