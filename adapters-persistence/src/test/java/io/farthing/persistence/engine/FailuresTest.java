package io.farthing.persistence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.persistence.DatabaseSettings;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
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
        "57P02, UNAVAILABLE, OUTCOME_UNKNOWN",
        "57P03, UNAVAILABLE, OUTCOME_UNKNOWN",
        "57014, UNAVAILABLE, OUTCOME_UNKNOWN",
        "25P03, UNAVAILABLE, OUTCOME_UNKNOWN",
        "25006, UNAVAILABLE, OUTCOME_UNKNOWN",
        "90020, UNAVAILABLE, OUTCOME_UNKNOWN",
        "90067, UNAVAILABLE, OUTCOME_UNKNOWN",
        "90098, UNAVAILABLE, OUTCOME_UNKNOWN",
        "90121, UNAVAILABLE, OUTCOME_UNKNOWN",
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
    void aConnectionOnWhichAReaderWroteIsStillOfUse() {
        StorageFailure failure = Failures.whileReading(new SQLException("no", "25006"));

        assertThat(failure.category()).isEqualTo(Category.FAULT);
        assertThat(Failures.isLoss(failure)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "08000, true",
        "08003, true",
        "08006, true",
        "57P01, true",
        "57P02, true",
        "90067, true",
        "90098, true",
        "90121, true",
        "08001, false",
        "08007, false",
        "53300, false",
        "57P03, false",
        "57014, false",
        "40001, false"
    })
    void onlyAConnectionThatWasEndedIsReplacedAtOnce(String state, boolean isCutOff) {
        assertThat(Failures.isCutOff(Failures.beforeCommit(new SQLException("no", state))))
                .isEqualTo(isCutOff);
    }

    @Test
    void nothingIsTriedAgainOfWhichItIsNotKnownThatItWasNotWritten() {
        SQLException ended = new SQLException("no", "08006");

        assertThat(Failures.isCutOff(Failures.whileCommitting(ended))).isFalse();
    }

    @Test
    void whereNoneWasToBeHadOrNobodyAnsweredOrTheFileIsLostAnotherConnectionIsOfNoUse() {
        SQLException ended = new SQLException("no", "08006");
        for (Exception why : List.of(
                new SQLTransientConnectionException("no connection in time", "08006", ended),
                new SQLException("no", "08006", new SocketTimeoutException("read timed out")),
                new SQLException("no", "90098", new MVStoreException(DataUtils.ERROR_WRITING_FAILED, "no")))) {
            StorageFailure failure = Failures.beforeCommit(why);

            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(Failures.isCutOff(failure)).as(why.toString()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                DataUtils.ERROR_READING_FAILED,
                DataUtils.ERROR_WRITING_FAILED,
                DataUtils.ERROR_INTERNAL,
                DataUtils.ERROR_CLOSED,
                DataUtils.ERROR_FILE_CORRUPT
            })
    void anH2ThatHasLostItsFileIsUnavailableWhateverElseItSays(int code) {
        SQLException failure = new SQLException("general error", "50000", new MVStoreException(code, "no"));

        assertThat(Failures.beforeCommit(failure).category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(Failures.whileCommitting(failure).category()).isEqualTo(Category.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"55P03, true", "HYT00, true", "40001, false", "57014, false"})
    void aLockThatWasWaitedForInVainIsToldFromOtherConflicts(String state, boolean isLockTimeout) {
        assertThat(Failures.isLockTimeout(Failures.beforeCommit(new SQLException("no", state))))
                .isEqualTo(isLockTimeout);
    }

    @Test
    void anEmptyPoolIsUnavailable() {
        StorageFailure failure = Failures.beforeCommit(new SQLTransientConnectionException("no connection in time"));

        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
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

    @Test
    void aFileThatIsInUseAndALibraryThatDoesNotFitAreSaidToBe() {
        assertThat(whileOpening(new SQLException("locked", "90020")))
                .contains(" cannot be opened: another process has it open");
        assertThat(whileOpening(new NoSuchMethodError("org.jooq.DSL.using")))
                .contains(" cannot be opened: a library has another version ", "org.jooq.DSL.using");
    }

    @Test
    void aReasonIsOneLineAndDoesNotSayWhereInOurStatementItWas() {
        assertThat(Failures.reason(new SQLException("ERROR: no such column\n  Hint: look.\n  Position: 12")))
                .isEqualTo("ERROR: no such column Hint: look");
        assertThat(Failures.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    private static String whileOpening(Throwable failure) {
        return String.valueOf(Failures.whileOpening(DatabaseSettings.of("jdbc:postgresql://db.invalid/x"), failure)
                .getMessage());
    }
}
