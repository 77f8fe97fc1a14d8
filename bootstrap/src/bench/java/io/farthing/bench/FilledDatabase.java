package io.farthing.bench;

import io.farthing.bench.server.Databases;
import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.Payees;
import io.farthing.bench.server.Population;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.sql.SQLException;
import java.util.Locale;

/** A database that is filled with payments, through the engine as all payments are. Used by one thread. */
final class FilledDatabase implements AutoCloseable {

    private static final int FILLING_IN_FLIGHT = 4_000;
    private static final int FILLING_BATCH = 2_000;

    private final Kind kind;
    private final String name;
    private final DatabaseSettings settings;
    private final Database database;
    private final EngineLoad engine;
    private long filled;

    FilledDatabase(Databases databases, Kind kind, String name) throws SQLException {
        this.kind = kind;
        this.name = name;
        settings = databases.create(kind, name);
        database = Database.open(settings);
        Population.settle(database.unitOfWork());
        engine = new EngineLoad(database.unitOfWork(), EnginePart.IN_FLIGHT, EnginePart.MAX_BATCH, Payees.ELSEWHERE);
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    DatabaseSettings settings() {
        return settings;
    }

    /** How many payments it holds. */
    long payments() {
        return filled + engine.total();
    }

    /** Adds payments, in bigger batches than a server makes, until there are that many; none when there are more. */
    void fill(long target) throws InterruptedException {
        if (payments() >= target) {
            return;
        }
        try (EngineLoad filler =
                new EngineLoad(database.unitOfWork(), FILLING_IN_FLIGHT, FILLING_BATCH, Payees.ELSEWHERE)) {
            filler.pay(target - payments());
            filled += filler.total();
        }
    }

    /** Pays for so long, as a server does. */
    Paid pay(long durationMs) throws InterruptedException {
        long before = payments();
        Rate rate = engine.rate(durationMs, Population.USERS);
        return new Paid(rate.perSecond(), (before + payments()) / 2.0);
    }

    /**
     * How fast payments were made.
     *
     * @param perSecond how many in a second
     * @param payments how many the database held: the mean of beginning and end
     */
    record Paid(double perSecond, double payments) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,.0f per s with %,.0f payments", perSecond, payments);
        }
    }

    /** Closes the database; idempotent. */
    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
