package io.farthing.application.service;

import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.application.service.payment.WriteAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the storage and the payment engine whether they are well.
 *
 * <p>A storage may answer those who read and refuse whoever writes: a standby, or a disk without room. Whether it can be
 * written to is known from payments. When there were none for a while this writes itself, so that it is known before the
 * first payment is refused, and a server that is sent no payments because it was not ready finds out when it is again.
 *
 * <p>Thread-safe.
 */
final class ReadinessService implements CheckReadiness {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessService.class);

    // A database that does not get on for ten seconds is waited for. What takes longer keeps everybody from paying, and
    // the storage may well go on answering those who read.
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(15);

    // A commit forces the disk, and anybody may ask for readiness as often as he likes.
    private static final Duration TRIED_EVERY = Duration.ofSeconds(1);

    // A commit that waits in vain for a standby keeps one of the database's connections even when it is given up here.
    // So there is a rest for at least as long as an attempt took.
    private static final int REST = 2;

    private final UnitOfWork unitOfWork;
    private final PaymentEngine engine;
    private final Duration longestBatch;
    private final Duration triedEvery;
    private final String holder = UUID.randomUUID().toString();

    private final ReentrantLock trying = new ReentrantLock();
    private volatile @Nullable WriteAttempt tried;
    private volatile long tookNanos;
    // A log that says so for each of them could be filled by anybody.
    private volatile boolean couldRead = true;

    /** The check of a storage and an engine. */
    ReadinessService(UnitOfWork unitOfWork, PaymentEngine engine) {
        this(unitOfWork, engine, LONGEST_BATCH, TRIED_EVERY);
    }

    /** The same, where a batch of payments may take so long, and what is known of writing is good for so long. */
    ReadinessService(UnitOfWork unitOfWork, PaymentEngine engine, Duration longestBatch, Duration triedEvery) {
        this.unitOfWork = unitOfWork;
        this.engine = engine;
        this.longestBatch = longestBatch;
        this.triedEvery = triedEvery;
    }

    @Override
    public Optional<String> problem() {
        if (!engine.isRunning()) {
            return Optional.of("the payment engine is stopped");
        }
        Duration busy = engine.busy();
        if (busy.compareTo(longestBatch) > 0) {
            return Optional.of("the same payments have been waiting for the database for " + busy.toSeconds() + " s");
        }
        if (!canRead()) {
            return Optional.of("the database cannot be read");
        }
        return canWrite() ? Optional.empty() : Optional.of("the database cannot be written to");
    }

    private boolean canRead() {
        try {
            unitOfWork.read(stores -> stores.apps().list(Optional.empty(), 1));
            couldRead = true;
            return true;
        } catch (StorageFailure failure) {
            if (couldRead) {
                LOG.warn("the database cannot be read", failure);
            }
            couldRead = false;
            return false;
        }
    }

    // Whoever comes while somebody tries goes by what is known until then, and holds no further thread.
    private boolean canWrite() {
        if (isDue() && trying.tryLock()) {
            try {
                if (isDue()) {
                    tryToWrite();
                }
            } finally {
                trying.unlock();
            }
        }
        WriteAttempt newest = newest();
        return newest == null || newest.succeeded();
    }

    // A storage may write one thing after the other, and what becomes of a batch in hand is known soon anyway.
    private boolean isDue() {
        if (!engine.busy().isZero()) {
            return false;
        }
        WriteAttempt newest = newest();
        long now = System.nanoTime();
        WriteAttempt own = tried;
        boolean hasRested = own == null || now - own.atNanos() >= REST * tookNanos;
        return hasRested && (newest == null || now - newest.atNanos() >= triedEvery.toNanos());
    }

    private @Nullable WriteAttempt newest() {
        WriteAttempt own = tried;
        WriteAttempt ofPayments = engine.lastWrite().orElse(null);
        if (own == null || ofPayments == null) {
            return own == null ? ofPayments : own;
        }
        return own.atNanos() - ofPayments.atNanos() > 0 ? own : ofPayments;
    }

    // It counts as of its beginning, because payments that are refused meanwhile know better.
    private void tryToWrite() {
        long beganNanos = System.nanoTime();
        boolean succeeded = write();
        tookNanos = System.nanoTime() - beganNanos;
        tried = new WriteAttempt(beganNanos, succeeded);
    }

    // Locks of what payments need do not matter to it. One of all leases, on the other hand, holds no payment up.
    private boolean write() {
        try {
            unitOfWork.write(stores -> {
                Task task = Task.trying(holder);
                boolean isTaken = stores.leases().take(task, holder, Instant.EPOCH, Instant.EPOCH);
                stores.leases().release(task, holder);
                return isTaken;
            });
            return true;
        } catch (StorageFailure failure) {
            if (failure.category() == Category.CONFLICT) {
                WriteAttempt newest = newest();
                return newest == null || newest.succeeded();
            }
            WriteAttempt before = tried;
            if (before == null || before.succeeded()) {
                LOG.warn("the database cannot be written to", failure);
            }
            return false;
        }
    }
}
