package io.farthing.application.service.payment;

import io.farthing.application.port.out.StorageFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which the database is unavailable, as the log tells of it: when it begins and once a minute with the cause,
 * and when it is over. There may be hundreds of refused batches a second. Used by one thread.
 */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final InstantSource clock;
    private @Nullable Instant since;
    private Instant toldAt = Instant.EPOCH;
    private long refused;

    Outage(InstantSource clock) {
        this.clock = clock;
    }

    /** So many orders were not recorded because the database is unavailable. */
    void refused(int orders, StorageFailure failure) {
        Instant now = clock.instant();
        boolean isNew = since == null;
        if (isNew) {
            since = now;
            refused = 0;
        }
        refused += orders;
        // A clock may be set back, too.
        if (isNew || Duration.between(toldAt, now).abs().compareTo(TOLD_EVERY) >= 0) {
            toldAt = now;
            LOG.error("the database is unavailable since {}; orders not recorded: {}", since, refused, failure);
        }
    }

    /** The database has answered. */
    void over() {
        if (since != null) {
            LOG.info("the database is available again; orders not recorded since {}: {}", since, refused);
            since = null;
        }
    }
}
