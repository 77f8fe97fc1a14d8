package io.farthing.web.operations;

import io.farthing.application.port.in.ResolvePayments;
import io.farthing.domain.payment.PendingPayment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How many payments are pending, counted on a thread of its own: without a database that takes longer than whoever reads
 * the metrics waits. Thread-safe.
 */
final class PendingCount implements AutoCloseable {
    // Prometheus waits for ten seconds, unless it is told otherwise.
    private static final long PATIENCE_MS = Duration.ofSeconds(2).toMillis();

    private final ResolvePayments payments;
    private final ExecutorService counter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pending-payments");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<PendingPayment.Count> counting =
            CompletableFuture.failedFuture(new IllegalStateException("not yet"));
    private volatile Optional<PendingPayment.Count> latest = Optional.empty();

    PendingCount(ResolvePayments payments) {
        this.payments = payments;
    }

    /** Counts them, or waits for a count that is under way; returns in bounded time, whether it is known then or not. */
    void refresh() {
        CompletableFuture<PendingPayment.Count> current;
        synchronized (this) {
            if (counting.isDone()) {
                counting = CompletableFuture.supplyAsync(payments::count, counter);
            }
            current = counting;
        }
        try {
            latest = Optional.of(current.get(PATIENCE_MS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            latest = Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            latest = Optional.empty();
        }
    }

    /** What the last refresh has found; empty when it could not find out. */
    Optional<PendingPayment.Count> latest() {
        return latest;
    }

    @Override
    public void close() {
        counter.shutdown();
    }
}
