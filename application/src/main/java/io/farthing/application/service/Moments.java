package io.farthing.application.service;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Time as it is recorded: to the millisecond, so that what was stored equals what was decided. */
final class Moments {

    private Moments() {}

    static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
