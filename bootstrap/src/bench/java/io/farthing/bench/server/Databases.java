package io.farthing.bench.server;

import io.farthing.domain.secret.Secret;
import io.farthing.persistence.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Empty databases in a folder of their own, of both kinds; all are gone when this is closed. */
public final class Databases implements AutoCloseable {

    /** The kinds of databases that Farthing runs on. */
    public enum Kind {
        /** H2, embedded, in a file. */
        H2("H2"),
        /** PostgreSQL, in processes of its own, on this machine. */
        POSTGRESQL("PostgreSQL");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final int POOL_SIZE = 8;

    /** How many files of 16 MB PostgreSQL's log has to write into. */
    private static final int LOG_FILES = 128;

    private final Path directory;
    private final EmbeddedPostgres postgres;

    /** Starts a PostgreSQL, whose commits are durable, in an empty folder below {@code parent}. */
    public Databases(Path parent) throws IOException, SQLException {
        directory = Files.createTempDirectory(parent, "databases");
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                // The embedding is made for tests and gives durability up unless told otherwise.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                // As docs/operating.md has it.
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("min_wal_size", "2GB")
                .start();
        fillLog();
    }

    // A server that has run for a while writes its log into files of earlier times. A new one has to make each of them,
    // which stops all commits for some 40 ms every few seconds.
    private void fillLog() throws SQLException {
        for (int i = 0; i < LOG_FILES; i++) {
            execute("select pg_logical_emit_message(false, 'benchmark', 'next'), pg_switch_wal()");
        }
        execute("checkpoint");
    }

    /** Makes an empty database and says how to open it. */
    public DatabaseSettings create(Kind kind, String name) throws SQLException {
        return switch (kind) {
            case H2 ->
                new DatabaseSettings("jdbc:h2:file:" + h2File(name), Optional.empty(), Optional.empty(), POOL_SIZE);
            case POSTGRESQL -> {
                execute("create database " + name);
                yield new DatabaseSettings(
                        url(name), Optional.of("postgres"), Optional.of(new Secret("postgres")), POOL_SIZE);
            }
        };
    }

    /** How many bytes the database of that name takes on disk. */
    public long bytes(Kind kind, String name) throws IOException, SQLException {
        return switch (kind) {
            case H2 -> Files.size(Path.of(h2File(name) + ".mv.db"));
            case POSTGRESQL -> {
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        var row =
                                connection.createStatement().executeQuery("select pg_database_size('" + name + "')")) {
                    row.next();
                    yield row.getLong(1);
                }
            }
        };
    }

    /** Gives back what the database of that name, which nobody has open, takes more than it needs. */
    public void compact(Kind kind, String name) throws SQLException {
        switch (kind) {
            case H2 ->
                execute(DriverManager.getConnection("jdbc:h2:file:" + h2File(name), "sa", ""), "shutdown compact");
            case POSTGRESQL -> execute(postgres.getDatabase("postgres", name).getConnection(), "vacuum full analyze");
        }
    }

    /** What PostgreSQL says of itself and of how durable its commits are. */
    public List<String> postgresSettings() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("select version(), current_setting('fsync'),"
                                + " current_setting('synchronous_commit'), current_setting('full_page_writes')")) {
            row.next();
            return List.of(
                    row.getString(1),
                    "fsync " + row.getString(2),
                    "synchronous_commit " + row.getString(3),
                    "full_page_writes " + row.getString(4));
        }
    }

    /** Where PostgreSQL listens. */
    public int postgresPort() {
        return postgres.getPort();
    }

    /** Executes a statement in PostgreSQL's own database. */
    public void execute(String sql) throws SQLException {
        execute(postgres.getPostgresDatabase().getConnection(), sql);
    }

    /** The JDBC URL of a database of PostgreSQL. */
    public String url(String name) {
        return postgres.getJdbcUrl("postgres", name);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        // Or it would write everything out while it stops, for which it is given a few seconds only.
        execute("checkpoint");
        postgres.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path h2File(String name) {
        return directory.resolve("h2").resolve(name);
    }
}
