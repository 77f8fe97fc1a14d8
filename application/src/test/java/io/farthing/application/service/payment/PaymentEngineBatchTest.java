package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Hold;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaymentEngineBatchTest {

    @Test
    void aLoneOrderIsCommittedAtOnce() {
        try (EngineBench bench = new EngineBench()) {
            assertThat(EngineBench.settled(EngineBench.outcome(bench.request("1", 10))))
                    .isEqualTo(bench.recorded("1").orElseThrow());
            assertThat(bench.meter.batches()).containsExactly(1);
            assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - 10);
            assertThat(bench.spent()).isEqualTo(10);
        }
    }

    @Test
    void whatQueuesUpWhileACommitRunsIsTheNextBatch() {
        try (EngineBench bench = new EngineBench()) {
            Hold commit = bench.storage.holdBeforeCommit();
            CompletableFuture<PaymentOutcome> first = bench.request("first", 1);
            commit.awaitReached();
            List<CompletableFuture<PaymentOutcome>> queued = bench.requestMany(7);
            assertThat(bench.engine.waiting()).isEqualTo(8);
            commit.release();

            EngineBench.settled(EngineBench.outcome(first));
            assertThat(EngineBench.settledCount(EngineBench.outcomes(queued))).isEqualTo(7);
            assertThat(bench.meter.batches()).containsExactly(1, 7);
            assertThat(bench.engine.waiting()).isZero();
        }
    }

    @Test
    void anOrderWaitsUntilItIsCommittedAndAFindingIsNoOrder() {
        try (EngineBench bench = new EngineBench()) {
            Hold commit = bench.storage.holdBeforeCommit();
            CompletableFuture<PaymentOutcome> order = bench.request("1", 1);
            commit.awaitReached();
            Verdict verdict = new Verdict(new PaymentId(Long.MAX_VALUE), new Finding.Failed());
            CompletableFuture<Optional<Payment>> finding = bench.engine.conclude(verdict, bench.user.openId());
            CompletableFuture<Optional<Payment>> again = bench.engine.conclude(verdict, bench.user.openId());
            assertThat(bench.engine.waiting()).isEqualTo(1);
            commit.release();

            EngineBench.settled(EngineBench.outcome(order));
            assertThat(finding.join()).isEmpty();
            assertThat(again.join()).isEmpty();
            assertThat(bench.engine.waiting()).isZero();
        }
    }

    @Test
    void aBatchHasNoMoreOrdersThanAllowed() {
        try (EngineBench bench = new EngineBench(1000, 4)) {
            Hold commit = bench.storage.holdBeforeCommit();
            CompletableFuture<PaymentOutcome> first = bench.request("first", 1);
            commit.awaitReached();
            List<CompletableFuture<PaymentOutcome>> queued = bench.requestMany(10);
            commit.release();

            EngineBench.settled(EngineBench.outcome(first));
            assertThat(EngineBench.settledCount(EngineBench.outcomes(queued))).isEqualTo(10);
            assertThat(bench.meter.batches()).containsExactly(1, 4, 4, 2);
        }
    }

    @Test
    void aBatchWithManyRecipientsEndsEarlier() {
        int orders = 2 * PaymentEngine.MAX_BATCH_RECIPIENTS / Recipients.MAX_COUNT;
        try (EngineBench bench = new EngineBench(1000, 1000)) {
            Hold commit = bench.storage.holdBeforeCommit();
            CompletableFuture<PaymentOutcome> first = bench.request("first", 1);
            commit.awaitReached();
            List<CompletableFuture<PaymentOutcome>> queued = bench.requestManyOver(Recipients.MAX_COUNT, orders);
            commit.release();

            EngineBench.settled(EngineBench.outcome(first));
            assertThat(EngineBench.settledCount(EngineBench.outcomes(queued))).isEqualTo(orders);
            assertThat(bench.meter.batches()).containsExactly(1, orders / 2, orders / 2);
        }
    }

    @Test
    void aBatchCanBeLimitedToOneOrder() {
        try (EngineBench bench = new EngineBench(1000, 1)) {
            assertThat(EngineBench.settledCount(EngineBench.outcomes(bench.requestMany(5))))
                    .isEqualTo(5);
            assertThat(bench.meter.batches()).containsExactly(1, 1, 1, 1, 1);
        }
    }

    @Test
    void nobodyIsToldBeforeTheCommitBegins() {
        try (EngineBench bench = new EngineBench()) {
            Hold commit = bench.storage.holdBeforeCommit();
            CompletableFuture<PaymentOutcome> answer = bench.request("1", 1);
            commit.awaitReached();
            assertThat(answer).isNotDone();
            assertThat(bench.recorded("1")).isEmpty();
            commit.release();
            EngineBench.settled(EngineBench.outcome(answer));
        }
    }

    @Test
    void nobodyIsToldBeforeTheCommitReturns() {
        try (EngineBench bench = new EngineBench()) {
            Hold commit = bench.storage.holdAfterCommit();
            CompletableFuture<PaymentOutcome> answer = bench.request("1", 1);
            commit.awaitReached();
            assertThat(bench.recorded("1")).isPresent();
            assertThat(answer).isNotDone();
            commit.release();
            EngineBench.settled(EngineBench.outcome(answer));
        }
    }

    @Test
    void ordersOfABatchAreDecidedInTheOrderOfTheirArrival() {
        try (EngineBench bench = new EngineBench(100, 1_000_000, 1000, 100)) {
            Hold commit = bench.storage.holdBeforeCommit();
            CompletableFuture<PaymentOutcome> first = bench.request("first", 1);
            commit.awaitReached();
            CompletableFuture<PaymentOutcome> most = bench.request("most", 90);
            CompletableFuture<PaymentOutcome> tooMuch = bench.request("too much", 10);
            CompletableFuture<PaymentOutcome> rest = bench.request("rest", 9);
            CompletableFuture<PaymentOutcome> again = bench.request("rest", 9);
            commit.release();

            EngineBench.settled(EngineBench.outcome(first));
            EngineBench.settled(EngineBench.outcome(most));
            assertThat(EngineBench.declined(EngineBench.outcome(tooMuch))).isEqualTo(DeclineReason.OVER_BALANCE);
            EngineBench.settled(EngineBench.outcome(rest));
            assertThat(EngineBench.declined(EngineBench.outcome(again))).isEqualTo(DeclineReason.ORDER_NUMBER_TAKEN);
            assertThat(bench.balance()).isZero();
        }
    }

    @Test
    void aDeclinedOrderDoesNotUseUpItsNumber() {
        try (EngineBench bench = new EngineBench(100, 1_000_000, 1000, 100)) {
            assertThat(EngineBench.declined(EngineBench.outcome(bench.request("1", 101))))
                    .isEqualTo(DeclineReason.OVER_BALANCE);
            EngineBench.settled(EngineBench.outcome(bench.request("1", 100)));
        }
    }

    @Test
    void whoeverIsSlowToTakeAnAnswerDoesNotHoldUpTheNextCommit() {
        CountDownLatch taking = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        try (EngineBench bench = new EngineBench()) {
            Hold commit = bench.storage.holdBeforeCommit();
            CompletableFuture<Boolean> slow = bench.request("1", 1).thenApply(outcome -> {
                taking.countDown();
                return await(taken);
            });
            commit.release();
            assertThat(await(taking)).isTrue();

            Hold next = bench.storage.holdAfterCommit();
            bench.request("2", 1);
            next.awaitReached();
            assertThat(slow).isNotDone();
            next.release();
            taken.countDown();
            assertThat(slow.join()).isTrue();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
