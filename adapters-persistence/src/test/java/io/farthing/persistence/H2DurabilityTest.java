package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.user.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a unit of work has written is in H2's file when it returns. */
final class H2DurabilityTest {

    private static final int TURNS = 20;

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsInTheFileAtOnce() throws IOException {
        Path file = folder.resolve("live.mv.db");
        try (Database database = open("live")) {
            for (int turn = 0; turn < TURNS; turn++) {
                String name = "user " + turn;
                database.unitOfWork().<User>write(stores -> Samples.addUser(stores, name, 5));
                // The file as a killed process would leave it.
                Files.copy(file, folder.resolve("dead" + turn + ".mv.db"));
            }
        }
        for (int turn = 0; turn < TURNS; turn++) {
            String name = "user " + turn;
            try (Database reopened = open("dead" + turn)) {
                assertThat(isThere(reopened, name)).as(name).isTrue();
            }
        }
    }

    /** Where H2 writes over what is not needed any more, instead of at the end of the file. */
    @Test
    void whatWasWrittenIsFoundAlsoWhenRoomIsUsedAgain() throws Exception {
        Path file = folder.resolve("live.mv.db");
        Path copy = folder.resolve("dead.mv.db");
        DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("live") + ";RETENTION_TIME=0");
        try (Database database = Database.open(settings)) {
            int users = 0;
            for (int turn = 0; turn < 10 * TURNS; turn++) {
                int first = users;
                int more = 1 + turn * 7 % 40;
                database.unitOfWork().write(stores -> {
                    for (int user = first; user < first + more; user++) {
                        Samples.addUser(stores, "user " + user, 5);
                    }
                    return true;
                });
                users += more;
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                assertThat(countUsers(copy)).as("after commit %d", turn).isEqualTo(users);
            }
        }
    }

    // As anybody would open it.
    private static int countUsers(Path file) throws SQLException {
        String name = file.toString().replace(".mv.db", "");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + name + ";DATABASE_TO_LOWER=TRUE", "sa", "");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from users")) {
            count.next();
            int users = count.getInt(1);
            // It would stay open, as the live one is meant to.
            statement.execute("shutdown immediately");
            return users;
        }
    }

    @Test
    void whatManyThreadsWroteIsInTheFileAtOnce() throws IOException {
        Path file = folder.resolve("live.mv.db");
        try (Database database = open("live")) {
            Threads.race(4, thread -> {
                for (int turn = 0; turn < TURNS; turn++) {
                    String name = thread + " " + turn;
                    database.unitOfWork().<User>write(stores -> Samples.addUser(stores, name, 5));
                }
            });
            Files.copy(file, folder.resolve("dead.mv.db"));
        }
        try (Database reopened = open("dead")) {
            for (int i = 0; i < 4 * TURNS; i++) {
                String name = i / TURNS + " " + i % TURNS;
                assertThat(isThere(reopened, name)).as(name).isTrue();
            }
        }
    }

    @Test
    void anInterruptWaitsForTheEndOfTheWork() throws IOException {
        try (Database database = open("live")) {
            Thread.currentThread().interrupt();
            database.unitOfWork().<User>write(stores -> Samples.addUser(stores, "ann", 5));
            assertThat(Thread.interrupted()).isTrue();

            Files.copy(folder.resolve("live.mv.db"), folder.resolve("dead.mv.db"));
            database.unitOfWork().<User>write(stores -> Samples.addUser(stores, "bob", 5));
        }
        try (Database reopened = open("dead")) {
            assertThat(isThere(reopened, "ann")).isTrue();
        }
    }

    @Test
    void anInterruptInTheMiddleOfTheWorkHarmsNobodyElse() {
        // More than H2 has room for in its cache, so it reads its file.
        int users = 8000;
        try (Database database = open("live")) {
            database.unitOfWork().write(stores -> {
                for (int user = 0; user < users; user++) {
                    Samples.addUser(stores, "user " + user, 5);
                }
                return true;
            });
            assertThatThrownBy(() -> database.unitOfWork().<Boolean>read(stores -> {
                        Thread.currentThread().interrupt();
                        return IntStream.range(0, users)
                                .allMatch(user -> stores.users()
                                        .find(Samples.user("user " + user).openId())
                                        .isPresent());
                    }))
                    .isInstanceOfSatisfying(
                            StorageFailure.class,
                            failure -> assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE));
            assertThat(Thread.interrupted()).isTrue();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> isThere(database, "user 0"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                database.unitOfWork().<User>write(stores -> Samples.addUser(stores, "bob", 5));
                return isThere(database, "bob");
            });
        }
    }

    @Test
    void whatWasWrittenIsThereAfterAnOrderlyEndAndTheTablesAreMadeOnce() {
        try (Database database = open("live")) {
            database.unitOfWork().<User>write(stores -> Samples.addUser(stores, "ann", 5));
        }
        try (Database reopened = open("live")) {
            assertThat(isThere(reopened, "ann")).isTrue();
        }
    }

    @Test
    void afterItsEndADatabaseIsUnavailableAndClosingTwiceIsHarmless() {
        Database database = open("live");
        database.close();
        database.close();

        assertThatThrownBy(() -> isThere(database, "ann"))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.UNAVAILABLE));
    }

    private Database open(String name) {
        String url = "jdbc:h2:file:" + folder.resolve(name);
        return Database.open(new DatabaseSettings(url, Optional.empty(), Optional.empty(), 4));
    }

    private static boolean isThere(Database database, String name) {
        return database.unitOfWork()
                .<Optional<User>>read(
                        stores -> stores.users().find(Samples.user(name).openId()))
                .isPresent();
    }
}
