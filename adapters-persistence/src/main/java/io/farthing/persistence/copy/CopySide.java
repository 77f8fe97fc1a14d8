package io.farthing.persistence.copy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.Failures;
import io.farthing.persistence.schema.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the two databases of a copy, open. Used by one thread. */
final class CopySide implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopySide.class);

    /** By which servers and copies tell each other apart among the users of a PostgreSQL. */
    private static final String APPLICATION_NAME = "farthing-copy";

    /** One to work with, and those that the migrations take. */
    private static final int CONNECTIONS = 4;

    private final DatabaseSettings settings;
    private final Engine engine;
    private final HikariDataSource connections;
    private final Connection connection;

    private CopySide(DatabaseSettings settings, Engine engine, HikariConfig config) throws SQLException {
        this.settings = settings;
        this.engine = engine;
        this.connections = pool(engine, config);
        this.connection = connections.getConnection();
    }

    /** The database to read, which must exist: all reads see one state of it. */
    static CopySide source(DatabaseSettings given) {
        boolean isH2 = given.url().startsWith("jdbc:h2:");
        DatabaseSettings settings = new DatabaseSettings(
                given.url() + (isH2 ? ";IFEXISTS=TRUE" : ""), given.user(), given.password(), CONNECTIONS);
        Engine engine = Engine.of(settings);
        return open(settings, engine, engine.readers(settings));
    }

    /** The database to write. */
    static CopySide target(DatabaseSettings given) {
        DatabaseSettings settings = new DatabaseSettings(given.url(), given.user(), given.password(), CONNECTIONS);
        Engine engine = Engine.of(settings);
        CopySide target = open(settings, engine, engine.unhurriedWriters(settings));
        try {
            engine.requireUsable(target.connection);
            target.connection.rollback();
            return target;
        } catch (SQLException e) {
            target.close();
            throw Failures.whileOpening(settings, e);
        }
    }

    private static HikariDataSource pool(Engine engine, HikariConfig config) {
        if (engine.dialect() == SQLDialect.POSTGRES) {
            config.setConnectionInitSql(
                    config.getConnectionInitSql() + "; set application_name = '" + APPLICATION_NAME + "'");
        }
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static CopySide open(DatabaseSettings settings, Engine engine, HikariConfig config) {
        try {
            engine.recover(settings);
            return new CopySide(settings, engine, config);
        } catch (RuntimeException | SQLException e) {
            if (Failures.isMissing(e)) {
                throw new CopyProblem("There is no database " + settings.location() + " to copy: check the URL.", e);
            }
            throw Failures.whileOpening(settings, e);
        }
    }

    Engine engine() {
        return engine;
    }

    Connection connection() {
        return connection;
    }

    DataSource connections() {
        return connections;
    }

    /** More connections, which see one state for the whole of a unit of work; whoever asks for them closes them. */
    HikariDataSource readers() {
        return pool(engine, engine.readers(settings));
    }

    String location() {
        return settings.location();
    }

    boolean isPostgres() {
        return engine.dialect() == SQLDialect.POSTGRES;
    }

    Set<String> tables() throws SQLException {
        return TableNames.of(connection);
    }

    /** Throws {@link CopyProblem} when a server has the database open. An H2 file could not have been opened then. */
    void requireNoServer() throws SQLException {
        if (isPostgres()
                && number(
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and application_name = ?",
                                Engine.APPLICATION_NAME)
                        > 0) {
            throw new CopyProblem("A server uses the database " + location()
                    + ": stop it, because what it does meanwhile would not be copied.");
        }
    }

    long number(String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(CopiedTable table) throws SQLException {
        return number("select count(*) from " + table.name());
    }

    boolean isEmpty(CopiedTable table) throws SQLException {
        return number("select count(*) from (select 1 from " + table.name() + " fetch first 1 rows only) as first_row")
                == 0;
    }

    @Override
    public void close() {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
            }
            connections.close();
            engine.shutDown(settings);
        } catch (SQLException e) {
            LOG.debug("The database {} did not close cleanly; what was committed is safe", location(), e);
        } finally {
            connections.close();
            engine.release();
        }
    }
}
