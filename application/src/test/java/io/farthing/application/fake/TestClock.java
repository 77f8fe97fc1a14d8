package io.farthing.application.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. It begins at {@link Samples#NOW}. Thread-safe. */
public final class TestClock implements InstantSource {

    private Instant now = Samples.NOW;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves the clock on. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
