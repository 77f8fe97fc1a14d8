package io.farthing.persistence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.persistence.DatabaseSettings;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each failure of a database means, before the commit and during it. */
final class FailuresTest {

    @ParameterizedTest
    @CsvSource({
        "40001, CONFLICT, CONFLICT",
        "40P01, CONFLICT, CONFLICT",
        "40003, UNAVAILABLE, OUTCOME_UNKNOWN",
        "55P03, CONFLICT, CONFLICT",
        "HYT00, CONFLICT, CONFLICT",
        "23505, CONFLICT, CONFLICT",
        "90131, CONFLICT, CONFLICT",
        "08006, UNAVAILABLE, OUTCOME_UNKNOWN",
        "08007, UNAVAILABLE, OUTCOME_UNKNOWN",
        "53300, UNAVAILABLE, OUTCOME_UNKNOWN",
        "57P01, UNAVAILABLE, OUTCOME_UNKNOWN",
        "25P03, UNAVAILABLE, OUTCOME_UNKNOWN",
        "25006, UNAVAILABLE, OUTCOME_UNKNOWN",
        "90098, UNAVAILABLE, OUTCOME_UNKNOWN",
        "53000, UNAVAILABLE, UNAVAILABLE",
        "53100, UNAVAILABLE, UNAVAILABLE",
        "53200, UNAVAILABLE, UNAVAILABLE",
        "53400, UNAVAILABLE, UNAVAILABLE",
        "42703, FAULT, FAULT",
        "23514, FAULT, FAULT"
    })
    void aStateHasOneMeaning(String state, Category before, Category whileCommitting) {
        SQLException failure = new SQLException("no", state);

        assertThat(Failures.beforeCommit(new DataAccessException("wrapped", failure))
                        .category())
                .isEqualTo(before);
        assertThat(Failures.whileCommitting(failure).category()).isEqualTo(whileCommitting);
    }

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "53300, true",
        "57P01, true",
        "25P03, true",
        "25006, true",
        "53100, false",
        "53200, false",
        "40001, false"
    })
    void aConnectionIsGivenUpOnlyWhenItIsOfNoUseAnyMore(String state, boolean isLoss) {
        SQLException failure = new SQLException("no", state);

        assertThat(Failures.isLoss(new DataAccessException("wrapped", failure))).isEqualTo(isLoss);
        assertThat(Failures.isLoss(Failures.whileCommitting(failure))).isEqualTo(isLoss);
    }

    @Test
    void anEmptyPoolIsUnavailable() {
        StorageFailure failure = Failures.beforeCommit(new SQLTransientConnectionException("no connection in time"));

        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
    }

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

    @Test
    void whatHasToDoWithNeitherTheSettingsNorTheFileGetsNoAdvice() {
        StorageFailure failure = Failures.beforeCommit(
                DbException.get(ErrorCode.STATEMENT_WAS_CANCELED).getSQLException());

        assertThat(Failures.whatToDoAboutOpening(failure)).isEmpty();
    }

    @Test
    void aFailureWithoutAStateMeansWhatItsCauseMeans() {
        SQLException closed = new SQLException("closed", "90121");

        assertThat(Failures.whileReading(new DataAccessException("no", new SQLException("a field", closed)))
                        .category())
                .isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void aFailureWithoutAStateIsAFault() {
        assertThat(Failures.beforeCommit(new SQLException("no")).category()).isEqualTo(Category.FAULT);
    }

    @Test
    void aMachineThatNobodyKnowsIsSaidToBeOne() {
        SQLException failure = new SQLException("no connection", "08001", new UnknownHostException("db.invalid"));

        assertThat(whileOpening(failure)).endsWith(" cannot be opened: no machine of the name db.invalid is known");
    }

    @Test
    void aDriverThatEndsWithAFullStopDoesNotMakeTwo() {
        assertThat(whileOpening(new SQLException("no password was provided.", "08004")))
                .endsWith(" cannot be opened: no password was provided");
    }

    private static String whileOpening(SQLException failure) {
        return String.valueOf(Failures.whileOpening(DatabaseSettings.of("jdbc:postgresql://db.invalid/x"), failure)
                .getMessage());
    }
}
