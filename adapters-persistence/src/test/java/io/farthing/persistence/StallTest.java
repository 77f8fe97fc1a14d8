package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.testing.TcpProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A database that does not get on: few wait for it, the others are told at once, and then everything goes on. */
final class StallTest {

    private static final int MAX_WAITING = 20;
    private static final int ORDERS = 100;

    // When the statement that waits for a lock began: another one waits when the first was given up.
    private static final String ATTEMPT = "select min(query_start) from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock'";

    @Test
    void whileARowIsLockedForLongerThanALockIsWaitedForFewWaitAndNothingIsLost() throws SQLException {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        String name = TestPostgres.name(settings);
        try (LivePayments payments = new LivePayments(settings, MAX_WAITING);
                Connection other = TestPostgres.connect(name)) {
            other.setAutoCommit(false);
            other.createStatement().execute("select id from authorizations for update");
            List<CompletableFuture<PaymentOutcome>> answers = assertThatFewWaitAndTheOthersAreTold(payments);

            String first = awaitAttempt(name, "");
            awaitAttempt(name, first);
            assertThat(answers.get(0)).isNotDone();

            other.rollback();
            assertThatAllWhoWaitedArePaid(payments, answers);
        }
    }

    @Test
    void whileNothingIsHeardFromTheDatabaseFewWaitAndNothingIsLost() {
        TcpProxy network = TcpProxy.before(TestPostgres.port());
        try (LivePayments payments =
                new LivePayments(TestPostgres.newDatabaseThrough(network.port(), 4), MAX_WAITING)) {
            network.stall();
            List<CompletableFuture<PaymentOutcome>> answers = assertThatFewWaitAndTheOthersAreTold(payments);

            network.heal();
            assertThatAllWhoWaitedArePaid(payments, answers);
        } finally {
            network.close();
        }
    }

    private static String awaitAttempt(String database, String before) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> TestPostgres.execute(database, ATTEMPT),
                        attempt -> !attempt.equals("null") && !attempt.equals(before));
    }

    private static List<CompletableFuture<PaymentOutcome>> assertThatFewWaitAndTheOthersAreTold(LivePayments payments) {
        List<CompletableFuture<PaymentOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            answers.add(payments.request("order " + i));
        }
        assertThat(answers.subList(0, MAX_WAITING)).noneMatch(CompletableFuture::isDone);
        assertThat(answers.subList(MAX_WAITING, ORDERS))
                .allSatisfy(answer -> assertThat(answer.getNow(null))
                        .isEqualTo(new PaymentOutcome.NotRecorded("too many payments are waiting, try again later")));
        return answers.subList(0, MAX_WAITING);
    }

    private static void assertThatAllWhoWaitedArePaid(
            LivePayments payments, List<CompletableFuture<PaymentOutcome>> answers) {
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(LivePayments.outcome(answer)).isInstanceOf(PaymentOutcome.Settled.class));
        assertThat(payments.requestMany("later", MAX_WAITING)).allMatch(PaymentOutcome.Settled.class::isInstance);
        payments.assertThatEverybodyWasToldTheTruth();
    }
}
