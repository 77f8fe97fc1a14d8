package io.farthing.persistence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.testing.TcpProxy;
import io.farthing.testing.TcpProxy.Direction;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the connection to PostgreSQL, nobody is told something untrue and nobody pays twice. */
final class LostConnectionTest {

    private final TcpProxy network = TcpProxy.before(TestPostgres.port());
    private final LivePayments payments = new LivePayments(TestPostgres.newDatabaseThrough(network.port(), 4));

    @AfterEach
    void close() {
        network.heal();
        network.tap(TcpProxy.Tap.OPEN);
        payments.close();
        network.close();
    }

    @Test
    void aCommitThatNeverArrivedIsMadeAgain() {
        AtomicBoolean isCut = new AtomicBoolean();
        network.tap((direction, piece) ->
                isCommit(direction, piece) && isCut.compareAndSet(false, true) ? Optional.empty() : Optional.of(piece));

        assertThat(LivePayments.outcome(payments.request("1"))).isInstanceOf(PaymentOutcome.Settled.class);

        assertThat(isCut).isTrue();
        payments.assertThatEverybodyWasToldTheTruth();
    }

    @Test
    void aCommitWhoseAnswerWasLostIsFoundAndNotMadeTwice() {
        AtomicBoolean isCut = new AtomicBoolean();
        network.tap(cutTheAnswerToACommit(() -> isCut.set(true)));

        assertThat(LivePayments.outcome(payments.request("1"))).isInstanceOf(PaymentOutcome.Settled.class);

        assertThat(isCut).isTrue();
        payments.assertThatEverybodyWasToldTheTruth();
    }

    @Test
    void nobodyIsToldThatNothingWasTakenWhenTheDatabaseStaysAwayAfterACommit() {
        network.tap(cutTheAnswerToACommit(() -> {
            network.refuse();
            network.cut();
        }));

        assertThat(LivePayments.outcome(payments.request("1"))).isInstanceOf(PaymentOutcome.Undetermined.class);

        network.heal();
        assertThat(payments.recorded("1")).isPresent();
        payments.awaitPaid("2");
        payments.assertThatEverybodyWasToldTheTruth();
    }

    @Test
    void cutsAtRandomMomentsUnderLoadCostNobodyAnything() {
        SplittableRandom random = new SplittableRandom(42);
        network.tap((direction, piece) -> {
            synchronized (random) {
                return random.nextInt(60) == 0 ? Optional.empty() : Optional.of(piece);
            }
        });

        Threads.race(16, thread -> {
            for (int i = 0; i < 40; i++) {
                LivePayments.outcome(payments.request(thread + " " + i));
            }
        });
        network.tap(TcpProxy.Tap.OPEN);

        assertThat(payments.settled()).isGreaterThan(100);
        payments.assertThatEverybodyWasToldTheTruth();
    }

    // Cuts the first connection over which a commit was answered, once.
    private static TcpProxy.Tap cutTheAnswerToACommit(Runnable then) {
        AtomicBoolean isCommitting = new AtomicBoolean();
        AtomicBoolean isCut = new AtomicBoolean();
        return (direction, piece) -> {
            if (isCommit(direction, piece)) {
                isCommitting.set(true);
            } else if (direction == Direction.TO_CLIENT && isCommitting.get() && isCut.compareAndSet(false, true)) {
                then.run();
                return Optional.empty();
            }
            return Optional.of(piece);
        };
    }

    private static boolean isCommit(Direction direction, byte[] piece) {
        return direction == Direction.TO_SERVER && new String(piece, ISO_8859_1).contains("COMMIT");
    }
}
