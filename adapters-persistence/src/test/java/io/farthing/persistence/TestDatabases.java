package io.farthing.persistence;

import io.farthing.persistence.engine.Engine;

/** Databases as tests of other packages open them. */
public final class TestDatabases {

    private TestDatabases() {}

    /** Opens a database with an engine of the test's own. */
    public static Database open(DatabaseSettings settings, Engine engine) {
        return Database.open(settings, engine);
    }
}
