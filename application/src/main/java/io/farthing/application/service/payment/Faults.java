package io.farthing.application.service.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches that fail for a reason that does not pass by itself, as the log tells of them: a line for each, and once a minute
 * with the stack trace, or when the fault is of another kind. There may be hundreds a second. Used by one thread.
 */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private static final Duration TRACED_EVERY = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant tracedAt = Instant.EPOCH;
    private String tracedKind = "";

    Faults(InstantSource clock) {
        this.clock = clock;
    }

    /** So many orders and findings could not be committed together. */
    void failed(int size, RuntimeException fault) {
        Instant now = clock.instant();
        StringBuilder kind = new StringBuilder();
        Throwable root = fault;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            kind.append(cause.getClass().getName()).append(' ');
            root = cause;
        }
        // A clock may be set back, too.
        if (tracedKind.contentEquals(kind)
                && Duration.between(tracedAt, now).abs().compareTo(TRACED_EVERY) < 0) {
            LOG.error("a batch could not be committed (orders and findings: {}): {}", size, root.toString());
        } else {
            tracedAt = now;
            tracedKind = kind.toString();
            LOG.error("a batch could not be committed (orders and findings: {})", size, fault);
        }
    }
}
