package io.farthing.persistence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.out.StorageFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told to do about a database that cannot be opened. */
final class OpeningAdviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"42P05", "26000"})
    void statementsOfAnotherSessionAreBlamedOnThePooler(String state) {
        StorageFailure failure = Failures.beforeCommit(new SQLException("no", state));

        assertThat(Failures.whatToDoAboutOpening(failure))
                .isEqualTo(" A pooler in between has to run in session mode.");
    }

    @ParameterizedTest
    @CsvSource({
        "/data/farthing.mv.db (Permission denied), ' The server has to be allowed to write '",
        "/data/farthing.mv.db (Read-only file system), ' The server has to be allowed to write '",
        "Disk quota exceeded, ' Make room on the disk '"
    })
    void whatTheOperatingSystemRefusesIsNoMatterOfTheSettings(String said, String whatToDo) {
        MVStoreException ofTheFile = new MVStoreException(DataUtils.ERROR_WRITING_FAILED, said);
        ofTheFile.initCause(new IOException(said));
        StorageFailure failure = Failures.beforeCommit(new SQLException("no", "50000", ofTheFile));

        assertThat(Failures.whatToDoAboutOpening(failure)).startsWith(whatToDo).doesNotContain("database.url");
    }

    @ParameterizedTest
    @CsvSource({
        "42501, ' If there are migrations to run'",
        "25006, ' If it is a standby'",
        "3F000, ' Make a schema'",
        "08001, ' Check that database.url'",
        "28P01, ' Check that database.url'",
        "3D000, ' Check that database.url'",
        "90013, ' Check that database.url'",
        "90146, ' Check that database.url'",
        "90149, ' Check that database.url'",
        "90046, ' Check that database.url'",
        "90113, ' Check that database.url'",
        "90021, ' Check that database.url'",
        "90011, ' Check that database.url'",
        "90062, ' Check that database.url'",
        "90124, ' Check that database.url'"
    })
    void aStateAtTheStartHasItsAdvice(String state, String advice) {
        assertThat(Failures.whatToDoAboutOpening(Failures.beforeCommit(new SQLException("no", state))))
                .startsWith(advice);
    }

    @Test
    void aDatabaseThatLetsNobodyInForLongIsAMatterOfTheSettings() {
        StorageFailure failure = Failures.beforeCommit(new SQLTransientConnectionException("no connection in time"));

        assertThat(Failures.whatToDoAboutOpening(failure)).startsWith(" Check that database.url");
    }

    @ParameterizedTest
    @CsvSource({
        ErrorCode.DATABASE_IS_READ_ONLY + ", ' The server has to be allowed to write '",
        ErrorCode.FILE_CORRUPTED_1 + ", ' The file is damaged: '"
    })
    void whatH2SaysOfItsFileHasItsAdvice(int code, String advice) {
        StorageFailure failure = Failures.beforeCommit(DbException.get(code).getSQLException());

        assertThat(Failures.whatToDoAboutOpening(failure)).startsWith(advice);
    }

    @ParameterizedTest
    @ValueSource(ints = {DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND})
    void whatTheStoreOfH2CannotMakeSenseOfIsDamaged(int code) {
        StorageFailure failure =
                Failures.beforeCommit(new SQLException("general error", "50000", new MVStoreException(code, "no")));

        assertThat(Failures.whatToDoAboutOpening(failure)).startsWith(" The file is damaged: ");
    }

    @Test
    void whatSaysItselfWhatToDoGetsNoAdvice() {
        for (Exception cause : List.of(
                new SQLException("what we find wrong ourselves"),
                new MigrationFailure("migration 3 failed", new SQLException("no", "28P01")),
                new SQLException("locked", "90020", new SQLException("no", "08001")))) {
            StorageFailure failure = Failures.beforeCommit(new SQLException("no", "08001", cause));

            assertThat(Failures.whatToDoAboutOpening(failure))
                    .as(cause.toString())
                    .isEmpty();
        }
    }

    @Test
    void whatHasToDoWithNeitherTheSettingsNorTheFileGetsNoAdvice() {
        StorageFailure failure = Failures.beforeCommit(
                DbException.get(ErrorCode.STATEMENT_WAS_CANCELED).getSQLException());

        assertThat(Failures.whatToDoAboutOpening(failure)).isEmpty();
    }
}
