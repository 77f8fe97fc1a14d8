package io.farthing.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TableContents;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.h2.LimitedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration that has failed says what to do, and the next start goes on with it where that can be. */
final class MigrationFailureTest {

    private static final int PAYMENTS = 2000;

    @TempDir
    private Path folder;

    @AfterEach
    void makeRoom() {
        LimitedDisk.fill(false);
    }

    @Test
    void anH2GoesOnWithAMigrationThatItHasNotedAsFailed() throws SQLException {
        DatabaseSettings settings = h2();
        makeEarlier(settings, "8");
        refuseTheEndOfMigration9(settings);

        assertThatThrownBy(() -> Database.open(settings).close())
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining(" cannot be opened: migration 9 (chained credits) failed: ")
                .hasMessageContaining("not_yet")
                .hasMessageEndingWith("; see to that and start again, it goes on from there");
        assertThat(noted(settings)).containsEntry("9", "FALSE");

        TableContents.execute(settings, "alter table wallets drop constraint not_yet");
        Database.open(settings).close();
        assertThat(noted(settings)).doesNotContainValue("FALSE").containsKey("10");
        assertThatTheLastCreditIsKnown(settings);
    }

    @Test
    void soDoesOneInTheSchemaOfAHost() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:host;DATABASE_TO_LOWER=TRUE");
        try (HikariDataSource host = new HikariDataSource(config)) {
            Database.in(host, "money", 2).close();
            try (Connection connection = host.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "update money.\"flyway_schema_history\" set \"success\" = false where \"installed_rank\" ="
                                + " (select max(\"installed_rank\") from money.\"flyway_schema_history\")");

                Database.in(host, "money", 2).close();
                try (ResultSet failed = statement.executeQuery(
                        "select count(*) from money.\"flyway_schema_history\" where not \"success\"")) {
                    failed.next();
                    assertThat(failed.getLong(1)).isZero();
                }
            }
        }
    }

    @Test
    void inH2AMigrationForWhichThereWasNoRoomSaysSoAndGoesOnOnceThereIs() throws SQLException {
        DatabaseSettings settings = LimitedDisk.settings(folder.resolve("f"));
        makeEarlier(settings, "7");
        LimitedDisk.fill(true);

        assertThatThrownBy(() -> Database.open(settings).close())
                .isInstanceOf(StorageFailure.class)
                .hasMessageEndingWith(
                        "cannot be opened: migration 8 (chains of credits) failed: No space left on device;"
                                + " see to that and start again, it goes on from there");

        LimitedDisk.fill(false);
        Database.open(settings).close();
        assertThatTheLastCreditIsKnown(settings);
    }

    /** Its tables are refused, whether or not all of it has run. */
    @Test
    void anH2KeepsTheNoteOfALaterMigrationThatHasFailed() throws SQLException {
        DatabaseSettings settings = h2();
        Database.open(settings).close();
        TableContents.execute(
                settings,
                "insert into \"flyway_schema_history\" select 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'sa',"
                        + " current_timestamp, 1, false");

        assertThatThrownBy(() -> Database.open(settings).close())
                .hasMessageContaining("its tables are those of a later version of Farthing (migration 99 has run");
        assertThat(noted(settings)).containsEntry("99", "FALSE");
    }

    /** The scripts of versions 8 and 10 once read otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void whatAnEarlierScriptHasDoneIsAccepted(String kind) throws SQLException {
        DatabaseSettings settings = kind.equals("h2") ? h2() : TestPostgres.newDatabase(2);
        Database.open(settings).close();
        TableContents.execute(
                settings, "update \"flyway_schema_history\" set \"checksum\" = -862227654 where \"version\" = '8'");
        TableContents.execute(
                settings, "update \"flyway_schema_history\" set \"checksum\" = 331513011 where \"version\" = '10'");

        Database.open(settings).close();

        // Any other change is refused.
        TableContents.execute(
                settings, "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '8'");
        assertThatThrownBy(() -> Database.open(settings).close()).hasMessageContaining("checksum mismatch");
    }

    /** PostgreSQL takes back what a migration has done when it fails. */
    @Test
    void aPostgresNotesNothingAndBeginsAnew() throws SQLException {
        DatabaseSettings settings = TestPostgres.newDatabase(2);
        makeEarlier(settings, "8");
        refuseTheEndOfMigration9(settings);

        assertThatThrownBy(() -> Database.open(settings).close())
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining(" cannot be opened: migration 9 (chained credits) failed: ")
                .hasMessageContaining("not_yet")
                .hasMessageEndingWith("; see to that and start again");
        assertThat(noted(settings)).doesNotContainKey("9");
        assertThat(TestPostgres.execute(
                        TestPostgres.name(settings), "select count(*) from payments where credits is not null"))
                .isEqualTo("0");

        TableContents.execute(settings, "alter table wallets drop constraint not_yet");
        Database.open(settings).close();
        assertThatTheLastCreditIsKnown(settings);
    }

    /** As when the process was killed there, or the disk was full. */
    @ParameterizedTest
    @MethodSource("scripts")
    void anH2ThatWasBrokenOffBehindAnyStatementGoesOnOrSaysWhatToDo(int version, String script)
            throws SQLException, IOException {
        List<String> statements = statements(script);
        for (int done = 0; done <= statements.size(); done++) {
            DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:mem:broken-off-" + version + "-" + done);
            Engine engine = Engine.of(settings);
            try (HikariDataSource connections = new HikariDataSource(engine.writers(settings))) {
                Migrations.flyway(connections, engine)
                        .target(version - 1 + "?")
                        .load()
                        .migrate();
                for (String statement : statements.subList(0, done)) {
                    TableContents.execute(settings, statement);
                }
                openTwice(settings, version, done + " of " + statements);
            } finally {
                engine.shutDown(settings);
            }
        }
    }

    // The second time there may be the note that the first one failed.
    private static void openTwice(DatabaseSettings settings, int version, String when) {
        for (int start = 0; start < 2; start++) {
            try {
                Database.open(settings).close();
                return;
            } catch (StorageFailure e) {
                if (version >= 8) {
                    fail(when, e);
                }
                assertThat(e)
                        .as(when)
                        .hasMessageContaining("cannot be opened: migration " + version + " (")
                        .hasMessageContaining("restore the backup that was made before the upgrade");
            }
        }
    }

    static List<Arguments> scripts() {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:mem:scripts");
        Engine engine = Engine.of(settings);
        try (HikariDataSource connections = new HikariDataSource(engine.writers(settings))) {
            return Arrays.stream(
                            Migrations.flyway(connections, engine).load().info().all())
                    .filter(migration -> migration.getType() == CoreMigrationType.SQL)
                    .map(MigrationFailureTest::script)
                    .toList();
        }
    }

    private static Arguments script(MigrationInfo migration) {
        return Arguments.of(Integer.parseInt(migration.getVersion().getVersion()), migration.getPhysicalLocation());
    }

    private static List<String> statements(String script) throws IOException {
        String text = Files.readString(Path.of(script), StandardCharsets.UTF_8);
        return Arrays.stream(text.replaceAll("(?m)--.*$", "").split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private DatabaseSettings h2() {
        return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("f"), Optional.empty(), Optional.empty(), 2);
    }

    // One user is credited by every payment.
    private static void makeEarlier(DatabaseSettings settings, String version) throws SQLException {
        Engine engine = Engine.of(settings);
        try (HikariDataSource connections = new HikariDataSource(engine.writers(settings))) {
            Migrations.flyway(connections, engine).target(version).load().migrate();
            TableContents.execute(
                    settings, "insert into users (open_id, name, name_key, created_at_ms) values ('a', 'a', 'a', 0)");
            TableContents.execute(
                    settings,
                    "insert into wallets (user_id, address, balance) values (1, cast('" + "a".repeat(21)
                            + "' as bytea), 0)");
            TableContents.execute(
                    settings,
                    "insert into payments (id, order_key, authorization_id, status, amount,"
                            + " accepted_at_ms, order_number, item_name, recipients) select i, " + randomUuid(engine)
                            + ", 1, 1, 1, 0, 'n', 'It', cast('a' as bytea) from " + numbers(engine));
            TableContents.execute(
                    settings,
                    "insert into wallet_credits (user_id, payment_id, amount) select 1, i, 1 from " + numbers(engine));
        } finally {
            engine.shutDown(settings);
        }
    }

    private static String randomUuid(Engine engine) {
        return engine.name().equals("h2") ? "random_uuid()" : "gen_random_uuid()";
    }

    private static String numbers(Engine engine) {
        return engine.name().equals("h2")
                ? "(select \"X\" as i from system_range(1, " + PAYMENTS + ")) n"
                : "generate_series(1, " + PAYMENTS + ") i";
    }

    private static void refuseTheEndOfMigration9(DatabaseSettings settings) throws SQLException {
        TableContents.execute(settings, "alter table wallets add constraint not_yet check (last_credit_id is null)");
    }

    private static void assertThatTheLastCreditIsKnown(DatabaseSettings settings) throws SQLException {
        assertThat(TableContents.of(settings).get("wallets"))
                .singleElement()
                .asString()
                .contains("last_credit_id=" + PAYMENTS);
    }

    /** Versions of migrations, and whether they have succeeded. */
    private static Map<String, String> noted(DatabaseSettings settings) throws SQLException {
        Map<String, String> noted = new TreeMap<>();
        Set<String> rows = TableContents.of(settings).get("flyway_schema_history");
        for (String row : rows) {
            noted.put(
                    row.replaceFirst(".*\\bversion=([^,}]*).*", "$1"),
                    row.replaceFirst(".*\\bsuccess=([^,}]*).*", "$1").toUpperCase(Locale.ROOT));
        }
        return noted;
    }
}
