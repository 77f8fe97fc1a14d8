package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.FaultyUnitOfWork.Hold;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bound of the queue, the end of an engine, and what nobody expects. */
class PaymentEngineLifeTest {

    private final EngineBench bench = new EngineBench(3, 100);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void beyondTheBoundAnOrderIsRefusedAtOnceAndTakesNothing() {
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<PaymentOutcome> first = bench.request("first", 1);
        commit.awaitReached();
        List<CompletableFuture<PaymentOutcome>> answers = bench.requestMany(3);
        assertThat(answers.get(2).getNow(null))
                .isEqualTo(new PaymentOutcome.NotRecorded("too many payments are waiting, try again later"));
        assertThat(bench.engine.waiting()).isEqualTo(3);
        commit.release();

        EngineBench.settled(EngineBench.outcome(first));
        assertThat(EngineBench.settledCount(EngineBench.outcomes(answers))).isEqualTo(2);
        assertThat(bench.recorded("2")).isEmpty();
        EngineBench.settled(EngineBench.outcome(bench.request("2", 1)));
    }

    @Test
    void whoeverHasAnAnswerFindsThePlaceFree() {
        PaymentEngine narrow = bench.start(1, 1, bench.meter);
        for (int i = 0; i < 300; i++) {
            EngineBench.settled(EngineBench.outcome(narrow.request(bench.order(Integer.toString(i), 1))));
        }
        narrow.close();
    }

    @Test
    void closingFinishesWhatWasAcceptedAndRefusesWhatComesLater() throws InterruptedException {
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<PaymentOutcome> running = bench.request("running", 1);
        commit.awaitReached();
        CompletableFuture<PaymentOutcome> waiting = bench.request("waiting", 1);
        Thread closer = new Thread(bench.engine::close);
        closer.start();
        while (bench.engine.isRunning()) {
            Thread.onSpinWait();
        }
        CompletableFuture<PaymentOutcome> late = bench.request("late", 1);
        assertThat(running).isNotDone();
        commit.release();
        closer.join();

        EngineBench.settled(running.getNow(null));
        EngineBench.settled(waiting.getNow(null));
        assertThat(bench.request("later", 1).getNow(null))
                .isEqualTo(new PaymentOutcome.NotRecorded("the server is stopping"));
        // The late one was refused, or slipped in; in both cases it was told the truth.
        assertThat(late.getNow(null) instanceof PaymentOutcome.Settled)
                .isEqualTo(bench.recorded("late").isPresent());
    }

    @Test
    void closingTwiceAndFromManyThreadsIsHarmless() {
        bench.engine.close();
        Threads.race(4, thread -> bench.engine.close());
        assertThat(bench.engine.isRunning()).isFalse();
    }

    @Test
    void closingWaitsForWhoeverIsSlowToTakeAnAnswer() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<Boolean> slow = answerTakenBySomebodySlow(taken);
        Thread closer = new Thread(bench.engine::close);
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING && closer.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }

        assertThat(closer.getState()).isEqualTo(Thread.State.TIMED_WAITING);
        assertThat(slow).isNotDone();
        taken.countDown();
        closer.join();
        assertThat(slow).isCompletedWithValue(true);
    }

    @Test
    void whoeverIsInterruptedWhileClosingWaitsNoLongerForAnswersAndStaysInterrupted() {
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<Boolean> slow = answerTakenBySomebodySlow(taken);

        Thread.currentThread().interrupt();
        bench.engine.close();
        boolean isStillInterrupted = Thread.interrupted();
        boolean wasTaken = slow.isDone();
        taken.countDown();

        assertThat(isStillInterrupted).isTrue();
        assertThat(wasTaken).isFalse();
        assertThat(slow.join()).isTrue();
    }

    @Test
    void whoeverInterruptsTheEngineFromOutsideKeepsNobodyWaiting() {
        PaymentEngine engine = bench.start(100, 100, interrupting());

        EngineBench.settled(EngineBench.outcome(engine.request(bench.order("1", 1))));
        EngineBench.settled(EngineBench.outcome(engine.request(bench.order("2", 1))));

        engine.close();
    }

    @Test
    void whoeverInterruptsAnEngineThatIsClosedKeepsNobodyWaiting() {
        PaymentEngine engine = bench.start(100, 1, interrupting());
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<PaymentOutcome> running = engine.request(bench.order("running", 1));
        commit.awaitReached();
        CompletableFuture<PaymentOutcome> waiting = engine.request(bench.order("waiting", 1));
        CompletableFuture<Void> closing = CompletableFuture.runAsync(engine::close);
        while (engine.isRunning()) {
            Thread.onSpinWait();
        }
        commit.release();

        EngineBench.settled(EngineBench.outcome(running));
        EngineBench.settled(EngineBench.outcome(waiting));
        assertThat(closing).succeedsWithin(Duration.ofSeconds(30));
    }

    /** Is told of commits on the engine's thread. */
    private static PaymentMeter interrupting() {
        return new PaymentMeter() {
            @Override
            public void answered(Outcome outcome, Duration latency) {}

            @Override
            public void committed(int orders, Duration took) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void closingLeavesNobodyWaitingForAFindingToBeEntered() {
        Verdict verdict = new Verdict(
                PaymentBatches.reserve(bench.storage, bench.order("1", 1)).id(), new Finding.Failed());
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<Optional<Payment>> running = bench.engine.conclude(verdict, bench.user.openId());
        commit.awaitReached();
        CompletableFuture<Optional<Payment>> waiting = bench.engine.conclude(verdict, bench.user.openId());

        bench.engine.close();

        assertThat(running).isCompletedWithValue(Optional.empty());
        assertThat(waiting).isCompletedWithValue(Optional.empty());
    }

    @Test
    void everybodyIsAnsweredTruthfullyWhenRequestsRaceWithClosing() {
        for (int round = 0; round < 20; round++) {
            try (EngineBench own = new EngineBench(50, 10)) {
                List<CompletableFuture<PaymentOutcome>> answers = Collections.synchronizedList(new ArrayList<>());
                Threads.race(5, thread -> {
                    for (int i = 0; i < 40; i++) {
                        if (thread == 0 && i == 20) {
                            own.engine.close();
                        }
                        answers.add(own.request(thread + " " + i, 1));
                    }
                });
                own.engine.close();
                assertThat(answers).hasSize(200).allMatch(CompletableFuture::isDone);
                assertThat(EngineBench.settledCount(EngineBench.outcomes(answers)))
                        .isEqualTo(own.recordedPayments());
            }
        }
    }

    @Test
    void aFailureOfTheMachineLeavesNobodyWaiting() {
        Hold commit = bench.storage.holdBeforeCommit();
        bench.storage.failNext(Fault.before(new StackOverflowError("told to fail")));
        CompletableFuture<PaymentOutcome> running = bench.request("running", 1);
        commit.awaitReached();
        CompletableFuture<PaymentOutcome> waiting = bench.request("waiting", 1);
        commit.release();

        assertThat(EngineBench.outcome(running)).isInstanceOf(PaymentOutcome.Undetermined.class);
        assertThat(EngineBench.outcome(waiting)).isInstanceOf(PaymentOutcome.NotRecorded.class);
        assertThat(EngineBench.outcome(bench.request("later", 1))).isInstanceOf(PaymentOutcome.NotRecorded.class);
        assertThat(bench.engine.isRunning()).isFalse();
        assertThat(bench.recordedPayments()).isZero();
    }

    @Test
    void closingEndsWhenTheMachineFailsMeanwhile() {
        Hold commit = bench.storage.holdBeforeCommit();
        bench.storage.failNext(Fault.before(new StackOverflowError("told to fail")));
        CompletableFuture<PaymentOutcome> running = bench.request("running", 1);
        commit.awaitReached();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(bench.engine::close);
        while (bench.engine.isRunning()) {
            Thread.onSpinWait();
        }
        commit.release();

        assertThat(EngineBench.outcome(running)).isInstanceOf(PaymentOutcome.Undetermined.class);
        assertThat(closing).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aFailureOfTheMachineDoesNotTakeBackWhatWasCommittedBefore() {
        Hold commit = bench.storage.holdBeforeCommit();
        bench.storage.failNext(
                Fault.NONE,
                Fault.before(Category.FAULT),
                Fault.NONE,
                Fault.before(new OutOfMemoryError("told to fail")));
        CompletableFuture<PaymentOutcome> first = bench.request("first", 1);
        commit.awaitReached();
        List<CompletableFuture<PaymentOutcome>> pair = bench.requestMany(2);
        commit.release();

        EngineBench.settled(EngineBench.outcome(first));
        EngineBench.settled(EngineBench.outcome(pair.get(0)));
        assertThat(EngineBench.outcome(pair.get(1))).isInstanceOf(PaymentOutcome.Undetermined.class);
    }

    @Test
    void theMeterIsToldHowLongAnOrderWaitedForItsAnswer() {
        CompletableFuture<Duration> told = new CompletableFuture<>();
        PaymentEngine measured = bench.start(100, 100, new PaymentMeter() {
            @Override
            public void answered(Outcome outcome, Duration latency) {
                told.complete(latency);
            }

            @Override
            public void committed(int orders, Duration took) {}
        });
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<PaymentOutcome> answer = measured.request(bench.order("1", 1));
        long askedNanos = System.nanoTime();
        commit.awaitReached();
        long waitedNanos = System.nanoTime() - askedNanos;
        commit.release();

        EngineBench.settled(EngineBench.outcome(answer));
        assertThat(told.join()).isPositive().isGreaterThanOrEqualTo(Duration.ofNanos(waitedNanos));
        measured.close();
    }

    @Test
    void aMeterThatBreaksItsPromiseKeepsNobodyWaiting() {
        assertHarmless(() -> {
            throw new IllegalStateException("told to fail");
        });
    }

    @Test
    void aMeterThatLacksAClassKeepsNobodyWaiting() {
        assertHarmless(() -> {
            throw new NoClassDefFoundError("told to fail");
        });
    }

    @Test
    void whoeverAsksForNothingHarmsNobodyElse() {
        assertThatThrownBy(() -> bench.engine.request(null)).isInstanceOf(NullPointerException.class);
        EngineBench.settled(EngineBench.outcome(bench.request("1", 1)));
    }

    private CompletableFuture<Boolean> answerTakenBySomebodySlow(CountDownLatch taken) {
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<Boolean> slow = bench.request("1", 1).thenApply(outcome -> {
            try {
                return taken.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });
        commit.release();
        return slow;
    }

    private void assertHarmless(Runnable counting) {
        PaymentEngine measured = bench.start(100, 100, new PaymentMeter() {
            @Override
            public void answered(Outcome outcome, Duration latency) {
                counting.run();
            }

            @Override
            public void committed(int orders, Duration took) {
                counting.run();
            }
        });
        for (int i = 0; i < 3; i++) {
            EngineBench.settled(EngineBench.outcome(measured.request(bench.order(Integer.toString(i), 1))));
        }
        measured.close();
    }
}
