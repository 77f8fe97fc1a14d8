package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.persistence.h2.H2Url;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is told "paid" by what is in a file that no restart would find. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It lets nobody move or remove a file that is open.")
final class MisplacedFileTest {

    private static final int AT_ONCE = 20;

    @TempDir
    private Path folder;

    private Path data;
    private Path file;
    private Path elsewhere;
    private DatabaseSettings settings;

    @BeforeEach
    void makeFolder() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        file = data.resolve("live.mv.db");
        elsewhere = folder.resolve("elsewhere");
        settings = settings(data.resolve("live"));
    }

    @Test
    void nobodyIsToldPaidOnceTheFileIsRemoved() throws IOException {
        try (LivePayments payments = new LivePayments(settings)) {
            assertThatAllArePaid(payments, "before");

            Files.delete(file);

            assertThatNoneIsPaid(payments, "removed");
            assertThat(file).doesNotExist();
        }
    }

    /** As the operator is told to. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Only there what a process has open has a name of its own.")
    void whatWasPaidIsSavedFromARemovedFile() throws IOException {
        try (LivePayments payments = new LivePayments(settings)) {
            assertThatAllArePaid(payments, "before");
            Path real = file.toRealPath();
            Files.delete(file);
            assertThatNoneIsPaid(payments, "removed");

            Files.copy(openAs(real + " (deleted)"), folder.resolve("saved.mv.db"));
            try (LivePayments saved = new LivePayments(settings(folder.resolve("saved")))) {
                payments.assertThatEverybodyWasToldTheTruth(saved);
            }
        }
    }

    private static Path openAs(String target) throws IOException {
        Path process = Path.of("/proc/self/fd");
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process, link -> isLink(link, target))) {
            return open.iterator().next();
        }
    }

    private static boolean isLink(Path link, String target) throws IOException {
        try {
            return Files.isSymbolicLink(link)
                    && Files.readSymbolicLink(link).toString().equals(target);
        } catch (NoSuchFileException e) {
            return false; // Some other file, which was closed just now.
        }
    }

    /** Whoever finds out only after the commit cannot say that nothing was written: the file may come back. */
    @Test
    void whatWasCommittedMeanwhileIsNotKnown() {
        try (Database database = Database.open(settings)) {
            assertThatIsRefused(
                    () -> database.unitOfWork().write(stores -> {
                        Samples.addUser(stores, "ann", 5);
                        move(file, elsewhere);
                        return true;
                    }),
                    Category.OUTCOME_UNKNOWN);

            move(elsewhere, file);
            assertThat(isThere(database, "ann")).isTrue();
        }
    }

    @Test
    void whatWasSeenMeanwhileIsNotToldEither() {
        try (Database database = Database.open(settings)) {
            assertThatIsRefused(
                    () -> database.unitOfWork().read(stores -> {
                        move(file, elsewhere);
                        return true;
                    }),
                    Category.UNAVAILABLE);
        }
    }

    /** Under load, with threads wherever they are. */
    @Test
    void whoeverWasToldPaidFindsItInTheFileThatWasMoved() throws IOException {
        try (LivePayments payments = new LivePayments(settings)) {
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                for (int round = 0; !isOver.get(); round++) {
                    payments.requestMany("round " + round, AT_ONCE);
                }
            });
            Awaitility.await().until(() -> payments.settled() > 3 * AT_ONCE);

            move(file, elsewhere);
            isOver.set(true);
            load.join();
            long settled = payments.settled();
            assertThatNoneIsPaid(payments, "moved");
            assertThat(payments.settled()).isEqualTo(settled);

            move(elsewhere, file);
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }

    @Test
    void paymentsGoOnWhenTheFileIsPutBack() {
        LivePayments payments = new LivePayments(settings);
        try (payments) {
            assertThatAllArePaid(payments, "before");
            move(file, elsewhere);
            assertThatNoneIsPaid(payments, "moved");

            move(elsewhere, file);

            assertThatAllArePaid(payments, "after");
            payments.assertThatEverybodyWasToldTheTruth();
        }
        try (LivePayments reopened = new LivePayments(settings)) {
            payments.assertThatEverybodyWasToldTheTruth(reopened);
        }
    }

    @Test
    void nobodyIsToldPaidWhileTheFolderHasAnotherName() {
        try (LivePayments payments = new LivePayments(settings)) {
            move(data, elsewhere);
            assertThatNoneIsPaid(payments, "renamed");
            assertThat(data).doesNotExist();

            move(elsewhere, data);
            assertThatAllArePaid(payments, "after");
        }
    }

    /** What is in memory belongs to the file that was opened. */
    @Test
    void aBackupInItsPlaceIsLeftAloneUntilTheServerIsStartedAnew() throws IOException {
        try (LivePayments payments = new LivePayments(settings)) {
            assertThatAllArePaid(payments, "before");
            Path backup = Files.copy(file, folder.resolve("backup"));
            assertThatAllArePaid(payments, "after the backup");
            byte[] kept = Files.readAllBytes(backup);

            move(file, elsewhere);
            move(backup, file);

            assertThatNoneIsPaid(payments, "replaced");
            assertThat(file).hasBinaryContent(kept);
        }
        try (LivePayments reopened = new LivePayments(settings)) {
            assertThat(reopened.recorded("before 0")).isPresent();
            assertThat(reopened.recorded("after the backup 0")).isEmpty();
            assertThatAllArePaid(reopened, "anew");
        }
    }

    /** H2 would make a new and empty one, and know nothing of any payment. */
    @Test
    void aDatabaseThatHasFailedMeanwhileIsOpenedAgainInItsOwnFileOnly() throws Exception {
        try (Database database = Database.open(settings)) {
            database.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5) != null);
            move(data, elsewhere);
            fail();
            assertThatIsRefused(() -> isThere(database, "ann"), Category.UNAVAILABLE);
            assertThatCannotConnect();
            assertThat(data).doesNotExist();

            Files.createDirectory(data);
            assertThatCannotConnect();
            assertThat(file).doesNotExist();

            Files.copy(elsewhere.resolve("live.mv.db"), file);
            byte[] kept = Files.readAllBytes(file);
            assertThatIsRefused(() -> isThere(database, "ann"), Category.UNAVAILABLE);
            assertThatCannotConnect();
            assertThat(file).hasBinaryContent(kept);

            move(data, folder.resolve("wrong"));
            move(elsewhere, data);
            Awaitility.await().ignoreExceptions().until(() -> isThere(database, "ann"));
        }
    }

    @Test
    void anotherDatabaseMayHaveThatNameOnceItIsClosed() throws IOException {
        try (Database database = Database.open(settings)) {
            database.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5) != null);
            Files.delete(file);
        }
        try (Database other = Database.open(settings)) {
            assertThat(isThere(other, "ann")).isFalse();
        }
    }

    @Test
    void aHostIsToldToo() throws SQLException {
        JdbcDataSource host = new JdbcDataSource();
        host.setURL("jdbc:h2:file:" + data.resolve("live") + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        host.setUser("sa");
        try (Database database = Database.in(host, "farthing", 2)) {
            database.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5) != null);

            move(file, elsewhere);
            assertThatIsRefused(() -> isThere(database, "ann"), Category.UNAVAILABLE);

            move(elsewhere, file);
            assertThat(isThere(database, "ann")).isTrue();
        }
        try (Connection connection = host.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    private void fail() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(H2Url.withOptions(settings.url()), "sa", "");
    }

    private void assertThatCannotConnect() {
        assertThatThrownBy(() -> connect().close())
                .isInstanceOf(SQLException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasStackTraceContaining(sentence());
    }

    private void assertThatIsRefused(ThrowingCallable work, Category category) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(category))
                .hasStackTraceContaining(sentence());
    }

    private String sentence() {
        return "the file " + file + " is not the one that was opened: it was moved, removed or replaced";
    }

    private static void assertThatAllArePaid(LivePayments payments, String name) {
        assertThat(payments.requestMany(name, AT_ONCE)).allMatch(PaymentOutcome.Settled.class::isInstance);
    }

    private static void assertThatNoneIsPaid(LivePayments payments, String name) {
        List<PaymentOutcome> outcomes = payments.requestMany(name, AT_ONCE);
        assertThat(outcomes).containsOnly(new PaymentOutcome.NotRecorded("the database is unavailable"));
    }

    private static boolean isThere(Database database, String name) {
        return database.unitOfWork()
                .<Boolean>read(stores ->
                        stores.users().find(Samples.user(name).openId()).isPresent());
    }

    private static DatabaseSettings settings(Path path) {
        return new DatabaseSettings("jdbc:h2:file:" + path, Optional.empty(), Optional.empty(), 4);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
