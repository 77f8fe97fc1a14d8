package io.farthing.bootstrap.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A PostgreSQL for servers in processes of their own; its commits are durable. */
final class LivePostgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private LivePostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static LivePostgres start() {
        try {
            // The embedding is made for tests and gives durability up unless told otherwise.
            return new LivePostgres(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /** The name of a new, empty database. */
    String newDatabase() throws SQLException {
        String name = "live_" + databases.incrementAndGet();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    /** The settings of a server that uses that database and reaches it through {@code port}. */
    Map<String, String> settings(String database, int port) {
        return Map.of(
                "FARTHING_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                "FARTHING_DATABASE_USER",
                USER);
    }

    /** A connection of the test's own to that database. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl(USER, database));
    }

    /**
     * How many transactions in that database were ended because they had waited for each other. Whoever uses the
     * database counts for himself and adds that up when he leaves, so this waits until nobody uses it any more.
     */
    long deadlocks(String database) throws SQLException {
        String users = "select count(*) from pg_stat_activity where backend_type = 'client backend' and datname = '";
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> number(statement, users + database + "'") == 0);
            return number(statement, "select deadlocks from pg_stat_database where datname = '" + database + "'");
        }
    }

    /** The first number that the query finds. */
    static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
