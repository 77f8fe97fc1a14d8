package io.farthing.persistence;

import com.zaxxer.hikari.HikariConfig;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.Failures;
import io.farthing.persistence.h2.H2Databases;
import io.farthing.persistence.h2.H2FilePath;
import io.farthing.persistence.h2.H2Url;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.SQLDialect;

/** A database that a host has open, and lends us connections to. */
record HostDatabase(DataSource dataSource, String schema, DatabaseSettings settings, Engine engine) {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /**
     * Asks the data source what it leads to.
     *
     * @throws IllegalArgumentException when the schema has no usable name, or the database is not supported
     * @throws StorageFailure when there is no connection to be had, or H2 did not know the scheme of its file
     */
    static HostDatabase of(DataSource dataSource, String schema, int poolSize) {
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "the name of a schema is at most 63 lower-case letters, digits and underscores, and no digit first");
        }
        DatabaseSettings settings = DatabaseSettings.of(url(dataSource)).withPoolSize(poolSize);
        // Before an engine is made, which registers the scheme: connections from before and after are of two databases.
        requireScheme(dataSource, settings);
        return new HostDatabase(dataSource, schema, settings, Engine.of(settings));
    }

    private static String url(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw Failures.whileConnecting(e);
        }
    }

    // H2 takes a scheme that it does not know for the name of a folder.
    private static void requireScheme(DataSource dataSource, DatabaseSettings settings) {
        if (!H2Url.hasScheme(settings.url())) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet path = statement.executeQuery("select database_path()")) {
            path.next();
            if (!path.getString(1).startsWith(H2FilePath.SCHEME + ":")) {
                throw new SQLException("H2 took " + H2FilePath.SCHEME + ": for a folder and has it open as "
                        + path.getString(1) + "; call H2File.register() before the first connection");
            }
        } catch (SQLException e) {
            throw Failures.whileOpening(settings, e);
        }
    }

    /** Throws unless our statements mean the same there as in a database of our own. */
    void check() throws SQLException {
        if (engine.dialect() == SQLDialect.H2) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet lowerCase = statement.executeQuery("select setting_value from information_schema.settings"
                            + " where setting_name = 'DATABASE_TO_LOWER'")) {
                if (!lowerCase.next() || !lowerCase.getString(1).equalsIgnoreCase("true")) {
                    throw new SQLException("names are not lower case in it; add ;DATABASE_TO_LOWER=TRUE to its URL"
                            + " when it is created");
                }
                H2Databases.finishBrokenCommits(connection);
            }
        }
    }

    /** The configuration of a pool for the migrations, which make the schema when it is missing. */
    HikariConfig migrating() {
        HikariConfig config = borrowing(engine.unhurriedWriters(settings));
        config.setSchema(null);
        config.setMinimumIdle(0);
        return config;
    }

    /** The configuration of a pool, with connections of the host's instead of new ones. */
    HikariConfig borrowing(HikariConfig config) {
        config.setJdbcUrl(null);
        config.setUsername(null);
        config.setPassword(null);
        config.setDataSource(new LentConnections(dataSource, engine.changedSettings()));
        config.setSchema(schema);
        return config;
    }
}
