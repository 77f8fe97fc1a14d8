package io.farthing.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of this process, in which each test class has a database of its own. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    /** A new, empty database. */
    public static DatabaseSettings newDatabase(int poolSize) {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name);
        return new DatabaseSettings(SERVER.getJdbcUrl("postgres", name), Optional.empty(), Optional.empty(), poolSize);
    }

    /**
     * The same, reached through a port of this machine behind which is {@link #port}. Whoever listens there sees the
     * text of every statement; otherwise those that are repeated, such as COMMIT, are sent by a name.
     */
    public static DatabaseSettings newDatabaseThrough(int port, int poolSize) {
        DatabaseSettings direct = newDatabase(poolSize);
        String url = direct.url().replaceFirst(":" + port() + "/", ":" + port + "/") + "&prepareThreshold=0";
        return new DatabaseSettings(url, direct.user(), direct.password(), poolSize);
    }

    /** The name of a database. */
    public static String name(DatabaseSettings settings) {
        return settings.url().replaceAll(".*/|\\?.*", "");
    }

    /** A connection of the test's own to the database of that name. */
    public static Connection connect(String database) throws SQLException {
        return SERVER.getDatabase("postgres", database).getConnection();
    }

    /** Ends all connections that others have to a database. */
    public static void endConnections(DatabaseSettings settings) {
        execute(
                "postgres",
                "select count(pg_terminate_backend(pid, 60000)) from pg_stat_activity where datname = '"
                        + name(settings) + "'");
    }

    /** Where it listens. */
    public static int port() {
        return SERVER.getPort();
    }

    /** Removes everything from the tables of a database but what the migrations have put there. */
    public static void empty(DatabaseSettings settings) {
        execute(
                name(settings),
                "truncate apps, app_redirect_uris, app_secrets, users, wallets, tokens, activations, authorizations,"
                        + " payments, fundings, pending_payments, payment_receipts, payment_resolutions,"
                        + " outside_consents, leases, outbox");
    }

    /** Runs one statement as the superuser, and returns the first value that it yields, if it yields any. */
    public static String execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            // Deadlocks are looked for sooner than in production, because some tests make them on purpose.
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("deadlock_timeout", "50ms")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
