package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.Guice;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterFailure;
import io.farthing.application.spi.AdapterFailure.Category;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.AdapterProviderContract;
import io.farthing.domain.secret.Secret;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.h2.LimitedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The databases are offered like any other storage. */
final class DatabaseProviderTest implements AdapterProviderContract {

    private static final String SETTINGS = " Check that database.url, database.user and database.password are right.";

    private static final Supplier<Path> NO_FOLDER = () -> {
        throw new AssertionError("nobody may ask for the data folder");
    };

    @TempDir
    private Path folder;

    @Override
    public AdapterProvider<?> provider() {
        return new DatabaseProvider();
    }

    @Override
    public Adapter openAdapter() {
        return open(Optional.empty(), () -> folder);
    }

    @Test
    void withoutAUrlTheDatabaseIsAFileInTheDataFolder() {
        try (Adapter adapter = open(Optional.empty(), () -> folder)) {
            assertThat(adapter.location()).contains("jdbc:h2:file:" + folder.resolve("farthing"));
            assertThat(folder).isDirectoryContaining("glob:**farthing.mv.db");
        }
    }

    @Test
    void aDataFolderThatH2WouldTakeForParametersIsAMatterOfTheSettings() {
        Path odd = folder.resolve("money;IFEXISTS=TRUE");
        AdapterFailure failure = catchThrowableOfType(AdapterFailure.class, () -> open(Optional.empty(), () -> odd));
        assertThat(failure.category()).isEqualTo(Category.SETTINGS);
        assertThat(failure)
                .hasMessageContainingAll(odd.toString(), "semicolon", "set data-dir", "database.url")
                .hasMessageEndingWith(".");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withAUrlTheDataFolderIsNotAskedFor() {
        try (Adapter adapter = open(Optional.of("jdbc:h2:mem:elsewhere;TRACE_LEVEL_FILE=0"), NO_FOLDER)) {
            assertThat(adapter.location()).contains("jdbc:h2:mem:elsewhere");
        }
    }

    @Test
    void aFileInTheDataFolderThatWasMadeForAUserIsOpenedByItsUrl() {
        DatabaseOptions named = new DatabaseOptions(
                Optional.of("jdbc:h2:file:" + folder.resolve("farthing")),
                Optional.of("farthing"),
                Optional.of(new Secret("hunter2")),
                4);
        new DatabaseProvider()
                .open(named, new AdapterContext(() -> folder, new TestClock()))
                .close();

        assertThat(catchThrowableOfType(AdapterFailure.class, () -> open(Optional.empty(), () -> folder)))
                .hasMessageContaining("Wrong user name or password");
        new DatabaseProvider()
                .open(named, new AdapterContext(NO_FOLDER, new TestClock()))
                .close();
    }

    @Test
    void itsModuleBindsAStorageThatWorks() {
        try (Adapter adapter = open(Optional.of("jdbc:h2:mem:bound"), NO_FOLDER)) {
            UnitOfWork bound = Guice.createInjector(adapter.module()).getInstance(UnitOfWork.class);
            assertThat(bound.<Long>read(stores -> stores.journal().paymentCount()))
                    .isZero();
        }
    }

    @Test
    void whenItIsClosedTheFileIsFree() {
        open(Optional.empty(), () -> folder).close();
        open(Optional.empty(), () -> folder).close();
    }

    @Test
    void aUrlThatCannotBeIsAMatterOfTheSettings() {
        AdapterFailure failure = failure("jdbc:mysql://root:hunter2@db/x");
        assertThat(failure.category()).isEqualTo(Category.SETTINGS);
        assertThat(failure)
                .hasMessageStartingWith("database.url cannot be used: ")
                .hasMessageEndingWith(".");
        assertThat(failure.getMessage()).contains("jdbc:postgresql:").doesNotContain("hunter2");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAMatterOfTheOutside() {
        AdapterFailure failure = failure("jdbc:h2:file:" + folder.resolve("missing") + ";IFEXISTS=TRUE");
        assertThat(failure.category()).isEqualTo(Category.OUTSIDE);
        assertThat(failure).hasMessageEndingWith(SETTINGS);
    }

    @Test
    void aWrongPasswordOfH2IsAMatterOfTheSettings() {
        String url = "jdbc:h2:file:" + folder.resolve("guarded");
        open(Optional.of(url), NO_FOLDER).close();

        assertThat(failure(url + ";PASSWORD=wrong").getMessage())
                .contains("Wrong user name or password")
                .endsWith(SETTINGS);
    }

    @Test
    void aFileOnAFullDiskIsNoMatterOfTheSettings() {
        String url = LimitedDisk.settings(folder.resolve("full")).url();
        LimitedDisk.fill(true);
        try {
            assertThat(failure(url).getMessage())
                    .contains("No space left on device. Make room on the disk")
                    .doesNotContain(SETTINGS);
        } finally {
            LimitedDisk.fill(false);
        }
        open(Optional.of(url), NO_FOLDER).close();
    }

    @Test
    void aFileThatMayNotBeWrittenIsNoMatterOfTheSettings() {
        String url = LimitedDisk.settings(folder.resolve("sealed")).url();
        open(Optional.of(url), NO_FOLDER).close();
        LimitedDisk.seal(true);
        try {
            assertThat(failure(url).getMessage())
                    .contains("read-only", " The server has to be allowed to write")
                    .doesNotContain(SETTINGS);
        } finally {
            LimitedDisk.seal(false);
        }
    }

    @Test
    void aDamagedFileIsNoMatterOfTheSettings() throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("damaged");
        open(Optional.of(url), NO_FOLDER).close();
        Path file = folder.resolve("damaged.mv.db");
        byte[] damaged = new byte[Math.toIntExact(Files.size(file))];
        Files.write(file, damaged);

        assertThat(failure(url).getMessage())
                .endsWith(" The file is damaged: keep it, and restore the newest backup in its place.")
                .doesNotContain(SETTINGS);
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void aPostgresqlThatIsReadOnlyIsRefusedAtTheStart() {
        DatabaseSettings settings = TestPostgres.newDatabase(2);
        Database.open(settings).close();
        String readOnly = "alter database " + TestPostgres.name(settings) + " set default_transaction_read_only = on";
        TestPostgres.execute("postgres", readOnly);

        assertThat(failure(settings.url()).getMessage())
                .contains("cannot be opened: it is read-only, as a standby is. ")
                .contains("targetServerType=primary", "default_transaction_read_only");
    }

    @Test
    void aPostgresqlThatIsReadOnlyIsRefusedWithTheSameWayOutWhereTablesAreToBeMade() {
        DatabaseSettings settings = TestPostgres.newDatabase(2);
        String readOnly = "alter database " + TestPostgres.name(settings) + " set default_transaction_read_only = on";
        TestPostgres.execute("postgres", readOnly);

        assertThat(failure(settings.url()).getMessage()).contains("read-only", "targetServerType=primary");
    }

    @Test
    void whatPostgresqlRefusesHasAWayOutOfItsOwn() {
        String url = TestPostgres.newDatabase(2).url();
        assertThat(failure(url.replaceFirst("/test_\\d+", "/missing")).getMessage())
                .endsWith("does not exist. Check that database.url, database.user and database.password are right.");
        assertThat(failure("jdbc:postgresql://127.0.0.1:1/farthing").getMessage())
                .endsWith(". Check that database.url, database.user and database.password are right.");

        TestPostgres.execute("postgres", "create role guest login");
        assertThat(failure(url.replaceFirst("user=\\w+", "user=guest")).getMessage())
                .contains(
                        "cannot be opened: ERROR: permission denied for schema public. If there are migrations to run,")
                .endsWith("start once with database.user set to the role that owns the database: docs/operating.md says"
                        + " how.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "99999"})
    void aPortThatThereCannotBeIsRefusedWithAWayOut(String port) {
        assertThat(failure("jdbc:postgresql://127.0.0.1:" + port + "/farthing"))
                .hasMessageEndingWith("no driver on the class path can read its URL; write"
                        + " jdbc:postgresql://machine:port/database, with a port from 1 to 65535.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectTimeout", "prepareThreshold"})
    void aNumberInTheUrlThatIsNoneHasAWayOut(String setting) {
        assertThat(failure("jdbc:postgresql://127.0.0.1:1/farthing?" + setting + "=soon"))
                .hasMessageEndingWith(
                        "cannot be opened: For input string: \"soon\". Where database.url sets a number, write"
                                + " a whole one.");
    }

    @Test
    void whatWeFindWrongOurselvesSaysWhatToDo() {
        String h2 = "jdbc:h2:mem:both";
        try (Adapter first = open(Optional.of(h2), NO_FOLDER)) {
            assertThat(first.location()).contains(h2);
            assertThat(failure(h2).getMessage()).endsWith("or close the other one before.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tablesOfALaterVersionAreRefusedWithAWayOut(boolean isH2) throws SQLException {
        DatabaseSettings settings =
                isH2 ? DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("later")) : TestPostgres.newDatabase(2);
        Database.open(settings).close();
        Engine engine = Engine.of(settings);
        try (HikariDataSource connections = new HikariDataSource(engine.writers(settings));
                Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into flyway_schema_history"
                    + " (installed_rank, version, description, type, script, installed_by, execution_time, success)"
                    + " values (100, '100', 'later', 'SQL', 'V100__later.sql', 'me', 1, true)");
            connection.commit();
        } finally {
            engine.shutDown(settings);
        }
        assertThat(failure(settings.url()).getMessage())
                .contains("later version of Farthing (migration 100 has run")
                .endsWith("or restore the backup that was made before the upgrade.");
    }

    /** The driver sends what the JVM calls its own, as these options do; Java knows more of them, such as AET. */
    @Test
    void aTimeZoneThatPostgresqlDoesNotKnowIsRefusedWithAWayOut() {
        assertThat(failure(TestPostgres.newDatabase(2).url() + "&options=-c%20TimeZone=AET"))
                .hasMessageContaining("\"TimeZone\": \"AET\"")
                .hasMessageEndingWith("Start Java with one that PostgreSQL knows, too, such as -Duser.timezone=UTC.");
    }

    @Test
    void aDatabaseInWhichNoSchemaIsMeantIsRefusedWithAWayOut() {
        DatabaseSettings settings = TestPostgres.newDatabase(2);
        TestPostgres.execute("postgres", "alter database " + TestPostgres.name(settings) + " set search_path = ''");

        assertThat(failure(settings.url()))
                .hasMessageContaining("no schema has been selected")
                .hasMessageEndingWith("Make a schema if there is none, and name it as currentSchema in database.url.");
        Database.open(DatabaseSettings.of(settings.url() + "&currentSchema=public"))
                .close();
    }

    @Test
    void neitherTheUrlNorThePasswordIsPrinted() {
        assertThat(options(Optional.of("jdbc:postgresql://me:hunter2@db/farthing"), Optional.of(new Secret("hunter2"))))
                .asString()
                .doesNotContain("hunter2");
    }

    private static AdapterFailure failure(String url) {
        return catchThrowableOfType(AdapterFailure.class, () -> open(Optional.of(url), NO_FOLDER));
    }

    private static Adapter open(Optional<String> url, Supplier<Path> dataFolder) {
        return new DatabaseProvider()
                .open(options(url, Optional.empty()), new AdapterContext(dataFolder, new TestClock()));
    }

    private static DatabaseOptions options(Optional<String> url, Optional<Secret> password) {
        return new DatabaseOptions(url, Optional.empty(), password, 4);
    }
}
