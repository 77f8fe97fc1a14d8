package io.farthing.persistence;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database: its tables are up to date and it is ready for units of work.
 *
 * <p>Thread-safe. Several of them, in one process or in several, may use one PostgreSQL; an H2 file belongs to one.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseSettings settings;
    private final Engine engine;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final JooqUnitOfWork unitOfWork;

    private Database(DatabaseSettings settings, Engine engine, HikariDataSource writers, HikariDataSource readers) {
        this.settings = settings;
        this.engine = engine;
        this.writers = writers;
        this.readers = readers;
        this.unitOfWork = new JooqUnitOfWork(engine, writers, readers, Pause.random());
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
        try {
            HikariDataSource writers = new HikariDataSource(engine.writers(settings));
            try {
                requireComplete(writers);
                Migrations.run(writers, engine);
                engine.check(writers);
                return prepared(
                        new Database(settings, engine, writers, new HikariDataSource(engine.readers(settings))));
            } catch (RuntimeException | SQLException e) {
                writers.close();
                throw e;
            }
        } catch (RuntimeException | SQLException e) {
            throw Failures.whileOpening(settings, e);
        }
    }

    private static Database prepared(Database database) {
        try {
            database.unitOfWork.prepare();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void requireComplete(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            if (CopyProgress.isIn(connection)) {
                throw new SQLException("it is the target of a copy that is not finished; run copy-database again");
            }
            connection.rollback();
        }
    }

    /** Runs units of work on this database until it is closed. */
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    /** Closes the connections; idempotent. Units of work that are still running fail. */
    @Override
    public void close() {
        if (writers.isClosed()) {
            return;
        }
        readers.close();
        writers.close();
        try {
            engine.shutDown(settings);
        } catch (SQLException e) {
            LOG.warn("The database did not close cleanly; what was committed is safe", e);
        }
    }
}
