package io.farthing.persistence.engine;

import java.time.Duration;

/** Engines with other limits than usual, for tests of other packages. */
public final class TestEngines {

    private TestEngines() {}

    /** An H2 that knows so many payments from memory, and waits so long for a disk. */
    public static Engine h2(Access access, int recentOrders, Duration patience) {
        return H2Engine.of(access, recentOrders, patience);
    }

    /** A PostgreSQL that is waited for, and waits, for so long. */
    public static Engine postgres(Duration lock, Duration brief, Duration idle, Duration silence) {
        return new PostgresEngine(new PostgresEngine.Patience(lock, brief, idle, silence));
    }
}
