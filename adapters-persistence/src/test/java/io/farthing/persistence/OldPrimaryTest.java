package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.PaymentOutcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary that comes back after a standby has taken its place gets no payment, although the URL names it first. */
final class OldPrimaryTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsPaidAtAnOldPrimaryThatComesBack() throws Exception {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        int port = filled(one);
        copy(one, two);
        Files.createFile(two.resolve("standby.signal"));
        try (EmbeddedPostgres promoted = start(two, 0)) {
            execute(promoted, "select pg_promote()");
            try (LivePayments payments = new LivePayments(either(port, promoted.getPort()), 100)) {
                try (EmbeddedPostgres old = start(one, port)) {
                    // Whoever connects from now on finds the old one first.
                    execute(
                            promoted,
                            "select count(pg_terminate_backend(pid, 60000)) from pg_stat_activity"
                                    + " where application_name = 'farthing'");
                    for (int i = 0; i < 3; i++) {
                        assertThat(LivePayments.outcome(payments.request("astray " + i)))
                                .isInstanceOf(PaymentOutcome.NotRecorded.class);
                    }
                    assertThat(old.getPort()).isEqualTo(port);
                }

                payments.awaitPaid("after");
                payments.assertThatEverybodyWasToldTheTruth();
            }
        }
    }

    /** Makes a database with users who can pay, and ends it; the port that it had. */
    private static int filled(Path data) throws IOException {
        try (EmbeddedPostgres server = start(data, 0);
                LivePayments payments = new LivePayments(settings(server.getJdbcUrl("postgres", "postgres")))) {
            payments.awaitPaid("before");
            return server.getPort();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    // The driver would remember for ten seconds which machine was away.
    private static DatabaseSettings either(int first, int second) {
        return settings("jdbc:postgresql://localhost:" + first + ",localhost:" + second
                + "/postgres?user=postgres&targetServerType=primary&hostRecheckSeconds=0");
    }

    private static DatabaseSettings settings(String url) {
        return new DatabaseSettings(url, Optional.empty(), Optional.empty(), 4);
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
