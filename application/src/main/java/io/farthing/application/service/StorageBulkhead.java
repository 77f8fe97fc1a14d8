package io.farthing.application.service;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps a storage that does not answer from taking all threads of those who ask for something, so that a server can still
 * refuse them, and say that it lives. So many may be at the storage or wait for it. Further ones wait for a place for a
 * moment; as long as the storage gets on that is enough, and once nobody has come or gone for that long they are refused at
 * once. Source: M. Nygard, "Release It!", 2007, "Bulkheads".
 *
 * <p>Payments don't come through here: they wait without a thread, in the queue of the engine. Thread-safe.
 */
final class StorageBulkhead {

    /** Half of the threads of the server. The storage itself is used by a tenth of them. */
    static final int PLACES = 100;

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Semaphore places;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private volatile long movedAtNanos;

    /** With {@link #PLACES}. */
    StorageBulkhead() {
        this(PLACES, PATIENCE, System::nanoTime);
    }

    StorageBulkhead(int places, Duration patience, LongSupplier nanoTime) {
        this.places = new Semaphore(places);
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * What {@code work} yields, which waits for the storage.
     *
     * @throws StorageFailure also when there is no place: {@link StorageFailure.Category#UNAVAILABLE}
     */
    <T> T within(Supplier<T> work) {
        enter();
        movedAtNanos = nanoTime.getAsLong();
        try {
            return work.get();
        } finally {
            movedAtNanos = nanoTime.getAsLong();
            places.release();
        }
    }

    /** The same storage, with a place taken for each unit of work. */
    UnitOfWork before(UnitOfWork storage) {
        return new BoundedUnitOfWork(storage, this);
    }

    private void enter() {
        if (places.tryAcquire()) {
            return;
        }
        long stillNanos = nanoTime.getAsLong() - movedAtNanos;
        if (stillNanos >= patienceNanos || !hasPlaceInTime()) {
            throw new StorageFailure(
                    StorageFailure.Category.UNAVAILABLE,
                    "too many wait for the storage, which does not get on",
                    new RejectedExecutionException(
                            "no place within " + TimeUnit.NANOSECONDS.toMillis(patienceNanos) + " ms"));
        }
    }

    // Whoever is interrupted gets no place, and may see why.
    private boolean hasPlaceInTime() {
        try {
            return places.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
