package io.farthing.dotwallet.server;

import io.farthing.application.port.out.StorageFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log that the storage is unavailable, also to those who wait in vain for what somebody keeps locked: at the
 * first request that fails of it, with the cause, and then at most once a minute, with how many failed since. There may
 * be hundreds a second. Thread-safe.
 */
@Singleton
final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private static final long TOLD_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private long toldAtNanos = System.nanoTime() - TOLD_EVERY_NANOS;
    private long failed;

    @Inject
    OutageLog() {}

    /** A request failed because the storage is unavailable. */
    synchronized void failed(String endpoint, StorageFailure failure) {
        failed++;
        long now = System.nanoTime();
        if (now - toldAtNanos >= TOLD_EVERY_NANOS) {
            LOG.error(
                    "the database is unavailable; requests that failed since this was last told, {} the last: {}",
                    endpoint,
                    failed,
                    failure);
            toldAtNanos = now;
            failed = 0;
        }
    }
}
