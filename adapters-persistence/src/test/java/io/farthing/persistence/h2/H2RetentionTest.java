package io.farthing.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2's file uses its room again, whatever the clock has been. */
final class H2RetentionTest {

    private static final Duration AHEAD = Duration.ofDays(365);

    private static final int USUAL_MILLIS = 1000;

    private static final int COMMITS = 300;

    /** A chunk for each commit would be far more. */
    private static final long FEW_CHUNKS = 100;

    @TempDir
    private Path folder;

    @Test
    void roomIsUsedAgainAfterTheClockWasSetBack() throws Exception {
        try (Database database = open();
                Connection connection = connect()) {
            wasAhead(H2Databases.store(connection));

            commit(database);

            assertThat(chunks(connection)).isLessThan(FEW_CHUNKS);
        }
    }

    @Test
    void roomIsUsedAgainWhenTheFileWasLastOpenWithAClockThatWasAhead() throws Exception {
        try (Database database = open();
                Connection connection = connect()) {
            wasAhead(H2Databases.store(connection));
            commit(database);
        }

        try (Database database = open();
                Connection connection = connect()) {
            commit(database);

            assertThat(chunks(connection)).isLessThan(FEW_CHUNKS);
        }
    }

    @Test
    void afterAnOrdinaryRestartTheAgeMattersAsBefore() throws Exception {
        try (Database database = open()) {
            commit(database);
        }

        try (Database database = open();
                Connection connection = connect()) {
            commit(database);

            assertThat(H2Databases.store(connection).getRetentionTime()).isEqualTo(USUAL_MILLIS);
        }
    }

    // Each replaces what the one before has written, and nothing else.
    private static void commit(Database database) {
        for (int i = 0; i < COMMITS; i++) {
            Instant until = Samples.NOW.plusSeconds(i);
            database.unitOfWork()
                    .write(stores -> stores.leases().take(Task.RECONCILIATION, "holder", Samples.NOW, until));
        }
    }

    // As if H2 had looked at the clock when that was ahead.
    private static void wasAhead(MVStore store) throws ReflectiveOperationException {
        Field latest = MVStore.class.getDeclaredField("lastTimeAbsolute");
        latest.setAccessible(true);
        latest.setLong(store, store.getTimeAbsolute() + AHEAD.toMillis());
    }

    private static long chunks(Connection connection) throws SQLException {
        return H2Databases.store(connection).getFileStore().getLayoutMap().keySet().stream()
                .filter(key -> key.startsWith("chunk."))
                .count();
    }

    private Database open() {
        return Database.open(DatabaseSettings.of(url()));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(H2Url.withOptions(url()), "sa", "");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("farthing");
    }
}
