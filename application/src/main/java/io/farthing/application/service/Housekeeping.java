package io.farthing.application.service;

import io.farthing.application.port.in.RemoveExpired;
import io.farthing.application.port.out.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tidies up. Thread-safe. */
final class Housekeeping implements RemoveExpired {

    // For a day, an app that asks about an expired token is told so; afterwards the token never was.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    /** The service on a storage. */
    Housekeeping(UnitOfWork unitOfWork, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public int removeExpired() {
        Instant before = clock.instant().minus(REMEMBERED);
        return unitOfWork.write(stores -> stores.tokens().removeExpired(before)
                + stores.activations().removeExpired(before)
                + stores.outsideConsents().removeExpired(before));
    }
}
