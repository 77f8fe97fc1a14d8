package io.farthing.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.out.OpenStorage;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.Failures;
import io.farthing.persistence.schema.Migrations;
import io.farthing.persistence.schema.UnfinishedCopy;
import io.farthing.persistence.store.JooqUnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database: its tables are up to date and it is ready for units of work.
 *
 * <p>Thread-safe. Several of them, in one process or in several, may use one PostgreSQL; an H2 belongs to one, and another
 * one is refused.
 */
public final class Database implements OpenStorage {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseSettings settings;
    private final Engine engine;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final JooqUnitOfWork unitOfWork;
    private final boolean isOurs;

    private Database(
            DatabaseSettings settings,
            Engine engine,
            boolean isOurs,
            HikariDataSource writers,
            HikariDataSource readers) {
        this.settings = settings;
        this.isOurs = isOurs;
        this.engine = engine;
        this.writers = writers;
        this.readers = readers;
        this.unitOfWork = new JooqUnitOfWork(engine, writers, readers);
    }

    /**
     * Connects, brings the tables up to date and checks that the database keeps its promises.
     *
     * @throws IllegalArgumentException when the URL has a parameter that is not allowed
     * @throws StorageFailure when the database cannot be reached or prepared; the message says which one and why
     */
    public static Database open(DatabaseSettings settings) {
        return open(settings, Engine.of(settings));
    }

    static Database open(DatabaseSettings settings, Engine engine) {
        LOG.info("Opening the database {}", settings.location());
        HikariConfig unhurried = engine.unhurriedWriters(settings);
        unhurried.setMinimumIdle(0);
        try {
            engine.recover(settings);
        } catch (RuntimeException | LinkageError | SQLException e) {
            throw Failures.whileOpening(settings, e);
        }
        // Closed when the others are open: a copy sees by the connections whether a server uses its target.
        try (HikariDataSource migrators = new HikariDataSource(unhurried)) {
            requireComplete(migrators, engine);
            Migrations.run(migrators, engine);
            return prepared(settings, engine, true, engine.writers(settings), engine.readers(settings));
        } catch (RuntimeException | LinkageError | SQLException e) {
            throw Failures.whileOpening(settings, e);
        }
    }

    /**
     * Joins a database that a host has open: keeps its tables in a schema of their own there, and brings them up to date.
     * It borrows at most {@code 2 × poolSize} connections for as long as it is open, and gives them back as they were.
     * Closing it leaves the data source open.
     *
     * <p>A PostgreSQL has to be version 15 or later. An H2 has to be embedded in this process, with {@code
     * DATABASE_TO_LOWER=TRUE} in its URL, and nobody else of this process may have opened Farthing's tables in it.
     * Whatever the host has set of isolation and automatic commits does not matter; a commit is made durable whatever its
     * settings are, unless PostgreSQL runs with {@code fsync=off}, which is logged.
     *
     * @param dataSource lends connections that stay good until they are closed, several at once
     * @param schema the name of the schema, lower-case letters, digits and underscores; made when it is missing
     * @param poolSize how many units of work may write at once, and how many more may read:
     *     {@value DatabaseSettings#MIN_POOL_SIZE} to {@value DatabaseSettings#MAX_POOL_SIZE}
     * @throws IllegalArgumentException when that is no such name or number
     * @throws StorageFailure when the database cannot be used; the message says which one and why
     */
    public static Database in(DataSource dataSource, String schema, int poolSize) {
        HostDatabase host = HostDatabase.of(dataSource, schema, poolSize);
        DatabaseSettings settings = host.settings();
        LOG.info("Joining the database {}, schema {}", settings.location(), schema);
        try {
            host.check();
            Engine engine = host.engine();
            try (HikariDataSource migrators = new HikariDataSource(host.migrating())) {
                Migrations.run(migrators, engine, schema);
            }
            HikariConfig writing = host.borrowing(engine.writers(settings));
            return prepared(settings, engine, false, writing, host.borrowing(engine.readers(settings)));
        } catch (RuntimeException | LinkageError | SQLException e) {
            throw Failures.whileJoining(settings, 2 * poolSize, e);
        }
    }

    private static Database prepared(
            DatabaseSettings settings, Engine engine, boolean isOurs, HikariConfig writing, HikariConfig reading)
            throws SQLException {
        HikariDataSource writers = new HikariDataSource(writing);
        try {
            requireComplete(writers, engine);
            engine.check(writers);
            HikariDataSource readers = new HikariDataSource(reading);
            try {
                Database database = new Database(settings, engine, isOurs, writers, readers);
                database.unitOfWork.prepare();
                return database;
            } catch (RuntimeException | LinkageError e) {
                close(settings, engine, isOurs, writers, readers);
                throw e;
            }
        } catch (RuntimeException | LinkageError | SQLException e) {
            writers.close();
            engine.release();
            throw e;
        }
    }

    private static void requireComplete(DataSource connections, Engine engine) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            engine.begin(connection);
            if (UnfinishedCopy.isIn(connection)) {
                throw new SQLException("it is the target of a copy that is not finished; run copy-database again");
            }
            connection.rollback();
        }
    }

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    /** Closes the connections; idempotent. Units of work that are still running fail. */
    @Override
    public void close() {
        if (!writers.isClosed()) {
            close(settings, engine, isOurs, writers, readers);
        }
    }

    private static void close(
            DatabaseSettings settings,
            Engine engine,
            boolean isOurs,
            HikariDataSource writers,
            HikariDataSource readers) {
        readers.close();
        writers.close();
        try {
            if (isOurs) {
                engine.shutDown(settings);
            }
        } catch (SQLException e) {
            LOG.warn("The database did not close cleanly; what was committed is safe", e);
        } finally {
            engine.release();
        }
    }
}
