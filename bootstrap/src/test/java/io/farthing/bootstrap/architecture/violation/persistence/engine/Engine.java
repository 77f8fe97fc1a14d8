package io.farthing.bootstrap.architecture.violation.persistence.engine;

import io.farthing.bootstrap.architecture.violation.persistence.UntestedStore;
import org.flywaydb.core.Flyway;
import org.h2.mvstore.MVStore;
import org.postgresql.PGConnection;

/** An engine that knows too much. */
public final class Engine {

    private Engine() {}

    record KnowingTheDatabase(UntestedStore store) {}

    record KnowingH2(MVStore store) {}

    record KnowingTheDriver(PGConnection connection) {}

    record Migrating(Flyway flyway) {}
}
