package io.farthing.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.copy.DatabaseCopy.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever waits for a copy sees how far it is, and how fast. */
class ProgressReporterTest {

    private final StringWriter printed = new StringWriter();
    private long nanos;
    private final ProgressReporter reporter = new ProgressReporter(new PrintWriter(printed, true), () -> nanos);

    @Test
    void aTableThatTakesLongIsReportedEverySecondAndAtItsEnd() {
        reporter.reached(Step.COPY, "payments", 0, 4000);
        reportAfterMillis(500, 500);
        reportAfterMillis(500, 1000);
        reportAfterMillis(900, 2000);
        reportAfterMillis(100, 3000);
        reportAfterMillis(10, 4000);

        assertThat(printed.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "copied payments 1,000 of 4,000 rows, 25 %, 1,000 a second",
                        "copied payments 3,000 of 4,000 rows, 75 %, 1,500 a second",
                        "copied payments 4,000 of 4,000 rows, 100 %, 1,990 a second");
    }

    @Test
    void theRateOfACopyThatGoesOnDoesNotCountWhatWasThere() {
        reporter.reached(Step.COPY, "payments", 9000, 10_000);
        nanos += TimeUnit.SECONDS.toNanos(1);
        reporter.reached(Step.COPY, "payments", 9500, 10_000);

        assertThat(printed.toString()).contains("95 %, 500 a second");
    }

    @Test
    void anEmptyTableIsDoneAtOnce() {
        reporter.reached(Step.COMPARE, "fundings", 0, 0);

        assertThat(printed.toString()).startsWith("compared").contains("fundings", "0 of 0 rows, 100 %");
    }

    @Test
    void aCheckThatReadsMoreThanWasGuessedIsNotFurtherThanItsEnd() {
        reporter.reached(Step.CHECK, "payments", 0, 1000);
        nanos += TimeUnit.SECONDS.toNanos(1);
        reporter.reached(Step.CHECK, "payments", 1100, 1000);

        assertThat(printed.toString()).startsWith("checked").contains("1,100 of 1,000 rows, 100 %");
    }

    private void reportAfterMillis(long millis, long rows) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        reporter.reached(Step.COPY, "payments", rows, 4000);
    }
}
